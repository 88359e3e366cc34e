"""What a school has, granted and used by its arrangements in a school year, on one page with as many queries."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caseflow import clock
from caseflow.route.arranging import granted_in, hours_of, taps_of
from caseflow.route.models import Arrangement, ArrangementBudget, ArrangementUse
from caseflow.sop.dates import school_year
from caseflow.sop.sessions import hours_between
from caseflow.sop.vocabulary import RoleKind
from tests.keys.pages import words_of
from tests.route.stories import case_at, crescendo, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 7)
YEAR = school_year(DAY)
KEY = "vroeghulp_fase_2_3"


@pytest.fixture(autouse=True)
def _day():
    with clock.at(DAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def give(world: World, **more: Any) -> Arrangement:
    """To another child, already granted."""
    director = world.of_kind(RoleKind.DIRECTOR)
    told = {
        "key": KEY, "name": "Hulp", "extra": True, "state": Arrangement.GRANTED, "goal": "rust", "hours": 2,
        "starts_on": date(2026, 9, 7), "ends_on": date(2026, 10, 2), "proposed_on": DAY, "proposed_by": director,
        "decided_on": DAY, "decided_by": director, **more,
    }  # fmt: skip
    return Arrangement.objects.create(case=case_at(world, "arrangement", world.new_pupil()), **told)


def test_hours_are_counted_in_school_weeks_and_by_school_year(world):
    whole = give(world)
    give(world, starts_on=date(2027, 7, 1), ends_on=date(2027, 9, 17), euros=300)
    give(world, state=Arrangement.REFUSED)
    over = give(world, state=Arrangement.ENDED, evaluated_on=DAY, ended_on=date(2026, 9, 11))
    ArrangementUse.objects.create(
        arrangement=whole, day=DAY, minutes=100, by=world.of_kind(RoleKind.IB_ER), recorded_on=DAY
    )
    ArrangementUse.objects.create(
        arrangement=over, day=DAY, minutes=60, by=world.of_kind(RoleKind.IB_ER), recorded_on=DAY, withdrawn_on=DAY
    )
    now = granted_in(world.school.pk, YEAR, DAY)[KEY]
    ahead = granted_in(world.school.pk, school_year(date(2027, 8, 1)), DAY)[KEY]
    free = world.sop.free_days()
    july = hours_between(2, date(2027, 7, 1), date(2027, 7, 31), free)
    assert (len(now.children), now.hours, now.euros, now.minutes) == (3, 8 + 2 + july, 300, 100)
    assert (len(ahead.children), ahead.euros) == (1, 0)


def test_the_director_writes_the_budget_and_sees_what_is_free(world):
    give(world)
    director, ib_er = world.of_kind(RoleKind.DIRECTOR), world.of_kind(RoleKind.IB_ER)
    page = reverse("route:budget", args=[world.school.pk])
    assert page in sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("route:board")).content.decode()
    assert 'aria-current="page">Casussen<' in sign_in(world.of_kind(RoleKind.IB_ER)).get(page).content.decode()
    form = reverse("route:budget_set", args=[world.school.pk, KEY])
    assert post(ib_er, form, hours=5).status_code == 404
    assert "Vul uren of" in post(director, form).content.decode()
    assert post(director, form, hours=5).status_code == 302
    assert post(director, form, hours=20, euros=100).status_code == 302
    assert ArrangementBudget.objects.get().year_from == 2026
    words = words_of(sign_in(director).get(page).content.decode())
    assert "20 uur € 100 8 uur € 0 0 uur € 0 12 uur € 100" in words
    assert "8 uur" not in sign_in(director).get(page, {"jaar": "2027"}).content.decode()
    give(world, hours=10)
    assert "te veel toegekend" in sign_in(ib_er).get(page).content.decode()


def test_the_page_asks_as_much_whatever_was_granted(world):
    client, page = sign_in(world.of_kind(RoleKind.DIRECTOR)), reverse("route:budget", args=[world.school.pk])
    give(world)
    counts = []
    for _more in range(2):
        client.get(page)
        with CaptureQueriesContext(connection) as caught:
            client.get(page)
        counts.append(len(caught))
        for _number in range(4):
            use = give(world)
            ArrangementUse.objects.create(
                arrangement=use, day=DAY, minutes=30, by=world.of_kind(RoleKind.IB_ER), recorded_on=DAY
            )
    assert counts[0] == counts[1]


def test_what_can_be_tapped_is_asked_at_once(world, django_assert_num_queries):
    teacher, rows = world.of_kind(RoleKind.TEACHER), [give(world) for _number in range(3)]
    ArrangementUse.objects.create(arrangement=rows[0], day=DAY, minutes=45, by=teacher, recorded_on=DAY)
    with django_assert_num_queries(1):
        taps = taps_of(rows, teacher, DAY)
    assert [(tap.minutes, bool(tap.noted)) for tap in taps.values()] == [(45, True), (60, False), (60, False)]
    assert taps_of([give(world, hours=None, means="een tablet")], teacher, DAY) == {}


@pytest.mark.parametrize(
    ("a_week", "days", "hours"), [(2, 26, 8), (2, 5, 2), (2, 2, 1), (1, 0, 0), (3, -1, 0), (5, 7, 5), (4, 8, 5)]
)
def test_hours_between(a_week, days, hours):
    assert hours_between(a_week, DAY, DAY + timedelta(days=days - 1), ()) == hours


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "0"), (60, "1"), (90, "1.5"), (100, "1.75"), (615, "10.25"), (600, "10")]
)
def test_hours_of(minutes, told):
    assert str(hours_of(minutes)) == told
