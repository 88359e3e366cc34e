"""Did the goals move? One pure function; its answer is stored with the evaluation and never computed anew (design §5).

A goal that cannot be judged is the school's own gap, never the child's: it is no evidence for progress, and no
evidence against it (domain §6.3).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from caseflow.sop.vocabulary import Verdict

LOWEST, HIGHEST = -2, 2  # the steps of the GAS scale that is used here: −2 is where the child began, 0 what is expected
Gap = Literal["", "no_baseline", "no_instrument", "no_target", "no_scale"]
Why = Literal[
    "step_up",
    "kept_highest",
    "same",
    "step_down",
    "not_scored",
    "no_baseline",
    "no_instrument",
    "no_target",
    "no_scale",
]
Because = Literal["enough_progress", "too_little_progress", "too_few_measurable", "unmeasurable_decide"]


@dataclass(frozen=True, slots=True)
class GoalScored:
    """One goal at an evaluation. `gap` names what it lacks to be judged; `previous` is None when not scored before."""

    goal: int
    score: int | None
    previous: int | None = None
    gap: Gap = ""


@dataclass(frozen=True, slots=True)
class GoalJudged:
    goal: int
    verdict: Verdict
    because: Why


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict over all goals, why, and what it was counted from."""

    verdict: Verdict
    because: Because
    goals: tuple[GoalJudged, ...]

    def count(self, verdict: Verdict) -> int:
        return sum(goal.verdict is verdict for goal in self.goals)


def judge_goal(goal: GoalScored) -> GoalJudged:
    """Progress is one step up on the goal's own scale since the last score, or since where the child began.

    At the highest step nothing higher can be asked, so staying there is progress kept.
    """
    if goal.gap:
        return GoalJudged(goal.goal, Verdict.NOT_MEASURABLE, goal.gap)
    if goal.score is None:
        return GoalJudged(goal.goal, Verdict.NOT_MEASURABLE, "not_scored")
    before = LOWEST if goal.previous is None else goal.previous
    if goal.score > before:
        return GoalJudged(goal.goal, Verdict.PROGRESS, "step_up")
    if goal.score == HIGHEST:
        return GoalJudged(goal.goal, Verdict.PROGRESS, "kept_highest")
    return GoalJudged(goal.goal, Verdict.NO_PROGRESS, "same" if goal.score == before else "step_down")


def judge(goals: Iterable[GoalScored], *, goals_min: int, share: int) -> Judged:
    """The verdict by the SOP's bar: at least `goals_min` goals to go by, and `share` percent of all of them moved.

    Both verdicts must hold whatever the goals that could not be judged would have shown.
    """
    judged = tuple(judge_goal(goal) for goal in goals)
    moved = sum(goal.verdict is Verdict.PROGRESS for goal in judged)
    unknown = sum(goal.verdict is Verdict.NOT_MEASURABLE for goal in judged)
    if len(judged) - unknown < max(goals_min, 1):
        return Judged(Verdict.NOT_MEASURABLE, "too_few_measurable", judged)
    if moved * 100 >= share * len(judged):
        return Judged(Verdict.PROGRESS, "enough_progress", judged)
    if (moved + unknown) * 100 >= share * len(judged):
        return Judged(Verdict.NOT_MEASURABLE, "unmeasurable_decide", judged)
    return Judged(Verdict.NO_PROGRESS, "too_little_progress", judged)
