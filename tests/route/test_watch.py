"""The watch over terms: it reminds on the day that the SOP says, tells each school's own people, and does so once."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.route import clocks, tasks, watch
from caseflow.route.models import Deadline
from caseflow.sop.dates import Span
from caseflow.sop.vocabulary import RoleKind
from pupils.models import SopVersion
from tests.route.stories import case_at
from tests.world import REAL, SCHOOLS, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


def term_of(world, make=clocks.opp_within) -> Deadline:
    """A term of the law that began today for a case of this school."""
    owner = world.sop.roles_of_kind(RoleKind.IB_ER, RoleKind.DIRECTOR)[0]
    version = SopVersion.objects.get(school=world.school)
    case = case_at(world, next(key for key, one in world.sop.steps.items() if one.state == "opp"))
    clocks.open_clock(case, version, make(world.sop, owner, clock.today()), 0, clock.today())
    return Deadline.objects.get(case=case)


@pytest.mark.parametrize(
    ("path", "before"),
    [(SCHOOLS / "de-regenboog.yaml", Span(2, "weeks")), (REAL / "kbs-crescendo.yaml", Span(3, "weeks"))],
)
def test_a_term_of_the_opp_is_brought_to_mind_when_the_sop_says(path, before):
    with clock.at(TODAY):
        term = term_of(make_world(path))
    day = term.due_on - timedelta(weeks=before.count)
    assert watch.remind_of_deadlines(day - DAY) == 0
    assert watch.remind_of_deadlines(day) == 1
    assert watch.remind_of_deadlines(day + DAY) == 0


def test_every_other_term_three_weeks_before():
    world = make_world(SCHOOLS / "de-regenboog.yaml")
    with clock.at(TODAY):
        term = term_of(world, lambda sop, owner, on: clocks.Term("step:x:0", "x", owner, "share", on + 100 * DAY))
    assert watch.remind_of_deadlines(term.due_on - timedelta(weeks=3) - DAY) == 0
    assert watch.remind_of_deadlines(term.due_on - timedelta(weeks=3)) == 1


@pytest.mark.parametrize(
    ("span", "day", "before"),
    [
        (Span(3, "weeks"), date(2026, 3, 9), date(2026, 2, 16)),
        (Span(1, "months"), date(2026, 3, 31), date(2026, 2, 28)),
        (Span(1, "years"), date(2024, 2, 29), date(2023, 2, 28)),
        (Span(2, "months"), date(2026, 1, 15), date(2025, 11, 15)),
    ],
)
def test_a_day_before(span, day, before):
    assert span.before(day) == before


def test_each_school_tells_its_own_people_and_looks_at_nobody_elses():
    with clock.at(TODAY):
        here, there = (make_world(path) for path in (REAL / "kbs-crescendo.yaml", SCHOOLS / "het-kompas.yaml"))
        terms = [term_of(here), term_of(there)]
        with CaptureQueriesContext(connection) as seen:
            assert watch.escalate_deadlines(TODAY + 365 * DAY) == 2
    for world, term in zip((here, there), terms, strict=True):
        told = set(Notice.objects.filter(case_id=term.case_id).values_list("recipient_id", flat=True))
        roles = (term.owner_role, *world.sop.roles_of_kind(RoleKind.DIRECTOR))
        assert told == {world.people[role].pk for role in roles}
    assert len(seen) < 15


def test_a_term_that_was_extended_is_late_after_its_new_last_day():
    with clock.at(TODAY):
        term = term_of(make_world(REAL / "kbs-crescendo.yaml"))
    term.extended_to = term.due_on + 28 * DAY
    term.save()
    assert Deadline.objects.get().last_on == term.last_day == term.extended_to
    assert watch.escalate_deadlines(term.extended_to + timedelta(weeks=1)) == 0
    assert watch.escalate_deadlines(term.extended_to + timedelta(weeks=1) + DAY) == 1


def test_the_rows_are_not_laid_beside_the_holders_of_other_schools():
    """Rows times everybody of every school would make a night of a region too long."""
    with clock.at(TODAY):
        term = term_of(make_world(REAL / "kbs-crescendo.yaml"))
        make_world(SCHOOLS / "het-kompas.yaml")
        by_school = watch.holders_of({term.school_id})
    assert set(by_school) == {term.school_id}


@pytest.mark.parametrize(("failures", "runs"), [(0, 1), (2, 3), (99, 6)])
def test_a_night_on_which_the_database_was_away_is_tried_again_a_few_times(monkeypatch, failures, runs):
    calls = []

    def sweep():
        calls.append(1)
        if len(calls) <= failures:
            raise OperationalError
        return {}

    monkeypatch.setattr(tasks, "sweep", sweep)
    assert tasks.nightly_sweep.apply().successful() is (failures < 99)
    assert len(calls) == runs
