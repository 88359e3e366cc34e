"""What every page brings along, and which doors are not there."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from pupils.models import Person

pytestmark = pytest.mark.django_db


def test_a_page_lets_the_browser_load_nothing_from_elsewhere_or_inline(client: Client) -> None:
    policy = client.get(reverse("account_login")).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_nobody_signs_up() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_health_answers_anybody(client: Client) -> None:
    assert client.get(reverse("health"), headers={"Accept": "application/json"}).status_code == 200


@pytest.mark.parametrize(("language", "other"), [("nl", "en"), ("en", "nl")])
def test_pages_are_in_the_persons_language_whatever_the_browser_asks(client: Client, language: str, other: str) -> None:
    person = Person.objects.create_user("iemand@school.example", "Iemand", "een lang wachtwoord", language=language)
    client.force_login(person)
    page = client.get(reverse("account_change_password"), headers={"Accept-Language": other})
    assert page.headers["Content-Language"] == language


def test_login_is_by_address_and_password(client: Client) -> None:
    Person.objects.create_user("iemand@school.example", "Iemand", "een lang wachtwoord")
    answer = client.post(
        reverse("account_login"), {"login": "Iemand@School.example", "password": "een lang wachtwoord"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
