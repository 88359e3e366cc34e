"""Within twelve months, and within each school year that is wholly in force."""

from datetime import date, timedelta

import pytest

from caseflow.route import clocks
from caseflow.route.models import Deadline
from caseflow.sop.loading import SopErrors, load_sop
from opp.commands import evaluation as evaluations
from tests.law.school import START, TEXT, Story, later


def tell(story: Story) -> None:
    for every in ("13 months", "366 days", "2 years"):
        with pytest.raises(SopErrors, match=r"ruimer dan de wet .* \(regel 4"):
            load_sop(TEXT.replace("evaluate_every: 12 months", f"evaluate_every: {every}"))
    sop = story.world.sop
    assert clocks.opp_evaluation(sop, "coach", date(2025, 8, 1), None).due_on <= date(2026, 7, 31)
    assert clocks.opp_evaluation(sop, "coach", date(2026, 6, 19), None).due_on == date(2027, 6, 18)
    story.opp_in_force()
    term = Deadline.objects.running().get(case=story.case, rule="opp_evaluation")
    assert term.due_on <= START + timedelta(days=365)
    with later(weeks=28):
        story.hear("evaluating")
        story.evaluate(guardians_present=False)
        assert Deadline.objects.running().get(case=story.case, rule="opp_evaluation") == term
    with later(weeks=30):
        evaluations.talk_over_evaluation(story.case.pk, how="thuis doorgenomen", actor=story.coach)
        following = Deadline.objects.running().get(case=story.case, rule="opp_evaluation")
    assert following.due_on <= START + timedelta(weeks=30, days=365)
