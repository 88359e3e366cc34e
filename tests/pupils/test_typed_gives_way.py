"""What another school types for an address shuts no parent out, and tells nobody whose it is."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.outsiders import add_outsider
from pupils.commands.staff import Post, invite_staff
from pupils.models import Person
from pupils.ways_in import may_sign_in_by_code
from tests.by_mail import come_in, link_in_the_mail
from tests.pupils.test_welcome import ADDRESS, Door, mailed, text
from tests.route.stories import crescendo, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day(settings: Any) -> Any:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "gives way"}}
    cache.clear()
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    """The school whose director writes down an address that a parent of De Vlinder has."""
    return crescendo()


def invited(world: World, email: str = ADDRESS, same: str = "") -> Person:
    director = world.of_kind(RoleKind.DIRECTOR)
    post = Post(world.sop.roles_of_kind(RoleKind.IB_ER)[0], TODAY)
    return invite_staff(world.school.pk, name="De nieuwe", email=email, post=post, same=same, actor=director).person


def in_by_code(door: Door) -> Client:
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    client.post(reverse("account_confirm_login_code"), {"code": mailed()})
    return client


def test_a_parent_whom_a_school_writes_down_as_its_colleague_keeps_her_way(world: World) -> None:
    door = Door()
    door.come_in()
    person = invited(world)
    assert person == door.guardian.person
    assert may_sign_in_by_code(person)
    client = in_by_code(door)
    assert client.get(reverse("route:guardian_child", args=[door.pupil.pk])).status_code == 200
    assert client.get(reverse("pupils:groups")).status_code == 404


def test_and_as_its_expert(world: World) -> None:
    door = Door()
    door.come_in()
    add_outsider(
        world.school.pk, name="De arts", email=ADDRESS, role="jgz_arts", starts_on=TODAY,
        ends_on=TODAY + timedelta(days=30), actor=world.of_kind(RoleKind.IB_ER),
    )  # fmt: skip
    client = in_by_code(door)
    assert client.get(reverse("route:guardian_child", args=[door.pupil.pk])).status_code == 200
    page = text(sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("pupils:outsiders", args=[world.school.pk])))
    assert "De arts" in page
    assert "Mo Linde" not in page


def test_until_she_takes_it_up(world: World) -> None:
    door = Door()
    door.come_in()
    person = invited(world)
    come_in(Client(), link_in_the_mail(), name="Mo Linde")
    person.refresh_from_db()
    assert not may_sign_in_by_code(person)
    mail.outbox.clear()
    Client().post(reverse("account_request_login_code"), {"email": ADDRESS})
    assert mail.outbox == []


def test_the_staff_pages_show_the_name_that_was_typed_until_she_comes(world: World) -> None:
    door = Door()
    door.come_in()
    person, director = invited(world), sign_in(world.of_kind(RoleKind.DIRECTOR))
    pages = [
        reverse("pupils:staff", args=[world.school.pk]),
        reverse("pupils:staff_role", args=[world.school.pk, person.pk]),
        reverse("pupils:staff_leave", args=[world.school.pk, person.pk]),
        reverse("pupils:role_end", args=[world.school.pk, person.roles.get().pk]),
    ]
    for page in pages:
        shown = text(director.get(page))
        assert "De nieuwe" in shown
        assert "Mo Linde" not in shown
    come_in(Client(), link_in_the_mail(), name="Mo van Linde")
    shown = text(director.get(pages[0]))
    assert "Mo van Linde" in shown
    assert "De nieuwe" not in shown


def test_where_it_was_only_typed_for_a_parent_elsewhere_the_two_stay_apart(world: World) -> None:
    """A typing error at De Vlinder: the mailbox is a teacher's here, and the child is no business of hers."""
    door = Door()
    Person.objects.filter(pk=door.guardian.person_id).update(email=ADDRESS)
    person = invited(world)
    assert person != door.guardian.person
    door.guardian.person.refresh_from_db()
    assert (person.email, door.guardian.person.email) == (ADDRESS, None)
    client = Client()
    come_in(client, link_in_the_mail())
    assert client.get(reverse("route:guardian_child", args=[door.pupil.pk])).status_code in (302, 404)
    assert not person.guardianships.exists()


def test_a_parent_of_the_school_itself_keeps_one_account(world: World) -> None:
    door = Door()
    parent = Person.objects.create_user("naomi@thuis.example", "De nieuwe")
    world.guardians[0].person = parent
    world.guardians[0].save()
    assert invited(world, "naomi@thuis.example", same="naomi@thuis.example") == parent
    assert invited(world, ADDRESS) != door.guardian.person


def test_who_proves_the_mailbox_has_the_address_whoever_typed_it_before(world: World) -> None:
    door = Door()
    other = invited(world)
    link = link_in_the_mail()
    mail.outbox.clear()
    door.come_in()
    assert door.who == door.guardian.person
    other.refresh_from_db()
    assert other.email is None
    assert Client().get(link, follow=True).status_code == 404
