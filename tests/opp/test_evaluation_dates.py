"""What becomes of the day of the next evaluation, whatever happens: each row of docs/evaluation-dates.md is a test."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseflow import clock
from caseflow.route.clocks import opp_evaluation
from caseflow.route.models import Deadline
from caseflow.sop.dates import Span, last_school_day
from opp.commands.evaluation import talk_over_evaluation
from pupils.commands.departure import record_departure
from pupils.commands.handover import move_pupils
from pupils.models import Pupil
from tests.cast import make_group
from tests.opp.conftest import START, Story
from tests.sop.documents import CRESCENDO
from tests.world import sop_of

pytestmark = pytest.mark.django_db
DOC = Path(__file__).parent.parent.parent / "docs/evaluation-dates.md"
DAY, WEEK, HALF_YEAR = timedelta(days=1), timedelta(weeks=1), Span(6, "months")
#: Each row of the document by its first column.
ROWS: dict[str, Callable[[Story], None]] = {}


def row(what: str) -> Callable[[Callable[[Story], None]], Callable[[Story], None]]:
    def register(test: Callable[[Story], None]) -> Callable[[Story], None]:
        ROWS[what] = test
        return test

    return register


def term(story: Story) -> Deadline:
    return Deadline.objects.running().get(case=story.case, rule="opp_evaluation")


def half_a_year_after(story: Story, day: date) -> date:
    return last_school_day(HALF_YEAR.after(day), story.world.sop.free_days())


@row("the OPP comes in force")
def in_force(story: Story) -> None:
    story.draw_up()
    story.set_perspective()
    assert term(story).due_on == half_a_year_after(story, START)
    with clock.at(START + 3 * WEEK):  # the support begins later
        story.offer()
        story.answer(0, "agreed")
        story.answer(1, "agreed")
        story.put_in_force()
    assert term(story).due_on == half_a_year_after(story, START)


@row("the school has months of its own")
def own_months(story: Story) -> None:
    every = "evaluate_every: 6 months"
    sop = sop_of(CRESCENDO.replace(every, f"{every}\n  months: [6]"), "own-months.yaml")
    assert opp_evaluation(sop, "ib_er", START, None).due_on == date(2026, 6, 30)
    assert opp_evaluation(sop, "ib_er", START, date(2026, 6, 30)).due_on == half_a_year_after(story, date(2026, 6, 30))


@row("the day falls in a holiday or a weekend")
def in_a_holiday(story: Story) -> None:
    story.run()
    assert HALF_YEAR.after(START) == date(2026, 7, 12)  # the second week of the summer
    assert term(story).due_on == date(2026, 7, 3)


@row("the child moves to another group")
def another_group(story: Story) -> None:
    story.run()
    before = term(story).due_on
    to = make_group(story.world.school, "Groep 6", "6")
    move_pupils(story.world.group.pk, to_id=to.pk, pupil_ids=[story.world.pupil.pk], actor=story.ib_er)
    assert term(story).due_on == before


@row("the child is ill for weeks")
def ill(story: Story) -> None:
    story.run()
    before = term(story).due_on
    with clock.at(START + 20 * WEEK):
        evaluation = story.evaluate(0, held=40)
        assert (evaluation.support_held, evaluation.held_enough) == (40, False)
    assert Deadline.objects.get(rule="opp_evaluation", met_on=START + 20 * WEEK).due_on == before


@row("the handelingsdeel is adjusted")
def adjusted(story: Story) -> None:
    story.run()
    before = term(story).due_on
    with clock.at(START + 8 * WEEK):
        story.adjust()
        story.hear("adjusting")
        story.offer()
        story.answer(0, "agreed")
        story.answer(1, "agreed")
        story.put_in_force()
    assert term(story).due_on == before


@row("the evaluation is held early")
def early(story: Story) -> None:
    story.run()
    with clock.at(START + 9 * WEEK):
        story.evaluate(0)
        assert term(story).due_on == half_a_year_after(story, START + 9 * WEEK)


@row("it is held without the guardians")
def alone(story: Story) -> None:
    story.run()
    before, held = term(story).due_on, START + 20 * WEEK
    with clock.at(held):
        story.evaluate(0, present=False)
        assert term(story).due_on == before
    with clock.at(held + WEEK):
        talk_over_evaluation(story.case.pk, how="Samen doorgenomen.", actor=story.ib_er)
        assert term(story).due_on == half_a_year_after(story, held + WEEK)


@row("it is held late")
def late(story: Story) -> None:
    story.run()
    due = term(story).due_on
    with clock.at(due + 60 * DAY):
        story.evaluate(0)
        assert term(story).due_on == half_a_year_after(story, due + 60 * DAY)
    kept = Deadline.objects.get(rule="opp_evaluation", met_on=due + 60 * DAY)
    assert kept.last_day < kept.met_on


@row("the OPP ends")
def ends(story: Story) -> None:
    story.run()
    with clock.at(START + 9 * WEEK):
        story.evaluate(0)
        story.end()
    assert not Deadline.objects.running().filter(rule="opp_evaluation").exists()


@row("the child leaves and the case is still open")
def leaves(story: Story) -> None:
    story.run()
    Pupil.objects.update(enrolled_on=date(2022, 8, 1))
    record_departure(story.world.pupil.pk, on=START, where_to="De Verre School", actor=story.ib_er)
    assert Deadline.objects.running().filter(rule="opp_evaluation").exists()
    assert not Deadline.objects.pressing().filter(rule="opp_evaluation").exists()


@row("another OPP comes in force later")
def another(story: Story) -> None:
    story.run()
    with clock.at(START + 9 * WEEK):
        story.evaluate(0)
        story.end()
    with clock.at(START + 12 * WEEK):
        story.draw_up()
        story.set_perspective()
        assert term(story).due_on == half_a_year_after(story, START + 12 * WEEK)


@pytest.mark.parametrize("what", ROWS)
def test_what_becomes_of_the_day(story: Story, what: str) -> None:
    ROWS[what](story)


def test_each_row_of_the_document_is_one() -> None:
    told = re.findall(r"^\| ([^|]+?) \|", DOC.read_text("utf-8"), re.MULTILINE)
    assert told[0] == "what happens"
    assert set(told[1:]) - {"---"} == set(ROWS)
