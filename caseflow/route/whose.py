"""Whose words an event holds: the one closed list by which a timeline keeps a parent's and a child's words apart.

Who may not hear them (pupils/own_child.py) still reads that something happened, when, and by whom. A kind that nobody
put here is taken as theirs, so that forgetting it keeps words in rather than lets them out.
"""

from enum import StrEnum

from caseflow.audit.queries import TimelineRow
from caseflow.route.meetings import FROM_HOME


class Whose(StrEnum):
    """SCHOOL: what the school or somebody from outside wrote. HOME: what a guardian or the child said, or was said to
    them or about the guardian. SEAT: of whoever sits there at the table."""

    SCHOOL = "school"
    HOME = "home"
    SEAT = "seat"


_OF_SCHOOL = (
    *("open_case", "close", "enter", "refer", "ask_tlv", "establish_handelingsverlegenheid", "follow_sop"),
    *("extend_term", "record_admission", "record_placement", "dismiss_track"),
    *("propose_exit", "ask_body", "record_body_answer", "judge_limit", "record_ground_not_to_wait"),
    *("give_advice", "grant_tlv", "refuse_tlv", "prepare_referral"),
    *("plan_item", "take_off_agenda", "record_advice"),
    *("hold_meeting", "ask_information", "order_examination", "approve_minutes"),  # guardians with gezag read these
    *("write_document", "drop_document"),
    *("propose_arrangement", "decide_arrangement", "grant_arrangement", "refuse_arrangement"),
    *("evaluate_arrangement", "end_arrangement", "use_arrangement", "hand_on_case", "outsider_gone"),
    *("put_on_talk", "note_at_talk", "agree_at_talk", "finish_agreement", "reopen_agreement"),
    *("log_observation", "record_incident", "move_observation_here", "note_insight"),
    *("advance_hgw_cycle", "close_hgw_cycle", "start_intervention", "record_effect"),
    *("join_cluster", "change_cluster", "leave_cluster", "evaluate_cluster"),
    *("finish_occasion", "reopen_occasion"),
)
_OF_HOME = (
    *("answer_consent", "sign_document", "add_reaction", "add_view", "sign_referral"),
    *("answer_invitation", "add_minutes_reaction"),
    *("write_to_school", "read_writing", "answer_writing"),
    *("inform_guardians", "talk_with_guardians", "waive_guardians"),
    *("record_gezag", "record_contact_attempt", "pass_over_guardian", "hide_address", "show_address"),
    "remove_guardian",
    *("record_departure", "record_return"),  # where a child is now is not for a parent at work to find
    "add_afterwards",  # a parent's view may come that way too
)
#: Every kind of event in a child's file that can hold words; apps above add theirs.
WHOSE: dict[str, Whose] = {
    **dict.fromkeys(_OF_SCHOOL, Whose.SCHOOL),
    **dict.fromkeys(_OF_HOME, Whose.HOME),
    "note_at_table": Whose.SEAT,
}


def from_home(row: TimelineRow) -> bool:
    """Whether the words of this event are for those alone who hear guardians and child."""
    whose = WHOSE.get(row.kind, Whose.HOME)
    return row.data.get("role") in FROM_HOME if whose is Whose.SEAT else whose is Whose.HOME
