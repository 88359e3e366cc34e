"""The tables of the OPP."""

from opp.models.agreement import Agreement
from opp.models.evaluation import Evaluation, GoalScore
from opp.models.flag import Flag
from opp.models.goal import Goal
from opp.models.handelingsdeel import Handelingsdeel
from opp.models.opp import Opp
from opp.models.voice import PupilVoice

__all__ = ["Agreement", "Evaluation", "Flag", "Goal", "GoalScore", "Handelingsdeel", "Opp", "PupilVoice"]
