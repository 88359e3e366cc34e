"""Coming in with a letter: the code, the birth date, an address that is proved; who has the account then."""

import re
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from caseflow.audit.models import CaseEvent
from pupils.commands.inviting_guardians import invite_guardian
from pupils.models import Guardian
from tests.by_mail import own_day
from tests.cast import PASSWORD, make_guardian, make_person, make_pupil
from tests.pupils.device import made_by
from tests.pupils.letter_in import ADDRESS, DOES_NOT_WORK, TODAY, Door, door, mailed, text
from tests.signing_in import SHOWN

__all__ = ["TODAY", "door", "own_day"]
pytestmark = pytest.mark.django_db


def test_the_whole_way_in(door: Door) -> None:
    assert "De Vlinder" in text(door.code())
    assert "Dag Mo Linde" in text(door.born())
    assert ADDRESS in text(door.address())
    assert mail.outbox[-1].to == [ADDRESS]
    page = text(door.prove())
    assert "Welkom. De volgende keer logt u in" in page
    assert door.who == door.guardian.person
    door.guardian.person.refresh_from_db()
    assert door.guardian.person.email == ADDRESS
    door.invitation.refresh_from_db()
    assert door.invitation.used_at
    event = CaseEvent.objects.get(kind="take_way_in")
    assert (event.actor_id, event.pupil_id) == (door.guardian.person_id, door.pupil.pk)


def test_and_the_next_time_a_code_by_mail(door: Door) -> None:
    door.come_in()
    door.client.logout()
    door.client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    door.client.post(reverse("account_confirm_login_code"), {"code": mailed()})
    assert door.who == door.guardian.person


def with_a_passkey(door: Door, *, verified: bool = True) -> Any:
    """As her browser sends what her device made."""
    data = {"way": "passkey", "credential": made_by(door.guardian.person, door.client, verified=verified)}
    return door.client.post(reverse("pupils:welcome_choose"), data)


def test_a_key_that_asks_for_no_finger_face_or_pin_is_none(door: Door) -> None:
    """By such a key alone nobody would come in the next time."""
    door.code()
    door.born()
    assert "uw brief werkt nog" in text(with_a_passkey(door, verified=False))
    assert not Authenticator.objects.exists()
    assert door.who is None


def test_who_has_no_address_makes_a_passkey(door: Door) -> None:
    """And whoever was in the old way, with a passkey on a telephone that is gone, is out."""
    person = door.guardian.person
    gone = Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={})
    old = Client()
    old.force_login(person)
    door.code()
    door.born()
    page = text(door.client.get(reverse("pupils:welcome_choose")))
    assert "Maak een passkey" in page
    answer = with_a_passkey(door)
    assert answer.headers["Location"] == reverse("route:start")
    assert "nieuwe brief" in text(door.client.get(answer.headers["Location"], follow=True))
    assert door.who == person
    assert old.get(reverse("route:guardian_start")).status_code == 302
    [key] = Authenticator.objects.all()
    assert (key.user, key.type) == (person, Authenticator.Type.WEBAUTHN)
    assert key.pk != gone.pk
    assert [shown["method"] for shown in door.client.session[SHOWN]] == ["letter"]
    door.invitation.refresh_from_db()
    assert door.invitation.used_at
    again = Client()
    again.post(reverse("pupils:welcome"), {"code": door.invitation.code})
    assert again.post(reverse("pupils:welcome_choose"), {"way": "passkey"}).headers["Location"] == reverse(
        "pupils:welcome"
    )


@pytest.mark.parametrize("credential", ["", "{}", "[]", '{"id": "x"}', "no json"])
def test_who_begins_a_passkey_and_stops_still_comes_in_with_her_letter(door: Door, credential: str) -> None:
    """Her telephone asks for a finger, she says no, the page is closed: nothing of the letter is spent."""
    Authenticator.objects.create(user=door.guardian.person, type=Authenticator.Type.WEBAUTHN, data={})
    door.code()
    door.born()
    page = text(door.step("welcome_choose", way="passkey", credential=credential))
    assert "uw brief werkt nog" in page
    assert door.who is None
    assert Authenticator.objects.count() == 1
    door.invitation.refresh_from_db()
    assert door.invitation.used_at is None
    door.client = Client()
    door.come_in()
    assert door.who == door.guardian.person


def test_a_passkey_is_not_made_before_the_birth_date(door: Door) -> None:
    door.code()
    answer = door.client.post(reverse("pupils:welcome_choose"), {"way": "passkey"})
    assert answer.headers["Location"] == reverse("pupils:welcome")
    assert door.who is None


def test_the_short_address_takes_the_code_out_of_the_bar(door: Door) -> None:
    answer = door.client.get(reverse("pupils:welcome_short", args=[door.invitation.code]))
    assert answer.headers["Location"] == reverse("pupils:welcome_child")
    assert door.invitation.code not in str(dict(door.client.session))
    wrong = door.client.get(reverse("pupils:welcome_short", args=["nee"]), follow=True)
    assert DOES_NOT_WORK in text(wrong)
    assert door.client.get(reverse("pupils:welcome_child")).status_code == 302


# --- One address, one person -----------------------------------------------------------------------------------------


def test_the_second_of_two_parents_with_one_address_is_told_plainly_in_the_mail(door: Door) -> None:
    door.come_in()
    second = make_guardian(door.pupil, person=make_person("Tweede Ouder", email=None))
    other = invite_guardian(second.pk, actor=door.ib_er)
    door.client.logout()
    door.code(other.code)
    door.born()
    mail.outbox.clear()
    page = text(door.address(ADDRESS.upper()))
    sent = mail.outbox.pop()
    assert sent.to == [ADDRESS]
    assert "op papier" in sent.body
    assert not re.search(r"^[A-Z]{4}-[A-Z]{4}$", sent.body, re.MULTILINE)
    fresh = text(door.address("tweede@thuis.example"))
    shown, shown_fresh = (one.partition("<main")[2].partition("<form")[0] for one in (page, fresh))
    assert ADDRESS in shown
    assert shown.replace(ADDRESS, "tweede@thuis.example") == shown_fresh  # who has an account here is not told
    door.prove()
    assert door.who == second.person


def test_one_login_sees_all_own_children(door: Door) -> None:
    sibling = make_pupil(door.school, door.group, first_name="Bo", born_on=date(2020, 5, 5))
    make_guardian(sibling, person=door.guardian.person)
    door.code()
    door.born(sibling.born_on)
    door.address()
    page = text(door.prove())
    assert "Bo" in page
    assert door.pupil.first_name in page


def test_a_letter_opened_by_who_is_signed_in_attaches_nothing_to_her(door: Door) -> None:
    other = make_guardian(make_pupil(door.school, first_name="Ander"), person=make_person("Iemand Anders"))
    door.client.force_login(other.person)
    assert "U bent al ingelogd" in text(door.code())
    door.client.get(reverse("pupils:welcome_short", args=[door.invitation.code]))
    door.born()
    door.invitation.refresh_from_db()
    assert door.invitation.used_at is None
    assert not Guardian.objects.filter(person=other.person, pupil=door.pupil).exists()
    assert door.who == other.person


# --- Who had the account before --------------------------------------------------------------------------------------


def test_a_new_letter_puts_out_whoever_was_in_with_the_old_way(door: Door) -> None:
    """Her former partner reads the old mailbox: from the new letter on neither his session nor a password works."""
    door.come_in()
    elsewhere, door.client = door.client, Client()
    door.invitation = invite_guardian(door.guardian.pk, actor=door.ib_er)
    door.code()
    door.born()
    door.address("nieuw@thuis.example")
    door.prove()
    assert door.who == door.guardian.person
    assert elsewhere.get(reverse("route:guardian_start")).status_code == 302
    mail.outbox.clear()
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": ADDRESS})
    assert mail.outbox == []


def test_two_who_prove_the_same_address_in_the_same_moment(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second is told, whatever was looked up before: the database keeps one address for one person."""
    door.code()
    door.born()
    door.address()
    make_person("Iemand Anders", email=ADDRESS, password=PASSWORD)
    monkeypatch.setattr("pupils.commands.coming_in.is_taken", lambda *_: False)
    page = text(door.prove())
    assert "Dit adres kan hier niet worden gebruikt" in page
    assert door.who is None
    door.invitation.refresh_from_db()
    assert door.invitation.used_at is None
