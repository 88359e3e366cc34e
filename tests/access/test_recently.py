"""What signs, and what leaves with somebody, is for who showed a moment ago who she is: over every address (issue 5).

An act of the route signs by what the vocabulary says of it; an address of its own stands here, on one of two lists, so
that a new one cannot come in without somebody having said which it is.
"""

import pytest
from django.http import HttpResponse

from caseflow.drafts.tokens import FIELD
from caseflow.own_account import CHANGES_NOTHING
from caseflow.route.doors import MOVING, doors
from caseflow.sop.acts import ACTS
from tests.access.knocking import Knocker
from tests.access.matrix import Row, rows

pytestmark = pytest.mark.django_db
AGAIN = ("/accounts/reauthenticate/", "/accounts/login/")
HANDS = ("g1", "di", "ib", "te", "ou", "sd", "se")
#: Acts of the vocabulary that sign on a page of their own, by the guardian's or the desk's own hand or for them.
PAGES = {
    "answer_consent": {"route:guardian_consent", "route:paper_answer", "route:pupil_answer"},
    "agree_handelingsdeel": {"opp:guardian_handelingsdeel", "opp:paper"},
    "sign_document": {"route:guardian_paper", "route:paper_signature"},
    "add_reaction": {"route:guardian_reaction"},
    "add_view": {"route:guardian_referral", "route:paper_view"},
    "sign_referral": {"route:guardian_referral", "route:paper_view"},
    "record_gezag": {"pupils:gezag", "pupils:declared"},
    "give_advice": {"route:desk_answer"},
    "grant_tlv": {"route:desk_answer"},
    "refuse_tlv": {"route:desk_answer"},
    "add_expert_advice": {"route:desk_advice"},
}
#: What signs and is no act of a case: going on without a guardian, the SOP's life, who works here, the hand-over.
BESIDE = {
    *(
        "route:pass_over",
        "route:paper_pass_over",
        "route:referral_pass_over",
        "opp:pass_over",
        "route:sop_act",
        "pupils:inform",
    ),
    *("pupils:staff_invite", "pupils:staff_role", "pupils:staff_leave", "pupils:role_end", "pupils:staff_again"),
    "route:guardian_talk_reaction",
    "route:hand_on",
    *("pupils:leave_school", "pupils:come_back"),  # for everybody around the child something ends or begins again
    "route:guardian_writing",  # her own word, that stays as it is
    *("pupils:staff_factor", "pupils:handover", "pupils:outsider_add", "pupils:outsider_end", "pupils:outsider_again"),
    *("pupils:outsider_factor", "pupils:guardian_remove"),
}
SIGNED = BESIDE.union(*PAGES.values())
#: The work of every day: it writes down, asks, plans and prepares, and decides nothing for anybody.
DAILY = {
    *("route:task", "route:open_case", "route:track_proposal", "route:track_dismiss", "route:letters"),
    "route:writing",
    *("route:guardian_invitation", "route:coming"),  # whether somebody comes: nothing rests on it
    *("route:table", "route:minutes"),
    *("route:paper_write", "route:paper_drop", "route:sop_replace", "route:sop_upload", "route:invited_item"),
    *(
        "pupils:register",
        "pupils:observe",
        "pupils:observe_group",
        "pupils:observation_mend",
        "pupils:incident",
        "pupils:measure",
        "pupils:absence",
        "pupils:strike",
    ),
    *("pupils:import", "pupils:import_preview", "pupils:import_drop", "pupils:hgw_start", "pupils:intervene"),
    "route:add_afterwards",  # a note for the file: what stands there stays
    *("route:view_keep", "route:view_drop", "route:together"),
    *("pupils:sociograms", "pupils:sociogram_child", "pupils:sociogram_back", "pupils:sociogram_close"),
    *("pupils:little_group", "pupils:session", "pupils:session_back"),
    *("route:arrangement_ask", "route:arrangement_on", "route:arrangement_carriers"),
    *("route:arrangement_use", "route:arrangement_use_back", "route:budget_set"),
    *("pupils:insight", "pupils:insight_end", "pupils:group_plan_begin", "pupils:cluster_new", "pupils:cluster"),
    *("pupils:cluster_drop", "pupils:group_plan_in_force", "pupils:group_plan_evaluate"),
    *("pupils:hgw_phase", "pupils:effect", "pupils:guardian_add", "pupils:occasion", "pupils:occasion_reopen"),
    *("pupils:talk_put", "pupils:talk", "pupils:talk_off", "pupils:talk_back", "pupils:talk_line_back"),
    *("pupils:agreement", "pupils:agreement_reopen"),
    *(
        "pupils:contact",
        "pupils:address",
        "pupils:guardian_correct",
        "pupils:invite",
        "pupils:invite_group",
        "pupils:group_move",
        "opp:feedback",
    ),
}
#: By an act that the address names, or that is undone, of which the vocabulary says whether it signs.
BY_ACT = {"route:act", "route:exit", "api:move", "route:undo", "api:undo"}
#: Before anybody is signed in, or about nobody but oneself.
OWN = {
    *("pupils:hat", "set_language", "demo:look_as", "pupils:way_in", "pupils:welcome", "pupils:welcome_child"),
    *("pupils:welcome_choose", "pupils:welcome_prove", "keep_draft", "drop_draft", "route:my_agenda"),
}
#: Pages whose buttons send to another address.
CARRY = {
    *("route:arrangement", "route:invited_start", "route:invited_help", "route:start"),
    *("pupils:pupil", "pupils:staff", "pupils:outsiders"),
}
#: Pages that print: the rest of what leaves is known by its being a file.
PRINTS = {"route:paper_print"}
OF_NO_CHILD = {"route:sop_download"}


#: Their form comes once nothing stands in the way; who sends it all the same is asked too.
HELD_BACK = {"route:pass_over", "route:paper_pass_over", "route:referral_pass_over", "opp:pass_over"}


def _hand(row: Row, method: int, letters: str) -> str:
    return next((column for column in HANDS if row.cells[column][method] in letters), "")


def _asks(answer: HttpResponse) -> bool:
    return answer.headers.get("Location", "").startswith(AGAIN)


THEIRS = [row for row in rows() if row.name.startswith(("account_", "mfa_"))]
OURS = [row for row in rows() if not row.name.startswith(("account_", "mfa_")) and row.name not in OWN]
SENT = [row for row in OURS if _hand(row, 1, "R92")]
SHOWN = [row for row in OURS if _hand(row, 0, "2")]


@pytest.mark.parametrize("row", SENT, ids=str)
def test_who_signs_shows_again_who_she_is_and_nobody_else_does(row: Row, knocker: Knocker) -> None:
    hand = _hand(row, 1, "R92")
    shows = row.cells[hand] == "22" and row.name not in HELD_BACK
    only_shows = shows and FIELD not in knocker.knock(hand, "GET", row).content.decode()
    if only_shows or row.name in CARRY:
        assert row.name not in SIGNED
        return
    if row.name == "route:act":
        signs = ACTS[row.word].signs
    else:
        assert (row.name in SIGNED) + (row.name in DAILY) + (row.name in BY_ACT) == 1, "say whether it signs"
        signs = row.name in SIGNED
    hands = {hand, "g2"} if row.cells["g2"][1] in "R92" else {hand}  # by a password, and by a code in the mail
    assert {column: _asks(knocker.knock_stale(column, "POST", row)) for column in hands} == dict.fromkeys(hands, signs)


@pytest.mark.parametrize("row", SHOWN, ids=str)
def test_what_leaves_with_somebody_asks_it_too(row: Row, knocker: Knocker) -> None:
    hand = _hand(row, 0, "2")
    leaves = "attachment" in knocker.knock(hand, "GET", row).headers.get("Content-Disposition", "")
    if (leaves or row.name in PRINTS) and row.name not in OF_NO_CHILD:
        assert _asks(knocker.knock_stale(hand, "GET", row))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("row", THEIRS, ids=str)
def test_nobody_changes_her_account_with_a_session_of_hours_ago(row: Row, method: str, knocker: Knocker) -> None:
    """Whichever her way in: the other guardian has no password, and nothing else to show again but a code by mail."""
    for column in ("g2", "g1", "te"):
        answer = knocker.knock_stale(column, method, row)
        asked = _asks(answer) and "?next=" in answer.headers["Location"]  # not from one way of showing it to another
        assert asked is (row.name not in CHANGES_NOTHING), column


def test_every_act_that_signs_has_a_door_an_exit_or_a_page_that_asks() -> None:
    """`wait` aside, an act is done by one of these; a door to a page of its own is that page's."""
    by_door = {act for act, door in doors.items() if door.run is not None}
    assert {act for act, known in ACTS.items() if known.signs} <= {*by_door, *MOVING, *PAGES}
    elsewhere = {act for act, door in doors.items() if door.elsewhere and ACTS[act].signs}
    assert elsewhere <= set(PAGES)


def test_a_teachers_own_acts_do_not_sign() -> None:
    assert not any(act.signs for act in ACTS.values() if act.hand in ("teacher", "writer"))
