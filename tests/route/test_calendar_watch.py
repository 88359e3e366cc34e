"""The watch over the calendar: it plans, brings to mind and tells of what is late, once, in one mail a day."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.route import calendar, watch
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.occasion import finish_occasion
from pupils.models import Occasion
from pupils.waiting import waiting_for
from tests.calendars import CHILD, TALK, another_group, days_of, world_with
from tests.cast import make_staff
from tests.world import SCHOOLS, make_world

pytestmark = pytest.mark.django_db
START, APPEARS, DUE = date(2025, 9, 1), date(2025, 10, 10), date(2025, 10, 31)
DAY = timedelta(days=1)
MINE = ("plan_calendar", "tell_of_occasions", "escalate_occasions")


def night(on):
    found = watch.sweep(on)
    return tuple(found[f"caseflow.route.calendar.{one}"] for one in MINE)


def mailed(kind="occasion_near"):
    return Counter(Notice.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def test_it_is_planned_told_once_and_escalated_once(tmp_path):
    world = world_with(tmp_path, it=TALK)
    assert night(START) == (2, 0, 0)
    assert night(APPEARS - DAY) == (0, 0, 0)
    assert night(APPEARS) == (0, 1, 0)
    assert night(APPEARS) == night(DUE + 7 * DAY) == (0, 0, 0)
    assert night(DUE + 8 * DAY) == (0, 0, 1)
    assert night(DUE + 9 * DAY) == (0, 0, 0)
    assert mailed() == {world.people["groepsleider"].pk: 1}
    steering = {world.of_kind(kind).pk: 1 for kind in (RoleKind.IB_ER, RoleKind.DIRECTOR)}
    assert mailed("occasion_late") == steering


def test_what_was_done_is_not_told(tmp_path):
    world = world_with(tmp_path, it=TALK)
    night(START)
    with clock.at(START):
        finish_occasion(Occasion.objects.get(due_on=DUE).pk, actor=world.people["groepsleider"])
    assert night(APPEARS) == night(DUE + 8 * DAY) == (0, 0, 0)


def test_only_the_owner_of_that_group_and_whatever_number_in_one_mail(tmp_path):
    world = world_with(tmp_path, it=TALK, child=CHILD)
    group = another_group(world, "Groep 6", "6", pupils=30)
    other = make_staff(world.school, RoleKind.TEACHER, group, role="groepsleider")
    gone = make_staff(world.school, RoleKind.TEACHER, group, role="groepsleider", ends_on=START)
    night(START)
    assert night(APPEARS)[1] == 2 + 31
    assert mailed() == {world.people["groepsleider"].pk: 1, other.pk: 1}
    assert gone.pk not in mailed()


def test_a_school_hears_of_its_own(tmp_path):
    world, other = world_with(tmp_path, it=TALK), make_world(SCHOOLS / "de-regenboog.yaml")
    night(START), night(APPEARS), night(DUE + 8 * DAY)
    told = {*mailed(), *mailed("occasion_late")}
    assert told == {one.pk for role, one in world.people.items() if world.sop.roles[role].kind != RoleKind.OUTSIDER}
    assert not told & {one.pk for one in other.people.values()}


def test_ten_and_a_thousand_cost_the_same(tmp_path):
    world = world_with(tmp_path, child=CHILD)
    another_group(world, "Groep 6", "6", pupils=9)
    night(date(2025, 7, 31))  # the text is parsed once a process
    few = _year(2025)
    another_group(world, "Groep 7", "7", pupils=1000)
    many = _year(2026)
    assert [number for number, _ in few] == [(20, 0, 0), (0, 10, 0), (0, 0, 10), (0, 0, 0)]
    assert many[0][0] == (2020, 0, 0)
    assert [statements for _, statements in many] == [statements for _, statements in few]


def _year(year):
    """The nights that matter of one school year, what each did and in how many statements; at its end all is done."""
    due = {2025: date(2025, 10, 31), 2026: date(2026, 10, 30)}[year]
    nights = [_counted(day) for day in (date(year, 9, 1), due - 21 * DAY, due + 8 * DAY, due + 9 * DAY)]
    Occasion.objects.open().update(stopped_on=due)
    return nights


def _counted(on):
    with CaptureQueriesContext(connection) as seen:
        done = night(on)
    return done, len(seen)


def test_schools_in_bites(tmp_path, monkeypatch):
    """However many schools, each in its turn; rows too."""
    world_with(tmp_path, it=TALK)
    make_world(SCHOOLS / "de-regenboog.yaml")
    monkeypatch.setattr(calendar, "SCHOOLS", 1)
    monkeypatch.setattr(watch, "BITE", 1)
    assert night(START) == (2, 0, 0)
    assert night(APPEARS) == (0, 1, 0)


# --- What waits ------------------------------------------------------------------------------------------------------


def waiting(person, on):
    with clock.at(on):
        return [(one.title, one.about, one.late) for one in waiting_for(person)]


def test_it_waits_from_the_day_that_it_appears_until_it_is_done(tmp_path):
    world = world_with(tmp_path, it=TALK)
    teacher, ib_er = world.people["groepsleider"], world.of_kind(RoleKind.IB_ER)
    night(START)
    assert waiting(teacher, APPEARS - DAY) == []
    assert waiting(teacher, APPEARS) == [("Groepsbespreking", "Groep 5", False)]
    assert waiting(teacher, DUE + DAY) == [("Groepsbespreking", "Groep 5", True)]
    assert waiting(ib_er, DUE + 7 * DAY) == []
    assert waiting(ib_er, DUE + 8 * DAY) == [("Groepsbespreking", "Nog open bij anderen: 1 groep", True)]
    with clock.at(DUE + 8 * DAY):
        finish_occasion(Occasion.objects.get(due_on=DUE).pk, actor=teacher)
    assert waiting(teacher, DUE + 8 * DAY) == waiting(ib_er, DUE + 8 * DAY) == []


def test_pupils_of_a_group_wait_as_one_thing_and_the_last_by_name(tmp_path):
    world = world_with(tmp_path, it=CHILD)
    teacher = world.people["groepsleider"]
    assert world.new_pupil().group == world.group
    type(world.pupil).objects.update(enrolled_on=START)
    night(START)
    assert waiting(teacher, APPEARS) == [("Kindgesprek", "2 leerlingen · Groep 5", False)]
    with clock.at(APPEARS):
        finish_occasion(Occasion.objects.filter(due_on=DUE).exclude(pupil=world.pupil).get().pk, actor=teacher)
    assert waiting(teacher, APPEARS) == [("Kindgesprek", f"{world.pupil.full_name} · Groep 5", False)]
    assert days_of("it", pupil=world.pupil) == [DUE, date(2026, 4, 30)]
