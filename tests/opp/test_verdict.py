"""The verdict: a table with the reasons, and what must hold of any goals at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.sop.vocabulary import Verdict
from opp.verdict import GoalScored, judge, judge_goal

P, N, U = Verdict.PROGRESS, Verdict.NO_PROGRESS, Verdict.NOT_MEASURABLE
ORDER = {N: 0, U: 1, P: 2}

# --- One goal --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "previous", "gap", "verdict", "because"),
    [
        (-2, None, "", N, "same"),  # not scored before: where the child began is −2
        (-1, None, "", P, "step_up"),
        (0, None, "", P, "step_up"),
        (2, None, "", P, "step_up"),
        (-2, -2, "", N, "same"),
        (-1, -2, "", P, "step_up"),
        (-2, -1, "", N, "step_down"),
        (0, -1, "", P, "step_up"),
        (0, 0, "", N, "same"),  # the expected outcome, but reached before: no step in this period
        (-1, 1, "", N, "step_down"),
        (1, 0, "", P, "step_up"),
        (2, 1, "", P, "step_up"),
        (2, 2, "", P, "kept_highest"),  # nothing higher can be asked
        (1, 2, "", N, "step_down"),
        (None, None, "", U, "not_scored"),
        (None, 1, "", U, "not_scored"),
        (2, None, "no_baseline", U, "no_baseline"),  # a score without a beginning proves nothing
        (-2, None, "no_instrument", U, "no_instrument"),
        (-2, 0, "no_target", U, "no_target"),
        (None, None, "no_scale", U, "no_scale"),
    ],
)
def test_one_goal(score, previous, gap, verdict, because):
    judged = judge_goal(GoalScored(7, score, previous, gap))
    assert (judged.goal, judged.verdict, judged.because) == (7, verdict, because)


# --- Over all goals --------------------------------------------------------------------------------------------------

GOALS = {"p": GoalScored(1, 0), "n": GoalScored(1, -2), "u": GoalScored(1, None)}


@pytest.mark.parametrize(
    ("goals", "goals_min", "share", "verdict", "because"),
    [
        ("", 1, 50, U, "too_few_measurable"),
        ("u", 1, 50, U, "too_few_measurable"),
        ("uuu", 1, 1, U, "too_few_measurable"),
        ("p", 1, 50, P, "enough_progress"),
        ("n", 1, 50, N, "too_little_progress"),
        ("p", 2, 50, U, "too_few_measurable"),
        ("n", 2, 50, U, "too_few_measurable"),
        ("pn", 2, 50, P, "enough_progress"),  # exactly half is enough
        ("pn", 2, 51, N, "too_little_progress"),
        ("pnn", 1, 50, N, "too_little_progress"),
        ("pnn", 1, 33, P, "enough_progress"),
        ("pnn", 1, 34, N, "too_little_progress"),
        ("ppn", 1, 67, N, "too_little_progress"),
        ("ppn", 1, 66, P, "enough_progress"),
        ("pppp", 3, 100, P, "enough_progress"),
        ("pppn", 3, 100, N, "too_little_progress"),
        ("nu", 1, 50, U, "unmeasurable_decide"),  # had the other one moved, it were half
        ("nu", 1, 51, N, "too_little_progress"),  # even then it would not be enough
        ("nu", 2, 51, U, "too_few_measurable"),
        ("pu", 1, 50, P, "enough_progress"),  # whatever the other one did
        ("pu", 1, 51, U, "unmeasurable_decide"),
        ("nnu", 1, 50, N, "too_little_progress"),
        ("nnu", 1, 33, U, "unmeasurable_decide"),
        ("nnuu", 2, 50, U, "unmeasurable_decide"),
        ("nnuu", 2, 60, N, "too_little_progress"),
        ("nnuu", 3, 60, U, "too_few_measurable"),
        ("pnu", 1, 50, U, "unmeasurable_decide"),
        ("pnu", 1, 30, P, "enough_progress"),
        ("pnnu", 1, 50, U, "unmeasurable_decide"),
        ("pnnnu", 1, 50, N, "too_little_progress"),
        ("pppuu", 3, 60, P, "enough_progress"),
        ("pppuu", 3, 61, U, "unmeasurable_decide"),
        ("nnnnn", 1, 1, N, "too_little_progress"),
        ("nnnnp", 1, 1, P, "enough_progress"),
        ("nnnnu", 1, 1, U, "unmeasurable_decide"),
    ],
)
def test_over_all(goals, goals_min, share, verdict, because):
    judged = judge([GOALS[letter] for letter in goals], goals_min=goals_min, share=share)
    assert (judged.verdict, judged.because) == (verdict, because)
    assert [judged.count(word) for word in (P, N, U)] == [goals.count(letter) for letter in "pnu"]


# --- Whatever the goals ----------------------------------------------------------------------------------------------

step = st.one_of(st.none(), st.integers(-2, 2))
gap = st.sampled_from(["", "", "", "no_baseline", "no_instrument", "no_target", "no_scale"])
goal = st.builds(GoalScored, st.integers(1, 99), step, step, gap)
goals = st.lists(goal, max_size=8)
bar = {"goals_min": st.integers(1, 5), "share": st.integers(1, 100)}


def changed(goals, place, **fields):
    one = goals[place]
    values = {"goal": one.goal, "score": one.score, "previous": one.previous, "gap": one.gap, **fields}
    return [*goals[:place], GoalScored(**values), *goals[place + 1 :]]


@given(goals.filter(bool), st.data(), bar["goals_min"], bar["share"])
def test_more_progress_never_makes_it_worse(given_goals, data, goals_min, share):
    place = data.draw(st.integers(0, len(given_goals) - 1))
    one = given_goals[place]
    if one.score is None:
        return
    better = changed(given_goals, place, score=data.draw(st.integers(one.score, 2)))
    before = judge(given_goals, goals_min=goals_min, share=share).verdict
    assert ORDER[judge(better, goals_min=goals_min, share=share).verdict] >= ORDER[before]


@given(goals, st.randoms(), bar["goals_min"], bar["share"])
def test_the_order_of_the_goals_does_not_matter(given_goals, random, goals_min, share):
    shuffled = random.sample(given_goals, len(given_goals))
    one, other = (judge(some, goals_min=goals_min, share=share) for some in (given_goals, shuffled))
    assert (one.verdict, one.because) == (other.verdict, other.because)


@given(goals.filter(bool), st.data(), bar["goals_min"], bar["share"])
def test_what_cannot_be_measured_is_never_evidence(given_goals, data, goals_min, share):
    """Losing the measure of a goal can only take a verdict away; and a verdict holds whatever it would have shown."""
    place = data.draw(st.integers(0, len(given_goals) - 1))
    lost = changed(given_goals, place, score=None)
    before = judge(given_goals, goals_min=goals_min, share=share).verdict
    after = judge(lost, goals_min=goals_min, share=share).verdict
    assert after in (before, U)
    found = changed(lost, place, score=data.draw(st.integers(-2, 2)))
    if after is not U:
        assert judge(found, goals_min=goals_min, share=share).verdict is after


@given(goals, bar["goals_min"], bar["share"])
def test_no_progress_needs_goals_that_did_not_move(given_goals, goals_min, share):
    judged = judge(given_goals, goals_min=goals_min, share=share)
    if judged.verdict is N:
        assert judged.count(N) >= 1
        assert judged.count(N) + judged.count(P) >= goals_min
    if judged.verdict is P:
        assert judged.count(P) >= 1
