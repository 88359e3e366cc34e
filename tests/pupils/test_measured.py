"""What is measured, missed and seen: who records it, what is refused, and what the facts make of it."""

from datetime import date, timedelta
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from hypothesis import given, settings

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.facting import facts_of, with_facts
from caseflow.route.models import Case
from caseflow.sop.measures import LEVELS
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.measured import record_absence, record_measurement, strike_measurement
from pupils.commands.observation import log_observation
from pupils.errors import Invalid
from pupils.models import Absence, Measurement
from pupils.queries import measurements_of
from tests.cast import make_group, make_staff
from tests.route.stories import case_at, crescendo

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 7)  # a Wednesday
MONDAY = date(2026, 10, 5)
WEEK = timedelta(weeks=1)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


@pytest.fixture
def teacher(world):
    return world.of_kind(RoleKind.TEACHER)


def measured(world, level="E", day=TODAY, moment="main", instrument="lib", actor=None, **more):
    actor = actor or world.of_kind(RoleKind.TEACHER)
    return record_measurement(
        world.pupil.pk, instrument=instrument, day=day, moment=moment, level=level, actor=actor, **more
    )


def absent(world, weeks_ago, hours):
    week = MONDAY - weeks_ago * WEEK
    return record_absence(world.pupil.pk, week=week, hours=Decimal(hours), actor=world.of_kind(RoleKind.TEACHER))


def fact(world, key):
    case = Case.objects.filter(pupil=world.pupil).first() or case_at(world, "hgw")
    return facts_of(case, {key})[key]


# --- Who, and what is refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [RoleKind.TEACHER, RoleKind.IB_ER, RoleKind.DIRECTOR])
def test_who_works_with_the_child_or_steers_the_school_records(world, kind):
    row = measured(world, actor=world.of_kind(kind), score=Decimal("31.5"))
    assert (row.level, row.score, row.instrument_name) == ("E", Decimal("31.5"), world.sop.instruments["lib"].name)
    event = CaseEvent.objects.get(chain=world.pupil.chain)
    assert (event.kind, event.data) == ("record_measurement", {"measurements": [row.pk], "instrument": "lib"})


def test_an_assistant_sees_it_and_does_not_record_it(world):
    assistant = make_staff(world.school, RoleKind.ASSISTANT, world.group)
    with pytest.raises(PermissionDenied):
        measured(world, actor=assistant)
    with pytest.raises(PermissionDenied):
        record_absence(world.pupil.pk, week=TODAY, hours=Decimal(1), actor=assistant)


def test_for_who_does_not_see_the_child_it_is_not_there(world):
    stranger = make_staff(world.school, RoleKind.TEACHER, make_group(world.school))
    with pytest.raises(Http404):
        measured(world, actor=stranger)
    row = measured(world)
    with pytest.raises(Http404):
        strike_measurement(row.pk, actor=stranger)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"instrument": "schaak"}, "instrument"),
        ({"day": TODAY + timedelta(days=1)}, "day"),
        ({"day": date(2001, 1, 1)}, "day"),
        ({"moment": "ooit"}, "moment"),
        ({"level": "F"}, "level"),
        ({"level": ""}, "level"),
        ({"score": Decimal(123_456)}, "score"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(world, more, field):
    with pytest.raises(Invalid) as wrong:
        measured(world, **more)
    assert wrong.value.field == field
    assert not Measurement.objects.exists()


def test_of_one_day_there_is_one_result_until_it_is_struck(world, teacher):
    row = measured(world)
    with pytest.raises(Invalid, match="staat er al een resultaat"):
        measured(world, level="D")
    measured(world, level="D", moment="between")
    strike_measurement(row.pk, actor=teacher)
    assert measured(world, level="D").level == "D"
    row.refresh_from_db()
    assert (row.level, row.struck_by, row.struck_on) == ("E", teacher, TODAY)
    with pytest.raises(Http404):
        strike_measurement(row.pk, actor=teacher)
    kinds = CaseEvent.objects.filter(chain=world.pupil.chain).order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["record_measurement", "record_measurement", "strike_measurement", "record_measurement"]


def test_the_database_keeps_one_too(world, teacher):
    row = measured(world)
    twin = {"recorded_by": teacher, "recorded_on": TODAY, "pupil": world.pupil}
    with pytest.raises(IntegrityError), transaction.atomic():
        Measurement.objects.create(instrument="lib", day=TODAY, moment="main", level="D", **twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Measurement.objects.create(instrument="lib", day=MONDAY, moment="main", **twin)
    absence = absent(world, 0, 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(week=absence.week, minutes=60, **twin)
    assert row.result == "E"


def test_the_last_word_on_a_week_counts(world):
    first = absent(world, 1, "3.5")
    assert (first.week, first.minutes) == (MONDAY - WEEK, 210)
    assert absent(world, 1, "3.5") == first  # the same again is no correction
    second = absent(world, 1, "1.25")
    assert list(Absence.objects.standing()) == [second]
    events = CaseEvent.objects.filter(chain=world.pupil.chain).order_by("number")
    assert [event.data for event in events] == [
        {"absences": [first.pk], "struck": None},
        {"absences": [second.pk], "struck": first.pk},
    ]


@pytest.mark.parametrize(
    ("week", "hours", "field"), [(TODAY + WEEK, 1, "week"), (TODAY, -1, "hours"), (TODAY, 41, "hours")]
)
def test_hours_that_cannot_be(world, teacher, week, hours, field):
    with pytest.raises(Invalid) as wrong:
        record_absence(world.pupil.pk, week=week, hours=Decimal(hours), actor=teacher)
    assert wrong.value.field == field


# --- How many in a row -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("results", "in_a_row"),
    [
        ([], None),  # nobody measured: not known, and so never met
        ([("main", "E")], 1),
        ([("main", "C")], 0),
        ([("main", "E"), ("main", "V-min"), ("main", "E")], 3),
        ([("main", "E"), ("main", "C"), ("main", "E")], 1),
        ([("main", "E"), ("main", "E"), ("main", "C")], 0),
        ([("main", "E"), ("between", "C"), ("main", "E")], 2),  # an in-between test counts for nothing
        ([("between", "E"), ("between", "E")], None),
        ([("main", "E"), ("main", "")], 1),  # a score without a level says nothing of levels
        ([("main", "")], None),
    ],
)
def test_main_measurements_in_a_row(world, results, in_a_row):
    for number, (moment, level) in enumerate(results):
        measured(world, level, TODAY - timedelta(days=900) + number * timedelta(days=100), moment, score=Decimal(9))
    measured(world, "E", instrument="kanvas")  # another instrument says nothing of this one
    assert fact(world, "measured_in_a_row(lib E V-min)") == in_a_row


@pytest.mark.parametrize(
    ("days_ago", "in_a_row"),
    [
        ({40: "E", 20: "E", 0: "E"}, 1),  # measured three times at one moment
        ({20: "E", 0: "C"}, 0),  # the newest of a moment is what counts
        ({20: "C", 0: "E"}, 1),
        ({200: "E", 20: "C", 0: "E"}, 2),
        ({55: "E", 0: "E"}, 1),
        ({56: "E", 0: "E"}, 2),
    ],
)
def test_measurements_of_one_moment_count_once(world, days_ago, in_a_row):
    for days, level in days_ago.items():
        measured(world, level, TODAY - timedelta(days=days))
    assert fact(world, "measured_in_a_row(lib E)") == in_a_row


def test_what_was_measured_again_says_so(world):
    """The row that does not count is marked: a main measurement with a level, and a later one within eight weeks."""
    for days, moment, level in ((20, "main", "E"), (10, "between", "E"), (5, "main", ""), (0, "main", "C")):
        measured(world, level, TODAY - timedelta(days=days), moment, score=Decimal(9))
    measured(world, "E", TODAY - timedelta(days=3), instrument="kanvas")
    rows = measurements_of(world.pupil).order_by("day")
    assert [row.repeated for row in rows] == [True, False, False, False, False]


def test_a_struck_result_counts_no_longer(world, teacher):
    measured(world, "E", TODAY - timedelta(days=200))
    wrong = measured(world, "C")
    assert fact(world, "measured_in_a_row(lib E)") == 0
    strike_measurement(wrong.pk, actor=teacher)
    assert fact(world, "measured_in_a_row(lib E)") == 1


RESULTS = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from(["main", "between"]),
        st.sampled_from(["", *LEVELS[2:6]]),
        st.sampled_from(["lib", "kanvas"]),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: (one[0], one[1], one[3]),
)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(RESULTS, st.sets(st.sampled_from(LEVELS[2:6]), min_size=1))
def test_sql_counts_as_plain_python_does(results, levels):
    with transaction.atomic(), clock.at(TODAY):
        world = _one_world()
        rows = [_row(world, *one) for one in results]
        Measurement.objects.bulk_create(rows)
        key = f"measured_in_a_row(lib {' '.join(sorted(levels))})"
        assert fact(world, key) == _in_a_row(rows, levels)
        transaction.set_rollback(True)


def _one_world():
    return crescendo()


def _row(world, days_ago, moment, level, instrument, struck):
    teacher = world.of_kind(RoleKind.TEACHER)
    gone = {"struck_by": teacher, "struck_on": TODAY} if struck else {}
    return Measurement(
        pupil=world.pupil, instrument=instrument, day=TODAY - timedelta(days=days_ago), moment=moment, level=level,
        score=1, recorded_by=teacher, recorded_on=TODAY, **gone,
    )  # fmt: skip


def _in_a_row(rows, levels):
    """Counted back from the newest, as a person would."""
    main = [one for one in rows if one.moment == "main" and one.instrument == "lib" and one.struck_on is None]
    levels_known = [one for one in main if one.level]
    if not levels_known:
        return None
    counted = [one for one in levels_known if not any(0 < (other.day - one.day).days < 56 for other in levels_known)]
    number = 0
    for one in sorted(counted, key=lambda one: one.day, reverse=True):
        if one.level not in levels:
            break
        number += 1
    return number


# --- Hours and incidents ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weeks", "average"),
    [
        ({}, None),
        ({1: 0}, 0),
        ({1: 4, 2: 4, 3: 4, 4: 4}, 4),
        ({1: 16}, 4),
        ({1: "2.1", 2: "1.9", 3: "2.1", 4: "1.9"}, 2),  # a threshold is met exactly, whatever the decimals
        ({0: 20}, None),  # this week is not over
        ({5: 20}, None),  # before the period
        ({0: 20, 1: 6, 5: 20}, 1.5),
    ],
)
def test_hours_missed_a_week(world, weeks, average):
    for weeks_ago, hours in weeks.items():
        absent(world, weeks_ago, hours)
    assert fact(world, "hours_missed_a_week(4 weeks)") == average


def test_incidents_are_observations_of_a_kind(world, teacher):
    for days_ago, incident in ((0, True), (20, True), (31, True), (5, False)):
        log_observation(world.pupil.pk, TODAY - timedelta(days=days_ago), "gedrag", f"{days_ago}", actor=teacher,
                        incident=incident)  # fmt: skip
    assert fact(world, "incidents(1 month)") == 2
    assert fact(world, "incidents(1 year)") == 3
    kinds = CaseEvent.objects.filter(chain=world.pupil.chain).order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["record_incident"] * 3 + ["log_observation"]


KEYS = {"measured_in_a_row(lib E)", "hours_missed_a_week(4 weeks)", "incidents(1 year)", "limit(zindelijk)"}


@pytest.mark.parametrize("cases", [1, 3])
def test_all_of_it_is_one_query_however_many_cases(world, cases, django_assert_num_queries):
    for _ in range(cases):
        world.pupil = world.new_pupil()
        case_at(world, "hgw")
        measured(world)
        absent(world, 1, 4)
    with django_assert_num_queries(1):
        rows = with_facts(Case.objects.all(), KEYS)
    assert list(rows.values()) == [
        {"measured_in_a_row(lib E)": 1, "hours_missed_a_week(4 weeks)": 1.0, "incidents(1 year)": 0,
         "limit(zindelijk)": "none"}
    ] * cases  # fmt: skip
