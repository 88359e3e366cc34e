"""The calendar is planned: what is asked stands there once, whoever comes, goes or moves, whatever version follows."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.sop.vocabulary import RoleKind
from pupils.commands.calendar import plan_occasions
from pupils.commands.occasion import finish_occasion
from pupils.models import Group, Occasion, Pupil
from pupils.models.school import jaargroepen
from pupils.sop import sop_for
from tests.calendars import CHILD, MEASURED, PLACED, TALK, TRAINING, adopt, another_group, days_of, world_with
from tests.world import SCHOOLS, make_world

pytestmark = pytest.mark.django_db
D = date.fromisoformat
START = D("2025-09-01")
DAY = timedelta(days=1)
OCTOBER, APRIL = D("2025-10-31"), D("2026-04-30")
EVERYTHING = {"talk": TALK, "child": CHILD, "placed": PLACED, "measured": MEASURED, "training": TRAINING}


def plan(world, on=START):
    return plan_occasions([world.school.pk], on)


# --- For whom --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "of"),
    [
        ("5", {5}), ("1-2", {1, 2}), ("3/4", {3, 4}), ("6, 7 en 8", {6, 7, 8}), ("1-3", {1, 2, 3}), ("7–8", {7, 8}),
        ("0-1", {1}), ("8-9", {8}), ("", set()), ("boven", set()), ("4-3", set()),
    ],
)  # fmt: skip
def test_the_jaargroepen_of_a_group(years, of):
    assert jaargroepen(years) == of


@pytest.mark.parametrize(
    ("asked", "group", "stands"),
    [
        ([], "5", True), ([5], "5", True), ([3, 4, 5], "5", True), ([6], "5", False), ([3], "3-4", True),
        ([5], "4-5-6", True), ([5], "midden", False), ([], "midden", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("entry", [TALK, CHILD, PLACED])
def test_groups_of_these_years_and_their_pupils(tmp_path, asked, group, stands, entry):
    world = world_with(tmp_path, it={**entry, "years": asked})
    Group.objects.update(years=group)
    Pupil.objects.update(enrolled_on=START)
    plan(world)
    assert bool(days_of("it")) is stands


def test_one_row_for_each_group_and_each_pupil_and_each_day(tmp_path):
    world = world_with(tmp_path, **EVERYTHING)
    another_group(world, "Groep 6", "6", pupils=3)
    assert plan(world) == 2 * 2 + 4 * 2 + 0 + 2 * 2 + 2 * 2
    assert days_of("talk", group=world.group) == days_of("child", pupil=world.pupil) == [OCTOBER, APRIL]
    row = Occasion.objects.filter(entry="measured").first()
    assert (row.what, row.name, row.owner_role, row.period) == ("screening", "Meting", "groepsleider", D("2025-10-01"))
    assert row.sop_version.version == "2025-a"


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("registered", {"enrolled_on": None}),
        ("comes later", {"enrolled_on": START + DAY}),
        ("gone", {"left_on": START}),
        ("in no group", {"group": None}),
    ],
)
def test_nothing_for_who_is_not_at_school(tmp_path, what, fields):
    world = world_with(tmp_path, **EVERYTHING)
    Pupil.objects.update(**fields)
    assert plan(world) == 0, what


def test_a_group_without_children_has_no_talk(tmp_path):
    world = world_with(tmp_path, it=TALK)
    Group.objects.create(school=world.school, name="Leeg", years="5")
    assert plan(world) == 2


@pytest.mark.parametrize(
    ("on", "days"),
    [
        ("2025-08-01", [OCTOBER, APRIL]),
        ("2025-10-31", [OCTOBER, APRIL]),  # its very day
        ("2025-11-01", [APRIL]),  # what was due before anybody knew of it is no occasion
        ("2026-05-01", []),
        ("2026-07-31", []),
        ("2026-08-01", [D("2026-10-30"), D("2027-04-30")]),
    ],
)
def test_what_is_still_to_come_of_this_school_year(tmp_path, on, days):
    world = world_with(tmp_path, it=TALK)
    plan(world, D(on))
    assert days_of("it") == days


@pytest.mark.parametrize(
    ("enrolled", "on", "days"),
    [
        ("2025-09-01", "2025-09-01", ["2025-10-13"]),
        ("2025-09-01", "2025-10-13", ["2025-10-13"]),
        ("2025-09-01", "2025-10-14", []),
        ("2026-06-29", "2026-06-29", []),  # due in the next school year: not before that, or before it appears
        ("2026-06-29", "2026-07-20", ["2026-08-10"]),
        ("2026-06-29", "2026-08-01", ["2026-08-10"]),
    ],
)
def test_six_weeks_after_placing(tmp_path, enrolled, on, days):
    world = world_with(tmp_path, it=PLACED)
    Pupil.objects.update(enrolled_on=D(enrolled))
    plan(world, D(on))
    assert days_of("it") == [D(day) for day in days]


def test_a_school_without_a_sop_or_a_calendar_has_none(tmp_path):
    world = make_world(SCHOOLS / "de-regenboog.yaml")
    assert plan(world) == 0
    assert plan_occasions([world.school.pk], D("2020-01-01")) == 0


# --- Who comes, goes and moves ---------------------------------------------------------------------------------------

NOVEMBER = D("2025-11-03")  # October's is late by then, April's has not appeared
SEEN_BY_NOW = D("2025-10-20")


def leaves(world):
    Pupil.objects.update(left_on=NOVEMBER)


def will_leave(world):
    Pupil.objects.update(left_on=D("2026-02-01"))


def moves(world, years):
    Pupil.objects.update(group=another_group(world, f"Nieuw {years}", years))


@pytest.mark.parametrize(
    ("what", "change", "left"),
    [
        ("nothing", lambda world: None, [OCTOBER, APRIL]),
        ("leaves", leaves, []),
        ("is going to leave", will_leave, [OCTOBER]),
        ("moves to a group of these years", lambda world: moves(world, "4-5"), [OCTOBER, APRIL]),
        ("moves to another year", lambda world: moves(world, "6"), [OCTOBER]),
        ("moves out of the groups", lambda world: Pupil.objects.update(group=None), [OCTOBER]),
    ],
)
def test_a_pupil(tmp_path, what, change, left):
    """What has appeared stays with who is still here; what has not follows the pupil."""
    world = world_with(tmp_path, it={**CHILD, "years": [5]})
    plan(world)
    change(world)
    plan(world, NOVEMBER)
    assert days_of("it", pupil=world.pupil) == left, what
    assert plan(world, NOVEMBER) == 0


def test_a_pupil_who_comes_back_has_her_place_again(tmp_path):
    world = world_with(tmp_path, it=CHILD)
    plan(world)
    Pupil.objects.update(left_on=START)
    plan(world, START)
    assert days_of("it") == []
    Pupil.objects.update(left_on=None)
    plan(world, START)
    assert days_of("it") == [OCTOBER, APRIL]


def test_a_day_of_enrolment_that_is_put_right_makes_no_second_one(tmp_path):
    world = world_with(tmp_path, it=PLACED)
    Pupil.objects.update(enrolled_on=START)
    plan(world)
    Pupil.objects.update(enrolled_on=START + 7 * DAY)
    plan(world, START + 7 * DAY)  # not appeared: it follows
    assert days_of("it") == [D("2025-10-20")]
    Pupil.objects.update(enrolled_on=START + 14 * DAY)
    plan(world, D("2025-09-29"))  # appeared: it stays
    assert days_of("it") == [D("2025-10-20")]


def test_a_group_that_is_emptied_keeps_what_has_appeared(tmp_path):
    world = world_with(tmp_path, it=TALK)
    plan(world)
    Pupil.objects.update(group=None)
    plan(world, SEEN_BY_NOW)
    assert days_of("it") == [OCTOBER]


# --- A new version ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "entry", "days"),
    [
        ("the same", TALK, [OCTOBER, APRIL]),
        ("dropped", None, [OCTOBER]),
        ("other months", {**TALK, "months": [11, 4]}, [OCTOBER, D("2025-11-28"), APRIL]),
        ("one month less", {**TALK, "months": [10]}, [OCTOBER]),
        ("another year", {**TALK, "years": [8]}, [OCTOBER]),
    ],
)
def test_what_has_appeared_keeps_its_version_and_what_has_not_follows_the_newest(tmp_path, what, entry, days):
    world = world_with(tmp_path, it=TALK)
    plan(world)
    adopt(world, SEEN_BY_NOW, **({"it": entry} if entry else {"other": {**TALK, "years": [1]}}))
    plan(world, SEEN_BY_NOW)
    assert days_of("it") == days, what
    assert plan(world, SEEN_BY_NOW) == 0


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("name", "Groepsgesprek", "name"), ("owner", "kwaliteitscoordinator", "owner_role"), ("prepare", "2 weeks", "")],
)
def test_a_change_is_of_what_has_not_appeared(tmp_path, field, value, said):
    world = world_with(tmp_path, it=TALK)
    plan(world)
    before = Occasion.objects.live().get(due_on=OCTOBER)
    version = adopt(world, SEEN_BY_NOW, it={**TALK, field: value})
    plan(world, SEEN_BY_NOW)
    october, april = (Occasion.objects.live().get(due_on=day) for day in (OCTOBER, APRIL))
    assert (october.pk, october.sop_version_id) == (before.pk, before.sop_version_id)
    assert april.sop_version == version
    assert getattr(april, said) == value if said else april.appears_on == APRIL - 14 * DAY


def test_a_holiday_of_a_new_version_moves_what_has_not_appeared_and_doubles_nothing(tmp_path):
    world = world_with(tmp_path, it=TALK)
    plan(world)
    adopt(world, SEEN_BY_NOW, ("2025-10-25", "2025-11-02"), ("2026-04-25", "2026-05-03"), it=TALK)
    plan(world, SEEN_BY_NOW)
    assert days_of("it") == [OCTOBER, D("2026-04-24")]


def test_what_is_done_is_not_asked_again(tmp_path):
    world = world_with(tmp_path, it=TALK)
    plan(world)
    finish_occasion(Occasion.objects.get(due_on=APRIL).pk, actor=world.of_kind(RoleKind.DIRECTOR))
    adopt(world, SEEN_BY_NOW, ("2026-04-25", "2026-05-03"), it={**TALK, "name": "Anders"})
    assert plan(world, SEEN_BY_NOW) == 0
    assert days_of("it") == [OCTOBER, APRIL]


# --- Once, and at what cost ------------------------------------------------------------------------------------------


def test_a_second_run_changes_nothing(tmp_path):
    world = world_with(tmp_path, **EVERYTHING)
    plan(world)
    before = list(Occasion.objects.order_by("pk").values())
    assert plan(world) == 0
    assert list(Occasion.objects.order_by("pk").values()) == before


def cost(world, on):
    with CaptureQueriesContext(connection) as seen:
        made = plan(world, on)
    return made, len(seen)


def test_three_pupils_and_three_hundred_cost_the_same(tmp_path):
    world = world_with(tmp_path, **EVERYTHING)
    another_group(world, "Groep 6", "6", pupils=2)
    sop_for(world.school, START)  # the text is parsed once a process, whoever came first
    few, nothing = cost(world, START), cost(world, START)
    another_group(world, "Groep 7", "7", pupils=300)
    many = cost(world, START)
    assert many[0] > 600 > few[0] > 0
    assert many[1] == few[1] <= 9
    assert cost(world, START) == nothing == (0, nothing[1])
    Pupil.objects.update(left_on=START)
    assert cost(world, START)[1] <= few[1] + 1  # what is taken off may have had an agenda


def test_schools_are_planned_each_by_its_own(tmp_path):
    world, other = world_with(tmp_path, it=TALK), make_world(SCHOOLS / "de-regenboog.yaml")
    plan_occasions([world.school.pk, other.school.pk], START)
    assert set(Occasion.objects.values_list("school", flat=True)) == {world.school.pk}


def test_the_database_keeps_each_once(tmp_path):
    world = world_with(tmp_path, it=TALK)
    plan(world)
    one = Occasion.objects.first()
    one.pk = None
    with pytest.raises(IntegrityError):
        one.save()


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    nights=st.sets(st.integers(0, 330), min_size=1, max_size=6),
    moved=st.dictionaries(st.integers(0, 330), st.sampled_from(["5", "4-5", "6"]), max_size=3),
    renewed=st.none() | st.tuples(st.integers(1, 330), st.sampled_from([[10, 4], [4], [10, 2, 4]])),
)
def test_whatever_happens_each_is_there_once_and_never_twice(tmp_path_factory, nights, moved, renewed):
    """Each night of the watch lays what should be beside what is; a day that somebody saw coming does not vanish."""
    with transaction.atomic():
        world = world_with(tmp_path_factory.mktemp("w"), it={**CHILD, "years": [5]}, talk=TALK)
        months, first = [10, 4], D("2025-08-01")
        for number in sorted(nights | set(moved) | ({renewed[0]} if renewed else set())):
            on = first + number * DAY
            if renewed and renewed[0] == number:
                months = renewed[1]
                adopt(world, on, it={**CHILD, "years": [5], "months": months}, talk=TALK)
            if number in moved:
                group = another_group(world, f"Groep van dag {number}", moved[number])
                Pupil.objects.filter(pk=world.pupil.pk).update(group=group)
            plan(world, on)
            _is_right(world, on, months)
            assert plan(world, on) == 0
        transaction.set_rollback(True)


def _is_right(world, on, months):
    """Nothing is due twice in a month, and what is still to appear is just what is asked now."""
    pupil = Pupil.objects.select_related("group").get(pk=world.pupil.pk)
    rows = Occasion.objects.live().filter(pupil=pupil)
    periods = list(rows.values_list("entry", "period"))
    assert len(periods) == len(set(periods))
    ahead = set(rows.filter(appears_on__gt=on).values_list("period", flat=True))
    asked = {date(2025 if month > 7 else 2026, month, 1) for month in months}
    wanted = asked if 5 in jaargroepen(pupil.group.years) else set()
    assert ahead <= wanted
    assert {period for period in wanted if period > on + 31 * DAY} <= ahead
