"""An address that is somebody's at this school already, as something else: it is asked whether that is the same one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Guardian, Person, RoleAssignment
from tests.cast import make_guardian, make_person, make_school, make_staff, make_swv_member
from tests.route.stories import crescendo, post
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
ASKED = "Dit adres is hier al van iemand: %s. Is dat dezelfde persoon?"
ADDRESS = "jo@thuis.example"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def somebody(**more: Any) -> Person:
    return make_person("Jo Linde", **{"email": ADDRESS, **more})


def invite(world: World, **said: Any) -> Any:
    page = reverse("pupils:staff_invite", args=[world.school.pk])
    usual = {"name": "J. Linde", "email": ADDRESS, "role": "ib_er", "starts_on": TODAY, "ends_on": ""}
    return post(world.of_kind(RoleKind.DIRECTOR), page, **{**usual, **said})


def add(world: World, **said: Any) -> Any:
    page = reverse("pupils:outsider_add", args=[world.school.pk])
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=30)}
    usual = {"name": "J. Linde", "email": ADDRESS, "role": "orthopedagoog", **days}
    return post(world.of_kind(RoleKind.IB_ER), page, **{**usual, **said})


def beside(world: World, **said: Any) -> Any:
    page = reverse("pupils:guardian_add", args=[world.pupil.pk])
    usual = {"name": "J. Linde", "email": ADDRESS, "relation": "mother", "language": "nl"}
    return post(world.of_kind(RoleKind.IB_ER), page, **{**usual, **said})


PARENT, OUTSIDER, DESK, COLLEAGUE = "ouder of verzorger", "iemand van buiten", "het samenwerkingsverband", "collega"
BECOMES: dict[str, Any] = {
    PARENT: lambda world: make_guardian(world.pupil, person=somebody()).person,
    OUTSIDER: lambda world: make_staff(world.school, RoleKind.OUTSIDER, role="orthopedagoog", person=somebody()),
    DESK: lambda world: of_desk(world),
    COLLEAGUE: lambda world: make_staff(world.school, RoleKind.IB_ER, role="ib_er", person=somebody()),
}


def of_desk(world: World) -> Person:
    person = make_swv_member(world.school.swv)
    Person.objects.filter(pk=person.pk).update(email=ADDRESS)
    return person


def written(person: Person) -> int:
    return RoleAssignment.objects.filter(person=person).count() + Guardian.objects.filter(person=person).count()


@pytest.mark.parametrize(
    ("act", "known"),
    [
        *((invite, PARENT), (invite, OUTSIDER), (invite, DESK)),
        *((add, PARENT), (add, DESK)),
        *((beside, OUTSIDER), (beside, DESK), (beside, COLLEAGUE)),
    ],
)
def test_it_is_asked_first_and_without_the_tick_nothing_happens(world: World, act: Any, known: str) -> None:
    person = BECOMES[known](world)
    before = written(person), Person.objects.count()
    page = act(world).content.decode()
    assert ASKED % known in page
    assert f'type="checkbox" name="same" value="{ADDRESS}"' in " ".join(page.split())
    assert (written(person), Person.objects.count()) == before


@pytest.mark.parametrize(("act", "known"), [(invite, PARENT), (add, PARENT), (invite, OUTSIDER)])
def test_with_the_tick_she_is_one_person(world: World, act: Any, known: str) -> None:
    person = BECOMES[known](world)
    before = written(person)
    assert act(world, same=ADDRESS).status_code == 302
    assert written(person) == before + 1


def test_a_colleague_who_is_a_parent_too_keeps_her_own_name(world: World) -> None:
    person = somebody(password="een-goed-geheim")
    make_staff(world.school, RoleKind.IB_ER, role="ib_er", person=person)
    assert beside(world, same=ADDRESS).status_code == 302
    assert Guardian.objects.get(person=person).pupil == world.pupil
    assert Person.objects.get(pk=person.pk).name == "Jo Linde"


def test_the_tick_is_about_this_address_alone(world: World) -> None:
    BECOMES[PARENT](world)
    page = invite(world, same="iemand.anders@thuis.example").content.decode()
    assert ASKED % PARENT in page
    assert "checked" not in page.partition('name="same"')[2].partition(">")[0]
    typed_in_capitals = invite(world, email=ADDRESS.upper(), same=ADDRESS)
    assert typed_in_capitals.status_code == 302


def test_the_tick_stays_where_something_else_is_wrong(world: World) -> None:
    BECOMES[PARENT](world)
    page = " ".join(invite(world, same=ADDRESS, role="").content.decode().split())
    assert "checked" in page.partition('name="same"')[2].partition(">")[0]


def test_an_address_of_nobody_or_of_another_school_is_asked_about_alike(world: World) -> None:
    """Nobody learns that it is known somewhere, nor whose it is."""
    make_staff(make_school(), RoleKind.IB_ER, person=somebody())
    for address in (ADDRESS, "niemand@thuis.example"):
        answered = invite(world, email=address)
        assert answered.status_code == 302


def test_in_the_same_capacity_nothing_is_asked(world: World) -> None:
    for known, act in ((OUTSIDER, add), (COLLEAGUE, invite)):
        Person.objects.filter(email=ADDRESS).update(email=None)
        BECOMES[known](world)
        assert set(act(world).context["form"].errors) == {"starts_on"}  # she holds this very role


def test_who_works_here_does_not_come_from_outside(world: World) -> None:
    BECOMES[COLLEAGUE](world)
    assert "en komt dus niet van buiten" in add(world, same=ADDRESS).content.decode()


def test_a_parent_at_work_does_not_find_the_other_parents_address(world: World) -> None:
    """She would read by an address that she guesses that it is a parent's."""
    BECOMES[PARENT](world)
    make_guardian(world.pupil, person=world.of_kind(RoleKind.DIRECTOR))
    assert invite(world).status_code == 302
