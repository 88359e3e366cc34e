"""The tables of the route."""

from caseflow.route.models.case import Case
from caseflow.route.models.desk import DeskCase, ExpertAdvice, Tlv
from caseflow.route.models.limit import LimitJudgement
from caseflow.route.models.referral import Establishment, Referral, ReferralView
from caseflow.route.models.support import Arrangement
from caseflow.route.models.talk import Advice, Invitation, Item, Meeting, Told
from caseflow.route.models.term import Deadline, Task

__all__ = [
    "Advice",
    "Arrangement",
    "Case",
    "Deadline",
    "DeskCase",
    "Establishment",
    "ExpertAdvice",
    "Invitation",
    "Item",
    "LimitJudgement",
    "Meeting",
    "Referral",
    "ReferralView",
    "Task",
    "Tlv",
    "Told",
]
