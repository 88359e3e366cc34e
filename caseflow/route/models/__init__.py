"""The tables of the route."""

from caseflow.route.models.addition import Addition
from caseflow.route.models.case import Case
from caseflow.route.models.coming import Coming
from caseflow.route.models.deciding import BodyQuestion, Proposal
from caseflow.route.models.desk import DeskCase, ExpertAdvice, Tlv
from caseflow.route.models.feed import CalendarFeed
from caseflow.route.models.helping import ArrangementBudget, ArrangementUse
from caseflow.route.models.limit import LimitJudgement
from caseflow.route.models.paper import Paper, PaperAnswer, PaperReaction, PaperSection, TalkedOver
from caseflow.route.models.place import Placement, WaitingPlace
from caseflow.route.models.referral import Establishment, Referral, ReferralSeen, ReferralView
from caseflow.route.models.support import Arrangement
from caseflow.route.models.table import Decision, MinutesReaction, Note
from caseflow.route.models.talk import Advice, Invitation, Item, Meeting, Told
from caseflow.route.models.term import Deadline, Task
from caseflow.route.models.track import TrackProposal
from caseflow.route.models.view import BoardView

__all__ = [
    "Addition",
    "Advice",
    "Arrangement",
    "ArrangementBudget",
    "ArrangementUse",
    "BoardView",
    "BodyQuestion",
    "CalendarFeed",
    "Case",
    "Coming",
    "Deadline",
    "Decision",
    "DeskCase",
    "Establishment",
    "ExpertAdvice",
    "Invitation",
    "Item",
    "LimitJudgement",
    "Meeting",
    "MinutesReaction",
    "Note",
    "Paper",
    "PaperAnswer",
    "PaperReaction",
    "PaperSection",
    "Placement",
    "Proposal",
    "Referral",
    "ReferralSeen",
    "ReferralView",
    "TalkedOver",
    "Task",
    "Tlv",
    "Told",
    "TrackProposal",
    "WaitingPlace",
]
