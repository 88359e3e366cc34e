"""Coming in with a letter: the code, the birth date, an address that is proved; and all that opens nothing."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.sop.vocabulary import RoleKind
from pupils import mail_proof
from pupils.commands.inviting_guardians import invite_guardian
from pupils.models import Guardian, Invitation, Person
from pupils.models.invitation import MOST_MISSES
from tests.cast import PASSWORD, make_group, make_guardian, make_person, make_pupil, make_school, make_staff
from tests.signing_in import SHOWN

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
BORN = date(2018, 3, 2)
ADDRESS = "mo@thuis.example"
DOES_NOT_WORK = "Deze code werkt niet, of niet meer."


@pytest.fixture(autouse=True)
def _day(settings: Any) -> Any:
    """What counts the tries is this process's own: in Redis other workers of the suite would count along."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "welcome"}}
    cache.clear()
    with clock.at(TODAY):
        yield


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


def test_who_has_no_address_goes_on_to_a_passkey(door: Door) -> None:
    """And whoever was in the old way, with a passkey on a telephone that is gone, is out."""
    person = door.guardian.person
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={})
    old = Client()
    old.force_login(person)
    door.code()
    door.born()
    answer = door.client.post(reverse("pupils:welcome_choose"), {"way": "passkey"})
    assert answer.headers["Location"] == reverse("mfa_add_webauthn")
    assert door.who == person
    assert old.get(reverse("route:guardian_start")).status_code == 302
    assert not Authenticator.objects.exists()
    assert [shown["method"] for shown in door.client.session[SHOWN]] == ["letter"]
    assert door.client.get(reverse("mfa_add_webauthn")).status_code == 200
    door.invitation.refresh_from_db()
    assert door.invitation.used_at
    again = Client()
    again.post(reverse("pupils:welcome"), {"code": door.invitation.code})
    assert again.post(reverse("pupils:welcome_choose"), {"way": "passkey"}).headers["Location"] == reverse(
        "pupils:welcome"
    )


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


# --- What opens nothing ----------------------------------------------------------------------------------------------


def over(door: Door) -> str:
    Invitation.objects.update(until=TODAY - timedelta(days=1))
    return door.invitation.code


def ended(door: Door) -> str:
    invite_guardian(door.guardian.pk, actor=door.ib_er)
    return door.invitation.code


def used(door: Door) -> str:
    door.come_in()
    door.client.logout()
    return door.invitation.code


def gezag_gone(door: Door) -> str:
    Guardian.objects.update(gezag="no")
    return door.invitation.code


def works_here(door: Door) -> str:
    make_staff(door.school, RoleKind.TEACHER, door.group, person=door.guardian.person)
    return door.invitation.code


def of_staff(door: Door) -> str:
    Invitation.objects.update(kind="staff")
    return door.invitation.code


@pytest.mark.parametrize(
    "make", [lambda _door: "AAAA-BBBB-CCCC-DDDD", over, ended, used, gezag_gone, works_here, of_staff]
)
def test_what_opens_nothing_gets_one_and_the_same_answer(door: Door, make: Any) -> None:
    page = text(door.code(make(door)))
    assert DOES_NOT_WORK in page
    assert "Mo Linde" not in page
    assert door.client.get(reverse("pupils:welcome_child")).headers["Location"] == reverse("pupils:welcome")


def test_a_found_letter_without_the_birth_date_opens_nothing_in_the_end(door: Door) -> None:
    for number in range(MOST_MISSES):
        door.code()
        page = text(door.born(date(2015, 1, 1) + timedelta(days=number)))
        assert "Mo Linde" not in page
    assert DOES_NOT_WORK in page
    assert DOES_NOT_WORK in text(door.code())
    assert door.client.get(reverse("pupils:welcome_choose")).status_code == 302


def test_no_step_can_be_skipped(door: Door) -> None:
    for name in ("welcome_child", "welcome_choose", "welcome_prove"):
        assert door.client.get(reverse(f"pupils:{name}")).headers["Location"] == reverse("pupils:welcome")
    door.code()
    for name in ("welcome_choose", "welcome_prove"):
        assert door.client.get(reverse(f"pupils:{name}")).headers["Location"] == reverse("pupils:welcome")


def test_a_letter_used_elsewhere_meanwhile_lets_nobody_in(door: Door) -> None:
    door.code()
    door.born()
    door.address()
    code = mailed()
    Invitation.objects.update(used_at=clock.now())
    assert door.prove(code).redirect_chain[-1][0] == reverse("pupils:welcome")
    assert door.who is None


def test_the_code_in_the_mail_is_guessed_a_few_times_at_most(door: Door) -> None:
    door.code()
    door.born()
    door.address()
    code = mailed()
    for _ in range(mail_proof.MOST_TRIES):
        door.prove("BBBB-BBBB")
    assert "verlopen" in text(door.prove(code))
    assert door.who is None


def test_the_code_in_the_mail_is_for_a_quarter_of_an_hour(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    door.code()
    door.born()
    door.address()
    monkeypatch.setattr(mail_proof, "SECONDS", -1)
    door.prove(mailed())
    assert door.who is None


def test_only_so_many_mails_go_out(door: Door) -> None:
    door.code()
    door.born()
    for _ in range(7):
        page = text(door.address())
    assert len(mail.outbox) == 5
    assert "Wacht een uur" in page


# --- One address, one person -----------------------------------------------------------------------------------------


def test_the_second_of_two_parents_with_one_address_is_told_plainly(door: Door) -> None:
    door.come_in()
    second = make_guardian(door.pupil, person=make_person("Tweede Ouder", email=None))
    other = invite_guardian(second.pk, actor=door.ib_er)
    door.client.logout()
    door.code(other.code)
    door.born()
    page = text(door.address(ADDRESS.upper()))
    assert "Dit e-mailadres is al van iemand anders" in page
    assert "op papier" in page
    assert len(mail.outbox) == 1
    door.address("tweede@thuis.example")
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


# --- By mail, but not for who works here -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [RoleKind.TEACHER, RoleKind.DIRECTOR, RoleKind.OUTSIDER])
def test_who_works_here_cannot_pass_the_password_by_mail(door: Door, kind: RoleKind) -> None:
    person = make_staff(door.school, kind, person=make_person("Juf Jansen", password=PASSWORD))
    make_guardian(door.pupil, person=person)  # a parent here too
    answer = door.client.post(reverse("account_request_login_code"), {"email": person.email})
    assert answer.headers["Location"] == reverse("account_confirm_login_code")
    assert mail.outbox == []
    assert door.who is None


def test_an_address_that_nobody_has_looks_the_same(door: Door) -> None:
    door.come_in()
    door.client.logout()
    pages = []
    for email in ("niemand@thuis.example", ADDRESS):
        client = Client()
        answer = client.post(reverse("account_request_login_code"), {"email": email}, follow=True)
        pages.append(re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", text(answer)).replace(email, "…"))
    assert pages[0] == pages[1]


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
    monkeypatch.setattr("pupils.commands.coming_in.check_free", lambda *_: None)
    page = text(door.prove())
    assert "Dit e-mailadres is al van iemand anders" in page
    assert door.who is None
    door.invitation.refresh_from_db()
    assert door.invitation.used_at is None


def test_from_one_place_only_so_many_codes_are_tried(door: Door, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "welcome": "2/m/ip"}
    for _ in range(2):
        door.code("AAAA-BBBB-CCCC-DDDD")
    assert DOES_NOT_WORK in text(door.code())


def test_the_code_is_in_no_log(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    door.client.get(reverse("pupils:welcome_short", args=[door.invitation.code]), follow=True)
    door.come_in()
    door.client.get(reverse("pupils:welcome_short", args=[door.invitation.code]), follow=True)
    assert door.invitation.code not in caplog.text
    assert ADDRESS not in caplog.text
