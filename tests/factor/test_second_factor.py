"""Who comes in as anything but a guardian comes in with a second factor, and gets nowhere without."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse, reverse_lazy
from pytest_django import Settings

from caseflow.sop.vocabulary import RoleKind
from pupils.models import Person
from tests.cast import (
    PASSWORD,
    make_grant,
    make_group,
    make_guardian,
    make_person,
    make_pupil,
    make_school,
    make_staff,
    make_swv,
    make_swv_member,
)
from tests.signing_in import without_second_factor

pytestmark = pytest.mark.django_db
SET_UP, AGAIN, START = "/accounts/2fa/", "/accounts/2fa/reauthenticate/", "/groepen/"


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def add_app(person: Person) -> str:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


@pytest.fixture
def teacher() -> Person:
    school = make_school()
    person = make_person("Tess Bos", password=PASSWORD)
    return make_staff(school, RoleKind.TEACHER, make_group(school), person=person)


def signs_in(client: Client, person: Person) -> Any:
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


# --- Without one ----------------------------------------------------------------------------------------------------


def test_who_has_none_reaches_only_the_pages_to_set_one_up(client: Client, teacher: Person) -> None:
    assert signs_in(client, teacher).status_code == 302
    for page in ("/", START, "/casussen/", "/kalender/", reverse("account_change_password")):
        assert client.get(page).headers["Location"] == SET_UP
    for page in (SET_UP, reverse("mfa_activate_totp"), reverse("mfa_add_webauthn"), reverse("account_logout")):
        assert client.get(page).status_code == 200
    assert client.post(reverse("set_language"), {"language": "en"}).headers["Location"] == "/"


def test_what_is_not_there_looks_the_same_as_what_is(client: Client, teacher: Person) -> None:
    without_second_factor(client, teacher)
    assert client.get("/leerlingen/999999/").headers["Location"] == SET_UP


def test_a_part_of_a_page_sends_the_whole_page(client: Client, teacher: Person) -> None:
    without_second_factor(client, teacher)
    answer = client.get(START, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, SET_UP)


def test_an_api_says_it_in_a_code(client: Client, teacher: Person) -> None:
    without_second_factor(client, teacher)
    answer = client.get(reverse("api:cases"))
    assert (answer.status_code, answer.json()["code"]) == (401, "second_factor_needed")


def test_a_form_sent_without_one_does_nothing(client: Client, teacher: Person) -> None:
    without_second_factor(client, teacher)
    assert client.post(reverse("pupils:register"), {"first_name": "Ali"}).headers["Location"] == SET_UP


def test_a_guardian_needs_none_and_who_is_both_does(client: Client, teacher: Person) -> None:
    pupil = make_pupil(make_school())
    guardian = make_guardian(pupil).person
    make_guardian(pupil, person=teacher)
    for person, expected in ((guardian, 200), (teacher, 302)):
        without_second_factor(client, person)
        assert client.get(reverse("route:guardian_start")).status_code == expected


RECOVERY = [reverse_lazy(f"mfa_{name}_recovery_codes") for name in ("view", "download", "generate")]
NEW_LETTER = "Vraag de school dan om een nieuwe brief"


@pytest.mark.parametrize("email", [None, "typed@thuis.example"])
def test_who_has_nothing_but_a_passkey_is_promised_no_recovery_codes(client: Client, email: str | None) -> None:
    """A code is asked for after a password or a code by mail, and she has neither: the school makes a new letter."""
    person = make_guardian(make_pupil(make_school()), person=make_person("Mo Linde", email=None)).person
    Person.objects.filter(pk=person.pk).update(email=email)  # as a school types it: nobody showed that it is hers
    without_second_factor(client, person)
    key = Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefoon"})
    RecoveryCodes.activate(person)
    for page in RECOVERY:
        assert client.get(page).headers["Location"] == SET_UP
    for page in (SET_UP, reverse("mfa_remove_webauthn", args=[key.pk])):
        said = client.get(page).content.decode()
        assert "erstelcode" not in said
        assert NEW_LETTER in said


def test_a_second_key_brings_her_no_codes_either(client: Client) -> None:
    person = make_guardian(make_pupil(make_school()), person=make_person("Mo Linde", email=None)).person
    without_second_factor(client, person)
    page = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret_shown(client))}, follow=True)
    assert page.redirect_chain[-1][0] == SET_UP
    assert "erstelcode" not in page.content.decode()


def test_who_comes_in_by_mail_has_them(client: Client) -> None:
    person = make_guardian(make_pupil(make_school())).person
    without_second_factor(client, person)
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefoon"})
    assert "Herstelcodes maken" in client.get(SET_UP).content.decode()


def secret_shown(client: Client) -> str:
    client.get(reverse("mfa_activate_totp"))
    secret: str = client.session["mfa.totp.secret"]
    return secret


def test_so_do_those_from_outside_and_of_the_desk(client: Client) -> None:
    invited = make_person("Olga Otter")
    make_grant(invited, make_pupil(make_school()))
    for person in (invited, make_swv_member(make_swv()), make_staff(make_school(), RoleKind.OUTSIDER)):
        without_second_factor(client, person)
        assert client.get("/").headers["Location"] == SET_UP


def test_who_wears_no_hat_has_nothing_to_protect(client: Client) -> None:
    without_second_factor(client, make_person())
    assert client.get("/").status_code == 200


# --- Setting one up and using it --------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_an_app_is_coupled_and_the_same_session_goes_on(client: Client, teacher: Person) -> None:
    signs_in(client, teacher)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'authenticator_secret">(\w+)<', page)
    assert secret
    assert "data:" not in page  # the CSP would not load it
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret[1])})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(START).status_code == 200
    kept = Authenticator.objects.get(user=teacher, type="totp").data["secret"]
    assert secret[1] not in kept


def test_signing_in_asks_for_it_and_a_wrong_code_opens_nothing(client: Client, teacher: Person) -> None:
    secret = add_app(teacher)
    assert signs_in(client, teacher).headers["Location"] == reverse("mfa_authenticate")
    assert client.get(START).headers["Location"].startswith(reverse("account_login"))
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).headers["Location"] == reverse(
        "mfa_trust"
    )
    assert client.post(reverse("mfa_trust"), {"action": "skip"}).headers["Location"] == "/"
    assert client.get(START).status_code == 200


def test_a_trusted_device_is_not_asked_again_for_two_weeks(client: Client, teacher: Person, settings: Settings) -> None:
    secret = add_app(teacher)
    signs_in(client, teacher)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    client.post(reverse("mfa_trust"), {"action": "trust"})
    assert client.cookies["mfa_trusted"]["max-age"] == 14 * 24 * 60 * 60
    client.post(reverse("account_logout"))
    assert signs_in(client, teacher).headers["Location"] == "/"
    assert client.get(START).status_code == 200
    client.post(reverse("account_logout"))
    settings.MFA_TRUST_COOKIE_AGE = -1  # two weeks later
    assert signs_in(client, teacher).headers["Location"] == reverse("mfa_authenticate")


def test_a_session_that_was_opened_before_must_show_it_now(client: Client, teacher: Person) -> None:
    without_second_factor(client, teacher)
    secret = add_app(teacher)
    assert client.get(START).headers["Location"] == f"{AGAIN}?next=%2Fgroepen%2F"
    for page in (SET_UP, reverse("mfa_activate_totp"), reverse("mfa_add_webauthn")):  # no second one past the first
        assert client.get(page).headers["Location"].startswith(AGAIN)
    answer = client.post(f"{AGAIN}?next={START}", {"code": code_of(secret), "next": START})
    assert answer.headers["Location"] == START
    assert client.get(START).status_code == 200


def test_a_recovery_code_works_once(client: Client, teacher: Person) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    add_app(teacher)
    code = RecoveryCodes.activate(teacher).get_unused_codes()[0]
    signs_in(client, teacher)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    other = Client()
    signs_in(other, teacher)
    assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_with_the_last_one_gone_every_session_ends(client: Client, teacher: Person) -> None:
    add_app(teacher)
    client.force_login(teacher)
    other = Client()
    other.force_login(teacher)
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    for each in (client, other):
        assert each.get(START).headers["Location"].startswith(reverse("account_login"))


# --- The demo, and nowhere else ---------------------------------------------------------------------------------------


def test_the_demo_asks_none_of_invented_people(client: Client, teacher: Person, settings: Settings) -> None:
    settings.MODE = "demo"
    without_second_factor(client, teacher)
    assert client.get(START).status_code == 200
    real = make_staff(make_school(), RoleKind.TEACHER, person=make_person("Echt", email="echt@school.nl"))
    without_second_factor(client, real)
    assert client.get(START).headers["Location"] == SET_UP
    assert client.post(reverse("demo:look_as", args=[real.pk])).status_code == 404


def test_who_needs_none_may_do_it_later(client: Client, teacher: Person, settings: Settings) -> None:
    """Whoever looks around in the demo is not stuck on the page, nor is a guardian."""
    without_second_factor(client, teacher)
    later = '<a class="button button--plain" href="/">Later</a>'
    assert later not in client.get(reverse("mfa_index")).content.decode()
    settings.MODE = "demo"
    page = client.get(reverse("mfa_index")).content.decode()
    assert later in page
    assert "naast het wachtwoord" in page
    teacher.set_unusable_password()
    teacher.save()
    client.force_login(teacher)
    assert "naast het wachtwoord" not in client.get(reverse("mfa_index")).content.decode()


@pytest.mark.parametrize("mode", ["production", "test", "anything"])
def test_outside_the_demo_no_setting_leaves_it_out(
    mode: str, client: Client, teacher: Person, settings: Settings
) -> None:
    settings.MODE = mode
    settings.DEBUG = True
    settings.MFA_SUPPORTED_TYPES = []
    settings.MFA_TRUST_ENABLED = False
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 10**9
    without_second_factor(client, teacher)
    assert client.get(START).headers["Location"] == SET_UP


def test_in_production_nobody_looks_as_anybody(client: Client, teacher: Person, settings: Settings) -> None:
    settings.MODE = "production"
    assert client.post(reverse("demo:look_as", args=[teacher.pk])).status_code == 404


def test_a_check_fails_without_the_middleware_in_its_place(settings: Settings) -> None:
    assert "caseflow.E003" not in [message.id for message in run_checks()]
    door = "caseflow.second_factor.SecondFactorMiddleware"
    without = [name for name in settings.MIDDLEWARE if name != door]
    for wrong in (without, [door, *without], [*without, door]):
        settings.MIDDLEWARE = wrong
        assert "caseflow.E003" in [message.id for message in run_checks()]


@pytest.mark.parametrize("name", ["MFA_TOTP_INSECURE_BYPASS_CODE", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"])
def test_a_check_fails_on_what_passes_it_by(name: str, settings: Settings) -> None:
    setattr(settings, name, "123456")
    assert "caseflow.E004" in [message.id for message in run_checks()]


def test_the_key_of_before_still_opens_what_it_closed(client: Client, teacher: Person, settings: Settings) -> None:
    secret = add_app(teacher)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one", [settings.SECRET_KEY]
    signs_in(client, teacher)
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 302
