"""Whose account it is: a letter lets in who has no way in yet, and opens nothing that another school keeps."""

from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.guardian import add_guardian
from pupils.commands.inviting import make_invitation
from pupils.commands.inviting_guardians import invite_group, invite_guardian
from pupils.errors import Invalid
from pupils.models import Guardian, Invitation, Person
from tests.cast import make_group, make_guardian, make_person, make_pupil, make_school, make_staff, set_gezag
from tests.pupils.test_welcome import Door, text, with_a_passkey

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
MO = "mo@thuis.example"


@pytest.fixture(autouse=True)
def _day(settings: Any) -> Any:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "whose"}}
    cache.clear()
    with clock.at(TODAY):
        yield


class Elsewhere:
    """A second school, whose IB-er types the name and address of somebody whom the first one knows."""

    def __init__(self) -> None:
        self.school = make_school("De Rups")
        self.group = make_group(self.school)
        self.ib_er = make_staff(self.school, RoleKind.IB_ER)
        self.pupil = make_pupil(self.school, self.group, first_name="Ander", born_on=date(2019, 9, 9))

    def add(self, email: str = MO) -> Guardian:
        made = add_guardian(self.pupil.pk, name="mo linde", relation="parent", email=email, actor=self.ib_er)
        set_gezag(made, "yes")
        return made


def proved(door: Door) -> Person:
    door.come_in()
    door.client.logout()
    mail.outbox.clear()
    return Person.objects.get(pk=door.guardian.person_id)


def portal_of(person: Person, door: Door) -> int:
    client = Client()
    client.force_login(person)
    return int(client.get(reverse("route:guardian_child", args=[door.pupil.pk])).status_code)


def test_another_school_makes_no_letter_for_who_came_in_at_the_first() -> None:
    door, other = Door(), Elsewhere()
    person = proved(door)
    linked = other.add()
    assert linked.person == person
    with pytest.raises(Invalid, match="via een andere school"):
        invite_guardian(linked.pk, actor=other.ib_er)
    assert invite_group(other.group.pk, actor=other.ib_er) == 0
    page = Client()
    page.force_login(other.ib_er)
    assert "via een andere school" in text(page.get(reverse("pupils:invite", args=[linked.pk])))


def test_and_a_letter_of_it_that_is_there_all_the_same_opens_nothing() -> None:
    door, other = Door(), Elsewhere()
    person = proved(door)
    other.add()
    door.invitation = make_invitation(person, other.school, Invitation.Kind.GUARDIAN, actor=other.ib_er)
    assert "werkt niet" in text(door.code())
    door.born(other.pupil.born_on)
    door.address("dief@elders.example")
    door.client.post(reverse("pupils:welcome_choose"), {"way": "passkey"})
    assert door.who is None
    assert (mail.outbox, EmailAddress.objects.get(user=person).email) == ([], MO)


def test_an_address_that_another_school_only_typed_is_nobodys_account_here() -> None:
    """Or the letter of this school would open what that school keeps, for whoever holds it."""
    door, other = Door(), Elsewhere()
    Person.objects.filter(pk=door.guardian.person_id).update(email=MO)
    with pytest.raises(Invalid, match="nog niet bevestigd"):
        other.add()
    own = other.add(email="")
    assert own.person_id != door.guardian.person_id
    door.invitation = invite_guardian(own.pk, actor=other.ib_er)
    door.code()
    door.born(other.pupil.born_on)
    door.address("ander@thuis.example")
    door.prove()
    assert door.who == own.person
    assert portal_of(own.person, door) == 404


def test_the_birth_date_is_of_a_child_of_the_school_that_wrote() -> None:
    door, other = Door(), Elsewhere()
    make_guardian(other.pupil, person=door.guardian.person)
    Invitation.objects.update(used_at=clock.now())
    door.invitation = invite_guardian(door.guardian.pk, actor=door.ib_er)
    door.code()
    assert "klopt niet" in text(door.born(other.pupil.born_on))


@pytest.mark.parametrize("way", ["mail", "passkey"])
def test_the_school_that_let_her_in_gives_a_new_way_and_the_old_mailbox_hears_of_it(way: str) -> None:
    door = Door()
    person = proved(door)
    door.invitation = invite_guardian(door.guardian.pk, actor=door.ib_er)
    door.code()
    door.born()
    if way == "mail":
        door.address("nieuw@thuis.example")
        door.prove()
    else:
        with_a_passkey(door)
    assert door.who == person
    told = mail.outbox[-1]
    assert told.to == [MO]
    assert "anders in" in told.subject
    assert "Bel dan vandaag nog de school" in str(told.body)
    assert door.pupil.first_name not in str(told.body)
    assert "nieuw@" not in str(told.body)
    assert not EmailAddress.objects.filter(email=MO).exists()


def test_who_proves_the_same_address_again_is_told_nothing() -> None:
    door = Door()
    proved(door)
    door.invitation = invite_guardian(door.guardian.pk, actor=door.ib_er)
    door.come_in()
    assert [one.subject for one in mail.outbox if "anders in" in one.subject] == []


def test_she_is_in_also_where_the_mail_to_the_old_address_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    door = Door()
    person = proved(door)
    door.invitation = invite_guardian(door.guardian.pk, actor=door.ib_er)
    door.code()
    door.born()

    def down(*_args: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("caseflow.adapter.SchoolMakesAccounts.send_mail", down)
    with_a_passkey(door)
    assert door.who == person


def test_who_used_a_letter_and_lost_her_passkey_gets_another() -> None:
    """Having been in once is no way in."""
    door = Door()
    door.code()
    door.born()
    with_a_passkey(door)
    assert door.who == door.guardian.person
    Authenticator.objects.all().delete()
    assert invite_group(door.group.pk, actor=door.ib_er) == 1
    Authenticator.objects.create(user=door.guardian.person, type=Authenticator.Type.WEBAUTHN, data={})
    Invitation.objects.filter(used_at=None).update(ended_at=clock.now())
    assert invite_group(door.group.pk, actor=door.ib_er) == 0


def test_a_brother_here_has_the_same_mother_also_before_she_came_in() -> None:
    door = Door()
    Person.objects.filter(pk=door.guardian.person_id).update(email=MO)
    brother = make_pupil(door.school, door.group, first_name="Bo")
    added = add_guardian(brother.pk, name="Mo Linde", relation="parent", email=MO, actor=door.ib_er)
    assert added.person == door.guardian.person
    assert make_person("Mo Linde").pk != added.person_id


def test_a_letter_tells_nobody_the_address_that_the_school_has_of_her() -> None:
    """The other parent knows the birth date, and may have been given the letter for her."""
    door = Door()
    Guardian.objects.filter(pk=door.guardian.pk).update(address_secret=True)
    Person.objects.filter(pk=door.guardian.person_id).update(email="verborgen@blijf.example")
    door.code()
    door.born()
    page = text(door.client.get(reverse("pupils:welcome_choose")))
    assert "verborgen" not in page
    assert "blijf.example" not in page
