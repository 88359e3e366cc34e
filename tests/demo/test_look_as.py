"""The page "Bekijk als …", and that it is nowhere but in the demo."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.checks import run_checks
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from caseflow.demo.cast import PARENTS, names
from pupils.models import Person
from tests.cast import make_person

pytestmark = pytest.mark.django_db
BY_LETTER = "Marek Nowak"  # of the cast, and without an address


@pytest.fixture(autouse=True)
def the_demo(settings: Settings) -> None:
    settings.MODE = "demo"


def test_the_page_shows_who_is_there_to_try(client: Client) -> None:
    person = make_person(PARENTS[0].name)
    page = client.get(reverse("demo:people")).content.decode()
    assert person.name in page
    assert PARENTS[0].sees in page
    assert reverse("demo:look_as", args=[person.pk]) in page


def test_without_people_the_page_says_how_to_make_them(client: Client) -> None:
    assert "make demo" in client.get(reverse("demo:people")).content.decode()


def test_a_click_makes_somebody_that_person(client: Client) -> None:
    first, second = make_person("Een"), make_person("Twee")
    for person in (first, second):
        answer = client.post(reverse("demo:look_as", args=[person.pk]))
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")
        assert client.session["_auth_user_id"] == str(person.pk)


def test_a_link_alone_changes_nobody(client: Client) -> None:
    assert client.get(reverse("demo:look_as", args=[make_person().pk])).status_code == 405
    assert "_auth_user_id" not in client.session


def test_who_cannot_sign_in_cannot_be_looked_as(client: Client) -> None:
    gone = Person.objects.create_user("weg@school.example", "Weg", is_active=False)
    assert client.post(reverse("demo:look_as", args=[gone.pk])).status_code == 404


@pytest.mark.parametrize("mode", ["production", "test", "anything"])
def test_outside_the_demo_nobody_looks_as_anybody(mode: str, client: Client, settings: Settings) -> None:
    person = make_person()
    settings.MODE = mode
    assert client.post(reverse("demo:look_as", args=[person.pk])).status_code == 404
    assert client.get(reverse("demo:mail")).status_code == 404
    assert "_auth_user_id" not in client.session


def test_of_the_cast_one_has_no_address(client: Client) -> None:
    assert BY_LETTER in names()
    person = make_person(BY_LETTER, email=None)
    assert client.post(reverse("demo:look_as", args=[person.pk])).status_code == 302


def test_who_has_no_address_makes_a_passkey_as_everybody_of_the_cast_does(client: Client, settings: Settings) -> None:
    """He has nothing to show it with again, so he would be put out and never come in."""
    add = reverse("mfa_add_webauthn")
    for email in (None, "hij@ouders.example"):
        person = make_person(BY_LETTER, email=email)
        client.post(reverse("demo:look_as", args=[person.pk]))
        assert client.get(add).status_code == 200
        Person.objects.filter(pk=person.pk).update(name="Iemand anders")
    settings.MODE = "production"
    client.force_login(person := make_person("Iemand", email=None))
    session = client.session
    session["account_authentication_methods"] = [{"method": "looked_as", "at": 1}]
    session.save()
    assert client.get(add).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["Mo Linde", BY_LETTER])
def test_who_comes_in_by_a_passkey_alone_is_somebody(name: str, client: Client) -> None:
    """She has no address either: by that alone nobody is invented."""
    real = make_person(name, email=None)
    Authenticator.objects.create(user=real, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefoon"})
    assert client.post(reverse("demo:look_as", args=[real.pk])).status_code == 404


def test_nor_is_a_parent_whose_address_nobody_knows(client: Client) -> None:
    real = make_person("Mo Linde", email=None)
    assert client.post(reverse("demo:look_as", args=[real.pk])).status_code == 404


def test_a_check_fails_where_the_demo_stands_in_production(settings: Settings) -> None:
    settings.MODE = "production"
    assert "caseflow.E001" in [message.id for message in run_checks()]


def test_the_mail_is_shown_newest_first_with_names(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    person = make_person("Ida Bakker")
    for subject in ("De eerste", "De tweede"):
        EmailMessage(subject, "Er staat iets voor u klaar.", to=[person.email]).send()
    page = client.get(reverse("demo:mail")).content.decode()
    assert page.index("De tweede") < page.index("De eerste")
    assert "Ida Bakker" in page


def test_without_mail_the_page_says_so(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "none"
    assert client.get(reverse("demo:mail")).status_code == 200
