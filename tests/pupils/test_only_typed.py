"""An address that a school typed proves nothing: no code, no new password and no mail goes to it."""

from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.letters import waiting_for_paper
from caseflow.notices.models import Notice
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.guardian import add_guardian
from pupils.models import Guardian, Person
from tests.cast import PASSWORD, make_guardian, make_person, make_staff, prove_address, set_gezag
from tests.route.stories import asked, crescendo, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
TYPED = "tikfout@elders.example"


@pytest.fixture(autouse=True)
def _day(settings: Any) -> Any:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "typed"}}
    cache.clear()
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


@pytest.fixture
def typed(world: World) -> Guardian:
    """With gezag, and an address with a typing error in it."""
    ib_er = world.of_kind(RoleKind.IB_ER)
    made = add_guardian(world.pupil.pk, name="Mo Linde", relation="parent", email=TYPED, actor=ib_er)
    set_gezag(made, "yes")
    return made


def asks_code(email: str) -> None:
    Client().post(reverse("account_request_login_code"), {"email": email})


def asks_password(email: str) -> None:
    Client().post(reverse("account_reset_password"), {"email": email})


@pytest.mark.parametrize("asks", [asks_code, asks_password])
def test_no_code_and_no_password_goes_to_a_typed_address(typed: Guardian, asks: Any) -> None:
    asks(TYPED)
    assert mail.outbox == []
    assert not EmailAddress.objects.filter(email=TYPED).exists()
    prove_address(typed.person)
    asks(TYPED)
    assert mail.outbox[-1].to == [TYPED]


def test_the_answer_is_the_same_as_for_an_address_that_nobody_has(typed: Guardian) -> None:
    for name in ("account_request_login_code", "account_reset_password"):
        here, nobody = (Client().post(reverse(name), {"email": email}) for email in (TYPED, "niemand@elders.example"))
        assert (here.status_code, here.headers["Location"]) == (nobody.status_code, nobody.headers["Location"])


@pytest.mark.parametrize("asks", [asks_code, asks_password])
def test_an_address_proved_once_and_typed_otherwise_since_is_no_proof(typed: Guardian, asks: Any) -> None:
    EmailAddress.objects.create(user=typed.person, email="oud@thuis.example", verified=True, primary=True)
    asks(TYPED)
    assert mail.outbox == []


def test_who_worked_here_and_is_a_parent_asks_a_code(world: World) -> None:
    """She proved the mailbox when she came to work, and chose her password then."""
    person = make_person("Juf Weg", password=PASSWORD)
    make_guardian(world.pupil, person=person)
    EmailAddress.objects.filter(user=person).delete()
    asks_code(person.email or "")
    assert mail.outbox[-1].to == [person.email]


def test_a_colleague_who_never_came_in_asks_a_password(world: World) -> None:
    person = make_staff(world.school, RoleKind.TEACHER, world.group)
    asks_password(person.email or "")
    assert mail.outbox[-1].to == [person.email]


def test_what_is_asked_waits_as_a_letter(world: World, typed: Guardian) -> None:
    asked(world)
    told = Notice.objects.filter(recipient=typed.person)
    assert told.exists()
    deliver_waiting()
    assert TYPED not in {one for message in mail.outbox for one in message.to}
    assert {one.person.email for one in world.guardians} <= {one for message in mail.outbox for one in message.to}
    assert set(waiting_for_paper([world.school.pk])) == set(told)
    page = sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("route:letters", args=[world.school.pk]))
    assert "Mo Linde" in page.content.decode()
    prove_address(typed.person)
    deliver_waiting()
    assert TYPED in {one for message in mail.outbox for one in message.to}
    assert not waiting_for_paper([world.school.pk]).exists()


def test_a_reminder_goes_to_no_typed_address(world: World, typed: Guardian) -> None:
    asked(world)
    Notice.objects.filter(recipient=typed.person).update(kind="answer_awaited")
    deliver_waiting()
    assert TYPED not in {one for message in mail.outbox for one in message.to}


def test_a_mail_to_work_goes_to_who_is_a_parent_too(world: World, typed: Guardian) -> None:
    """The link in it proves the mailbox, and nothing is shown without."""
    asked(world)
    Notice.objects.filter(recipient=typed.person).update(kind="deadline_near")
    deliver_waiting()
    assert TYPED in {one for message in mail.outbox for one in message.to}
    assert Person.objects.filter(email=TYPED).exists()
