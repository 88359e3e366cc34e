"""A letter that waits for a guardian, and the steps that she takes with it in a browser."""

import re
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from caseflow.sop.vocabulary import RoleKind
from pupils.commands.inviting_guardians import invite_guardian
from pupils.models import Person
from tests.cast import make_group, make_guardian, make_person, make_pupil, make_school, make_staff

TODAY = date(2026, 3, 9)
BORN = date(2018, 3, 2)
ADDRESS = "mo@thuis.example"
DOES_NOT_WORK = "Deze code werkt niet, of niet meer."


class Door:
    """A letter that waits for a guardian, and a browser in which nobody is signed in."""

    def __init__(self) -> None:
        self.school = make_school("De Vlinder")
        self.group = make_group(self.school)
        self.ib_er = make_staff(self.school, RoleKind.IB_ER)
        self.pupil = make_pupil(self.school, self.group, born_on=BORN)
        self.guardian = make_guardian(self.pupil, person=make_person("Mo Linde", email=None))
        self.invitation = invite_guardian(self.guardian.pk, actor=self.ib_er)
        self.client = Client()

    def step(self, name: str, **data: Any) -> Any:
        return self.client.post(reverse(f"pupils:{name}"), data, follow=True)

    def code(self, code: str = "") -> Any:
        return self.step("welcome", code=code or self.invitation.code_in_fours)

    def born(self, day: date = BORN) -> Any:
        return self.step("welcome_child", born_on=day.isoformat())

    def address(self, email: str = ADDRESS) -> Any:
        return self.step("welcome_choose", email=email)

    def prove(self, code: str = "") -> Any:
        return self.step("welcome_prove", code=code or mailed())

    def come_in(self) -> Any:
        self.code()
        self.born()
        self.address()
        return self.prove()

    @property
    def who(self) -> Person | None:
        number = self.client.session.get("_auth_user_id")
        return Person.objects.get(pk=number) if number else None


def mailed() -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[0]


@pytest.fixture
def door() -> Door:
    return Door()


def text(answer: Any) -> str:
    page: str = answer.content.decode()
    return page
