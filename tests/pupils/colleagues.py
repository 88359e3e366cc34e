"""The school of a director on a day, a colleague whom she invited, whom she sees, and a form as she sends it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from caseflow import clock
from caseflow.drafts.tokens import FIELD, issue
from caseflow.sop.vocabulary import RoleKind
from pupils.commands import staff
from pupils.commands.staff import Post
from pupils.models import Person, Pupil
from tests.world import REAL, World, make_world

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return make_world(REAL / "kbs-crescendo.yaml")


@pytest.fixture
def director(world: World) -> Person:
    return world.of_kind(RoleKind.DIRECTOR)


def invited(world: World, director: Person, email: str = "nieuw@school.example", **post: Any) -> Person:
    usual = {"role": "teacher", "starts_on": TODAY, "groups": (world.group.pk,)}
    given = staff.invite_staff(
        world.school.pk, name="Nina Nieuw", email=email, post=Post(**{**usual, **post}), actor=director
    )
    return given.person


def send(client: Client, person: Person, page: str, **said: Any) -> Any:
    return client.post(page, {**said, FIELD: issue(person, page)})


def sees(person: Person, world: World) -> bool:
    return Pupil.objects.visible_to(person).filter(pk=world.pupil.pk).exists()
