"""What a mail may be about. Each kind is a template of that name under templates/notices/."""

from enum import StrEnum


class Kind(StrEnum):
    CONSENT_ASKED = "consent_asked"
    HANDELINGSDEEL_OFFERED = "handelingsdeel_offered"
    DOCUMENT_LAID = "document_laid"
    REFERRAL_TO_SEE = "referral_to_see"
    MEETING_INVITED = "meeting_invited"  # a guardian
    MEETING_PLANNED = "meeting_planned"  # who comes for her work
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_LEFT = "meeting_left"  # who has no place at it any more, while it goes on
    FLAG_RAISED = "flag_raised"
    DEADLINE_NEAR = "deadline_near"
    DEADLINE_LATE = "deadline_late"
    OCCASION_NEAR = "occasion_near"
    OCCASION_LATE = "occasion_late"
    REFERRAL_RECEIVED = "referral_received"
    REFERRAL_ANSWERED = "referral_answered"
    EXIT_PROPOSED = "exit_proposed"
    DECISION_TAKEN = "decision_taken"
    ANSWER_AWAITED = "answer_awaited"
    ANSWER_WRITTEN_DOWN = "answer_written_down"  # by the school, of a guardian who gave it on paper or at the table
    STAFF_INVITED = "staff_invited"
    SHARED_WITH_YOU = "shared_with_you"
