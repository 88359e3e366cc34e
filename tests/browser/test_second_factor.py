"""The second factor in a real browser, under the CSP: a passkey of Chromium's own virtual authenticator, and an app."""

from typing import Any

import pytest
from playwright.sync_api import expect

from pupils.commands.inviting import make_invitation
from pupils.models import Invitation, Person
from tests.browser.someone import Someone
from tests.browser.village import Village
from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def teacher(village: Village) -> Someone:
    return village.teacher


def has_an_authenticator(someone: Someone) -> None:
    session = someone.context.new_cdp_session(someone.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def gives_her_password(someone: Someone) -> None:
    someone.opens("/accounts/login/")
    someone.fills({"E-mailadres": someone.person.email, "Wachtwoord": PASSWORD})
    someone.page.get_by_role("button", name="Inloggen", exact=True).click()


def leaves_the_page(someone: Someone) -> None:
    someone.context.clear_cookies(name="sessionid")


def adds_a_passkey(someone: Someone) -> None:
    gives_her_password(someone)
    someone.sees("In Caseflow staat veel over kinderen.")
    someone.shows("second-factor-first")
    someone.follows("Passkey toevoegen")
    someone.shows("second-factor-passkey")
    someone.page.get_by_role("button", name="Toevoegen").click()
    expect(someone.page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    someone.shows("second-factor-codes")


def test_a_passkey_is_added_and_asked_for(teacher: Someone) -> None:
    has_an_authenticator(teacher)
    adds_a_passkey(teacher)
    teacher.opens("/groepen/")
    expect(teacher.page.get_by_role("heading", name="Groepen").first).to_be_visible()
    leaves_the_page(teacher)
    gives_her_password(teacher)
    expect(teacher.page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    teacher.shows("second-factor-asked")
    teacher.page.get_by_role("button", name="Met mijn passkey").click()
    expect(teacher.page.get_by_role("heading", name="Is dit een eigen apparaat?")).to_be_visible()
    teacher.shows("second-factor-trust")
    teacher.presses("Nee, het is gedeeld")
    teacher.opens("/groepen/")
    expect(teacher.page.get_by_role("heading", name="Groepen").first).to_be_visible()
    assert teacher.complaints == []


def test_a_passkey_alone_is_enough_to_come_in(teacher: Someone) -> None:
    has_an_authenticator(teacher)
    adds_a_passkey(teacher)
    leaves_the_page(teacher)
    teacher.opens("/accounts/login/")
    teacher.shows("second-factor-login")
    teacher.page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(teacher.page.get_by_text("Hanneke Vos").first).to_be_visible()
    teacher.opens("/groepen/")
    expect(teacher.page.get_by_role("heading", name="Groepen").first).to_be_visible()
    assert teacher.complaints == []


def test_without_a_passkey_the_page_says_what_else(teacher: Someone) -> None:
    session = teacher.context.new_cdp_session(teacher.page)
    session.send("WebAuthn.enable")
    refuses = {**AUTHENTICATOR, "isUserVerified": False}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": refuses})
    gives_her_password(teacher)
    teacher.follows("Passkey toevoegen")
    teacher.page.get_by_role("button", name="Toevoegen").click()
    expect(teacher.page.get_by_text("Dat lukte niet.").first).to_be_visible()


def test_an_app_is_coupled_by_its_square_and_asked_for(teacher: Someone) -> None:
    gives_her_password(teacher)
    teacher.follows("App koppelen")
    teacher.shows("second-factor-app")
    leaves_the_page(teacher)
    teacher.comes_in()
    leaves_the_page(teacher)
    teacher.comes_in()
    teacher.opens("/groepen/")
    expect(teacher.page.get_by_role("heading", name="Groepen").first).to_be_visible()
    assert teacher.complaints == []


def test_a_guardian_without_an_address_comes_in_by_letter_and_stays_in_by_passkey(village: Village) -> None:
    """The letter's code, the child's birth date, a passkey on the telephone; the next time the passkey alone."""
    mother, school = village.mother, village.world.school
    Person.objects.filter(pk=mother.person.pk).update(email=None, password="!")
    letter = make_invitation(mother.person, school, Invitation.Kind.GUARDIAN, actor=village.ib_er.person)
    has_an_authenticator(mother)
    mother.opens("/welkom/")
    mother.fills({"De code uit uw brief": letter.code_in_fours})
    mother.presses("Verder")
    mother.fills({"Wanneer is uw kind geboren?": village.world.pupil.born_on.isoformat()})
    mother.presses("Verder")
    mother.shows("welcome-choose")
    mother.page.get_by_role("button", name="Maak een passkey op dit apparaat").click()
    expect(mother.page.get_by_text("De volgende keer logt u in met uw passkey")).to_be_visible()
    expect(mother.page.get_by_text("Jip").first).to_be_visible()
    mother.shows("welcome-by-passkey")
    leaves_the_page(mother)
    mother.opens("/accounts/login/")
    mother.page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(mother.page.get_by_text("Jip").first).to_be_visible()
    assert mother.complaints == []
