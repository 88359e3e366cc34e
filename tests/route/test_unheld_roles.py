"""A role that running cases wait for is not left to nobody without a word, and where it is the director hears of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.models import Case, Deadline, Task
from caseflow.sop.vocabulary import RoleKind
from pupils.commands import staff
from pupils.commands.staff import Post
from pupils.errors import Invalid
from pupils.models import Person, RoleAssignment
from tests.cast import make_person, make_staff
from tests.route.stories import case_at, crescendo, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
STEP = "zorgteam"


@pytest.fixture
def world() -> World:
    return crescendo()


@pytest.fixture
def case(world: World) -> Case:
    """At a step that the IB-er leads, with a term and a task of hers."""
    case = case_at(world, STEP)
    today = clock.today()
    Deadline.objects.create(
        case=case, school=world.school, rule="step:x", name="Terugkoppeling", owner_role="ib_er", meets="close",
        started_by=1, started_on=today, due_on=today, remind_on=today,
        sop_version=world.school.sop_versions.first(),
    )  # fmt: skip
    Task.objects.create(case=case, kind="place_free", because=1, on=today, owner_role="ib_er")
    return case


def director(world: World) -> Person:
    return world.of_kind(RoleKind.DIRECTOR)


def start_of(person: Person) -> str:
    return str(sign_in(person).get(reverse("route:start")).content.decode())


def test_the_last_who_leads_running_cases_leaves_no_work_to_nobody(world: World, case: Case) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    held = RoleAssignment.objects.get(person=ib_er)
    for name, args in (("staff_leave", ib_er.pk), ("role_end", held.pk)):
        url = reverse(f"pupils:{name}", args=[world.school.pk, args])
        page = post(director(world), url, from_day=clock.today()).content.decode()
        assert "Dan is niemand meer" in page
        assert f"stap ‘{world.sop.steps[STEP].name}’ (1 casus)" in page
        assert "termijn ‘Terugkoppeling’" in page
        assert "1 taak" in page
        assert "Geef eerst iemand anders die rol" in page
    held.refresh_from_db()
    assert held.ends_on is None


def test_with_somebody_else_in_that_role_she_may_go(world: World, case: Case) -> None:
    ib_er, actor = world.of_kind(RoleKind.IB_ER), director(world)
    staff.give_role(world.school.pk, actor.pk, post=Post("ib_er", clock.today()), actor=actor)
    staff.end_employment(world.school.pk, ib_er.pk, from_day=clock.today(), actor=actor)
    assert not RoleAssignment.objects.current(clock.today()).filter(person=ib_er).exists()


def test_one_whose_own_last_day_came_before_holds_nothing_then(world: World, case: Case) -> None:
    """A substitute until Friday is nobody's successor from Monday on."""
    soon = clock.today() + timedelta(days=3)
    make_staff(world.school, RoleKind.IB_ER, role="ib_er", person=make_person("Kort Hier"), ends_on=soon)
    later = {"from_day": soon + timedelta(days=3), "actor": director(world)}
    with pytest.raises(Invalid, match="Dan is niemand meer"):
        staff.end_employment(world.school.pk, world.of_kind(RoleKind.IB_ER).pk, **later)


def test_where_nothing_waits_for_a_role_it_may_end(world: World) -> None:
    actor = director(world)
    staff.end_employment(world.school.pk, world.of_kind(RoleKind.IB_ER).pk, from_day=clock.today(), actor=actor)


def test_what_waits_for_a_role_that_nobody_holds_stands_with_the_director(world: World, case: Case) -> None:
    """As where a last day came that was given long ago."""
    assert "Niemand is nu" not in start_of(director(world))
    RoleAssignment.objects.filter(role="ib_er").update(ends_on=clock.today() - timedelta(days=1))
    page = start_of(director(world))
    assert f"Niemand is nu {world.sop.roles['ib_er'].name}, en dit wacht: stap" in page
    assert reverse("pupils:staff", args=[world.school.pk]) in page
    assert "Niemand is nu" not in start_of(world.of_kind(RoleKind.TEACHER))
    make_staff(world.school, RoleKind.IB_ER, role="ib_er")
    assert "Niemand is nu" not in start_of(director(world))
