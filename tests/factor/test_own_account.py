"""What adds or changes something of an account is for who showed a moment ago who she is, whatever her way in."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from caseflow.drafts.tokens import FIELD, issue
from caseflow.own_account import CHANGES_NOTHING
from pupils.models import Consent, Person
from tests.access.knocking import Url, all_urls
from tests.cast import PASSWORD, make_guardian, make_person, make_pupil, make_school
from tests.route.stories import asked as story_of_a_question
from tests.route.stories import crescendo
from tests.signing_in import remember

pytestmark = pytest.mark.django_db
SET, NEW = reverse("account_set_password"), "een-heel-ander-geheim-77"
AGAIN = ("/accounts/login/?next=", "/accounts/reauthenticate/?next=")
LONG = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1


def of_allauth() -> Iterator[Url]:
    yield from (url for url in all_urls() if url.view.__module__.startswith("allauth."))


CHANGING = [url for url in of_allauth() if url.name not in CHANGES_NOTHING]


@pytest.fixture(autouse=True)
def as_often_as_one_likes(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def mother() -> Person:
    """She comes in by a code in the mail, and has nothing else."""
    return make_guardian(make_pupil(make_school())).person


def came_in_by_mail(client: Client, person: Person, ago: int = 0) -> None:
    client.force_login(person)
    remember(client, person, ("code",), ago=ago)


# --- Every address of allauth ----------------------------------------------------------------------------------------


def test_what_changes_nothing_is_an_address_and_what_does_is_known() -> None:
    """A list that is closed: a new address of allauth asks it, and shows up here."""
    assert {url.name for url in of_allauth()} >= CHANGES_NOTHING
    assert {url.name for url in CHANGING} == {
        *("account_set_password", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_edit_webauthn"),
        *("mfa_remove_webauthn", "mfa_view_recovery_codes", "mfa_download_recovery_codes"),
        "mfa_generate_recovery_codes",
    }


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("url", CHANGING, ids=lambda url: url.name)
def test_who_came_in_by_mail_long_ago_comes_in_again(url: Url, method: str, client: Client, mother: Person) -> None:
    page = reverse(url.name, kwargs=dict.fromkeys(url.takes, 1))
    came_in_by_mail(client, mother, LONG)
    assert getattr(client, method)(page).headers["Location"] == f"/accounts/login/?next={page}"
    assert "_auth_user_id" not in client.session
    came_in_by_mail(client, mother)
    assert not getattr(client, method)(page).headers.get("Location", "").startswith(AGAIN)


def test_who_has_a_passkey_shows_that(client: Client, mother: Person) -> None:
    Authenticator.objects.create(user=mother, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefoon"})
    came_in_by_mail(client, mother, LONG)
    assert client.get(SET).headers["Location"].startswith("/accounts/2fa/webauthn/reauthenticate/?next=")


def test_no_password_is_chosen_on_a_tablet_that_was_left_behind(client: Client) -> None:
    """Else whoever holds it shows with that password who she is, and signs."""
    _case, _item, consent = story_of_a_question(world := crescendo())
    mother = world.guardians[0].person
    came_in_by_mail(client, mother, LONG)
    client.post(SET, {"password1": NEW, "password2": NEW})
    mother.refresh_from_db()
    assert not mother.has_usable_password()
    client.post(reverse("account_reauthenticate"), {"password": NEW})
    page = reverse("route:guardian_consent", args=[consent.pk])
    client.post(page, {FIELD: issue(mother, page), "answer": "given"})
    assert not Consent.objects.get(pk=consent.pk).answers.exists()


# --- A password beside the code --------------------------------------------------------------------------------------


def test_who_came_in_just_now_may_choose_a_password(client: Client, mother: Person) -> None:
    came_in_by_mail(client, mother)
    page = client.get(SET).content.decode()
    assert "Een wachtwoord kiezen" in page
    assert client.post(SET, {"password1": NEW, "password2": NEW}).status_code == 302
    mother.refresh_from_db()
    assert mother.check_password(NEW)


@pytest.mark.parametrize("email", [None, "typed@thuis.example"])
def test_who_has_a_passkey_and_no_mailbox_of_her_own_chooses_none(client: Client, email: str | None) -> None:
    """With a password, an address that a school typed would count as hers."""
    person = make_guardian(make_pupil(make_school()), person=make_person("Mo Linde", email=None)).person
    Person.objects.filter(pk=person.pk).update(email=email)
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefoon"})
    came_in_by_mail(client, person)
    for answer in (client.get(SET), client.post(SET, {"password1": NEW, "password2": NEW})):
        assert answer.headers["Location"] == reverse("mfa_index")
    person.refresh_from_db()
    assert not person.has_usable_password()


# --- Whose account it is hears of it ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "subject", "said"),
    [
        ("nl", "Er is een wachtwoord gekozen", "Niet zelf gedaan?"),
        ("en", "A password was chosen", "Was this not you?"),
        ("ar", "تم اختيار كلمة مرور", "ألستم أنتم"),
    ],
)
def test_a_mail_says_so(language: str, subject: str, said: str, client: Client, mother: Person) -> None:
    Person.objects.filter(pk=mother.pk).update(language=language)
    came_in_by_mail(client, mother)
    client.post(SET, {"password1": NEW, "password2": NEW})
    told = mail.outbox[-1]
    assert (told.to, told.subject) == ([mother.email], subject)
    assert said in str(told.body)
    child = mother.guardianships.get().pupil
    assert child.first_name not in str(told.body)


def test_a_mail_that_cannot_go_undoes_nothing(client: Client, mother: Person, monkeypatch: Any) -> None:
    def down(*_any: Any) -> None:
        raise OSError

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", down)
    came_in_by_mail(client, mother)
    assert client.post(SET, {"password1": NEW, "password2": NEW}).status_code == 302
    mother.refresh_from_db()
    assert mother.check_password(NEW)


def test_an_address_that_was_only_typed_hears_nothing(client: Client) -> None:
    person = make_guardian(make_pupil(make_school()), person=make_person("Mo Linde", email=None)).person
    Person.objects.filter(pk=person.pk).update(email="typed@thuis.example")
    key = Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefoon"})
    came_in_by_mail(client, person)
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert not Authenticator.objects.filter(user=person).exists()
    assert mail.outbox == []


def test_who_changes_a_password_hears_it_too(client: Client) -> None:
    person = make_guardian(make_pupil(make_school()), person=make_person("Mia Linde", password=PASSWORD)).person
    client.force_login(person)
    said = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post(reverse("account_change_password"), said).status_code == 302
    assert mail.outbox[-1].subject == "Het wachtwoord is veranderd"
