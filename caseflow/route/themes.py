"""What an event of a case is about, so that who reads its story can read one thread of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from caseflow.audit.models import UNDO


class Theme(StrEnum):
    STEPS = "stappen"
    TALKS = "gesprekken"
    FAMILY = "ouders-en-kind"
    PLANS = "plannen"
    GROUP = "in-de-groep"
    AROUND = "termijnen-en-taken"


LABELS: dict[Theme, Any] = {
    Theme.STEPS: _("Stappen en besluiten"),
    Theme.TALKS: _("Gesprekken en adviezen"),
    Theme.FAMILY: _("Ouders en kind"),
    Theme.PLANS: _("Plannen en hulp"),
    Theme.GROUP: _("In de groep"),
    Theme.AROUND: _("Termijnen en taken"),
}
#: Kinds of event by theme; apps above add theirs. What moves a case is a step, whatever kind it is.
OF_THEME: dict[Theme, set[str]] = {
    Theme.STEPS: {
        *("open_case", "close", "enter", "follow_sop", "enrol", "register_pupil", "propose_exit", "ask_body", UNDO),
        *("record_departure", "record_return", "tell_desk_gone", "tell_desk_back"),
        *("record_body_answer", "record_placement", "put_on_waiting_list", "propose_track", "dismiss_track"),
        *("record_ground_not_to_wait", "prepare_referral", "refer", "establish_handelingsverlegenheid", "give_advice"),
        *("add_expert_advice", "grant_tlv", "refuse_tlv", "record_admission", "judge_limit"),
    },
    Theme.TALKS: {
        *("plan_item", "move_item", "take_off_agenda", "share", "hold_meeting", "ask_information", "pass_place"),
        *("order_examination", "note_at_table", "decide_at_table", "take_back_decision", "approve_minutes"),
        *("free_place", "outsider_gone", "record_advice", "invite_pupil", "waive_guardians", "put_on_talk"),
        "take_off_talk",
        *("put_back_on_talk", "talk_over", "note_at_talk", "agree_at_talk", "take_back_talk_line"),
        *("finish_agreement", "reopen_agreement"),
    },
    Theme.FAMILY: {
        *("ask_consent", "answer_consent", "invite_guardians", "inform_guardians", "talk_with_guardians", "add_view"),
        "count_no_again",
        *("sign_referral", "answer_invitation"),
        *("add_minutes_reaction", "show_referral", "sign_document", "add_reaction", "lay_document", "record_gezag"),
        *("add_guardian", "record_contact_attempt", "remind_guardians", "pass_over_guardian", "invite_guardian"),
        *("take_way_in", "inform_without_gezag", "refuse_information", "deliver_by_letter", "write_to_school"),
        *("read_writing", "answer_writing", "stop_document", "hide_address", "show_address"),
        *("correct_guardian", "remove_guardian"),
    },
    Theme.PLANS: {
        *("propose_arrangement", "decide_arrangement", "grant_arrangement", "refuse_arrangement", "end_arrangement"),
        *("write_document", "drop_document", "finish_document", "settle_document"),
        *("start_intervention", "record_effect"),
        *("hold_session", "miss_session", "take_back_session", "join_cluster", "change_cluster", "leave_cluster"),
        *("evaluate_cluster", "evaluate_arrangement", "arrangement_ran_out", "let_carry_out"),
        *("use_arrangement", "take_back_use"),
    },
    Theme.GROUP: {
        *("log_observation", "record_incident", "withdraw_observation", "move_observation_away", "record_absence"),
        *("move_observation_here", "record_measurement", "strike_measurement", "start_hgw_cycle", "note_insight"),
        *("advance_hgw_cycle", "close_hgw_cycle", "end_insight"),
    },
    Theme.AROUND: {
        *("extend_term", "deadline_near", "deadline_late", "finish_task", "finish_occasion", "reopen_occasion"),
        *("hand_on_case", "add_afterwards"),
    },
}


def theme_of(kind: str, *, moves: bool) -> Theme:
    """What nobody placed stands among terms and tasks: it is in the whole story in any case."""
    if moves:
        return Theme.STEPS
    return next((theme for theme, kinds in OF_THEME.items() if kind in kinds), Theme.AROUND)


@dataclass(frozen=True, slots=True)
class Thread:
    """One choice of the filter; `word` is that of the address, "" the whole story."""

    word: str
    label: Any
    number: int
    chosen: bool


def threads_of(themes: Iterable[Theme], chosen: str) -> list[Thread]:
    """The threads that this story has, the whole first."""
    counted = Counter(themes)
    whole = Thread("", _("Alles"), counted.total(), chosen not in set(counted))
    return [whole, *(Thread(one, LABELS[one], counted[one], chosen == one) for one in Theme if counted[one])]
