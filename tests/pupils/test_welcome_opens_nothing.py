"""What opens nothing: a letter that is over or found, a step that is skipped, a code that is guessed."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils import mail_proof
from pupils.commands.inviting_guardians import invite_guardian
from pupils.models import Guardian, Invitation, Pupil
from pupils.models.invitation import MOST_MISSES
from tests.by_mail import own_day
from tests.cast import PASSWORD, make_guardian, make_person, make_staff
from tests.pupils.letter_in import ADDRESS, DOES_NOT_WORK, TODAY, Door, door, mailed, text

__all__ = ["TODAY", "door", "own_day"]
pytestmark = pytest.mark.django_db


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


def child_left(door: Door) -> str:
    Pupil.objects.update(left_on=TODAY)
    return door.invitation.code


def works_here(door: Door) -> str:
    make_staff(door.school, RoleKind.TEACHER, door.group, person=door.guardian.person)
    return door.invitation.code


def of_staff(door: Door) -> str:
    Invitation.objects.update(kind="staff")
    return door.invitation.code


@pytest.mark.parametrize(
    "make", [lambda _door: "AAAA-BBBB-CCCC-DDDD", over, ended, used, gezag_gone, child_left, works_here, of_staff]
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


def test_a_letter_is_no_list_of_who_has_an_account(door: Door) -> None:
    make_person("Iemand Anders", email="anders@thuis.example", password=PASSWORD)
    door.code()
    door.born()
    pages = [text(door.address("anders@thuis.example")) for _ in range(6)]
    assert "Kijk in uw mail" in pages[4]
    assert "Wacht een uur" in pages[5]
    assert [one.subject for one in mail.outbox] == ["Dit e-mailadres is al van een account"] * 5


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
