"""The watch over many OPPs: a fixed number of statements, in bites that the database takes, each row once."""

from contextlib import contextmanager
from datetime import date, timedelta
from sqlite3 import SQLITE_LIMIT_VARIABLE_NUMBER

from django.db import connection
from django.test.utils import CaptureQueriesContext

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.models import Case, Deadline
from caseflow.route.watch import sweep, sweeps
from opp.models import Evaluation, Flag, Handelingsdeel, Opp
from pupils.models import Pupil
from tests.opp.conftest import START

DAY = timedelta(days=1)
OVER = date(2026, 7, 12)  # half a year after START, to the day
#: The sweeps that look at OPPs and their terms.
THREE = (
    "caseflow.route.watch.remind_of_deadlines",
    "caseflow.route.watch.escalate_deadlines",
    "opp.watch.flag",
)


def many(story, count):
    """So many OPPs of the school, each due for a flag, with one term near its end and one long past it.

    Rows only, as no command makes a thousand in a second.
    """
    world = story.world
    version = CaseEvent.objects.latest("pk").sop_version_id
    pupils = Pupil.objects.bulk_create(
        Pupil(school=world.school, group=world.group, first_name="Sam", last_name=f"K{n}", born_on=date(2017, 1, 1))
        for n in range(count)
    )
    cases = Case.objects.bulk_create(
        Case(pupil=p, school=world.school, track="main", state="opp", step="opp", step_since=START, opened_on=START,
             opened_by=story.ib_er) for p in pupils
    )  # fmt: skip
    opps = Opp.objects.bulk_create(
        Opp(case=c, pupil_id=c.pupil_id, state=Opp.IN_FORCE, drawn_up_on=START, drawn_up_by=story.ib_er,
            in_force_on=START, structural_support_on=START, structural_support_because=Opp.AGREED, flag_from=OVER)
        for c in cases
    )  # fmt: skip
    parts = Handelingsdeel.objects.bulk_create(
        Handelingsdeel(opp=o, number=1, drawn_up_on=START, drawn_up_by=story.ib_er, offered_on=START, in_force_on=START)
        for o in opps
    )
    Evaluation.objects.bulk_create(
        Evaluation(opp=p.opp, handelingsdeel=p, sop_version_id=version, held_on=OVER, held_by=story.ib_er,
                   period_from=START, verdict="no_progress", because="too_little_progress", support_held=90,
                   held_enough=True, in_a_row_met=True, guardians_present=True, conclusion="x") for p in parts
    )  # fmt: skip
    Deadline.objects.bulk_create(
        Deadline(case=c, school=world.school, rule=rule, name="x", owner_role="ib_er", meets="evaluate_opp",
                 started_by=0, started_on=START, due_on=due_on, remind_on=OVER, reminded_on=reminded_on,
                 sop_version_id=version)
        for c in cases
        for rule, due_on, reminded_on in (("near", OVER + 20 * DAY, None), ("late", OVER - 20 * DAY, START))
    )  # fmt: skip


def statements(on):
    """How many rows each of the three touched, and in how many statements all sweeps did it together."""
    with CaptureQueriesContext(connection) as seen:
        done = sweep(on)
    return touched(done), len(seen)


def touched(done):
    """What the three did; the others find nothing that waits."""
    assert not any(rows for name, rows in done.items() if name not in THREE)
    return [done[name] for name in THREE]


def test_ten_and_a_thousand_cost_the_same(story):
    """Each of the three has as many rows to work on as there are OPPs."""
    many(story, 10)
    few, in_statements = statements(OVER + DAY)
    many(story, 1000)
    assert few == [10, 10, 10]
    assert statements(OVER + DAY) == ([1000, 1000, 1000], in_statements)
    with CaptureQueriesContext(connection) as seen:
        assert [one(OVER + 2 * DAY) for one in sweeps if f"{one.__module__}.{one.__name__}" in THREE] == [0, 0, 0]
    assert len(seen) == 3, "one question each, where nothing waits"


def test_more_rows_than_one_statement_takes(story, monkeypatch):
    """A night of a region in bites: every row once, within what the database takes in one statement."""
    from caseflow.route import watch as terms

    many(story, 95)
    monkeypatch.setattr(terms, "BITE", 30)
    with few_values(50, monkeypatch):
        first, again = by_the_three(OVER + DAY), by_the_three(OVER + DAY)
    assert touched(first) == [95, 95, 95]
    assert set(again.values()) == {0}
    assert Flag.objects.count() == 95
    assert Deadline.objects.filter(reminded_on=None).count() == 0


def by_the_three(day):
    """The others ask a question of more values than are allowed here, however few rows there are."""
    with clock.at(day):
        names = {f"{one.__module__}.{one.__name__}": one for one in sweeps}
        return {name: names[name](day) for name in names if name in THREE}


@contextmanager
def few_values(number, monkeypatch):
    """As if SQLite took no more values than this; PostgreSQL has no such bound."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    before = connection.connection.setlimit(SQLITE_LIMIT_VARIABLE_NUMBER, number)
    monkeypatch.setattr(connection.features, "max_query_params", number)
    try:
        yield
    finally:
        connection.connection.setlimit(SQLITE_LIMIT_VARIABLE_NUMBER, before)
