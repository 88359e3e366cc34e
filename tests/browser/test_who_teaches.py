"""A group changes hands around a weekend: a duo partner stops on Friday, another begins, a substitute's weeks end."""

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.staff import close_ended_roles
from pupils.models import Observation
from tests.browser.lying_clock import it_is
from tests.browser.someone import Someone
from tests.browser.village import Village
from tests.cast import PASSWORD, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MONDAY, FRIDAY, SATURDAY, AFTER = date(2026, 3, 2), date(2026, 3, 13), date(2026, 3, 14), date(2026, 3, 16)
CHILD = "Jip Vermeer"
NOT_THERE = "Deze bladzijde is er niet"


def test_a_duo_partner_and_a_substitute_change_on_a_friday(village: Village) -> None:
    it_is(MONDAY)
    stops, partner, substitute, begins = on_phones(village)
    the_director_says_who_teaches(village, partner, substitute, begins)
    both_partners_and_the_substitute_see_the_group(stops, partner, substitute)
    who_is_to_begin_sees_nothing_yet(begins)
    it_is(FRIDAY)
    who_begins_is_asked_for_a_second_step(begins)
    on_friday_all_four_see_the_group(stops, partner, substitute, begins)
    the_substitute_writes_and_leaves_her_page_open(village, substitute)
    it_is(AFTER)
    what_was_open_takes_nothing_and_shows_nothing(village, substitute, stops)
    who_teaches_now_goes_on(village, partner, begins)
    with clock.at(AFTER):
        assert close_ended_roles() == 2
    who_stopped_is_not_signed_in_any_more(substitute, stops)
    assert partner.complaints == []


def on_phones(village: Village) -> list[Someone]:
    """Hanneke, who has the group; Wim, with whom she will share it; Fatma for two weeks; and Noa, who comes after."""
    others = [make_person(name, password=None) for name in ("Wim Blok", "Fatma Aydin", "Noa Prins")]
    for one in others:
        one.password = make_password(PASSWORD)
        one.save()
    return [village.on_a_phone(person) for person in (village.teacher.person, *others)]


def the_director_says_who_teaches(village: Village, *come: Someone) -> None:
    partner, substitute, begins = come
    director = village.director
    director.comes_in()
    director.opens("/groepen/")
    director.page.get_by_text("Medewerkers, brieven, inlezen").click()
    director.follows("Medewerkers")
    invite(village, partner, {"Vanaf": MONDAY})
    invite(village, substitute, {"Vanaf": MONDAY, "Tot en met": FRIDAY})
    invite(village, begins, {"Vanaf": FRIDAY})
    hers = director.page.get_by_role("listitem").filter(has_text="Hanneke Vos")
    hers.get_by_role("link", name="Stop deze rol").first.click()
    director.fills({"Vanaf welke dag niet meer?": SATURDAY})
    director.presses("Stop deze rol")
    director.sees("De laatste dag van deze rol is vastgelegd.", "2 mrt 2026 t/m 13 mrt 2026")
    director.shows("who-teaches")


def role_of_teacher(village: Village) -> str:
    roles = village.world.sop.roles.values()
    return next(role.name for role in roles if role.kind is RoleKind.TEACHER)


def invite(village: Village, someone: Someone, days: dict[str, date]) -> None:
    """Who has an account already needs no mail; she sees the group from her first day."""
    director = village.director
    director.follows("Nodig een collega uit")
    director.fills({"Naam": someone.person.name, "E-mailadres": someone.person.email, **days})
    director.page.get_by_label("Welke rol?").select_option(label=role_of_teacher(village))
    director.page.get_by_label(village.world.group.name).check()
    director.presses("Uitnodigen")
    director.sees(someone.person.name)


def sees_the_group(someone: Someone) -> None:
    someone.opens("/groepen/")
    someone.sees(CHILD)
    someone.follows(CHILD)
    expect(someone.page.get_by_role("heading", name=CHILD)).to_be_visible()


def both_partners_and_the_substitute_see_the_group(*people: Someone) -> None:
    for someone in people:
        someone.comes_in()
        sees_the_group(someone)


def who_is_to_begin_sees_nothing_yet(begins: Someone) -> None:
    begins.comes_in()
    begins.opens("/groepen/")
    begins.does_not_see(CHILD)


def who_begins_is_asked_for_a_second_step(begins: Someone) -> None:
    """From her first day on, though she signed in before it."""
    begins.opens("/groepen/")
    begins.sees("Tweede stap bij het inloggen")
    begins.couples_an_app()


def on_friday_all_four_see_the_group(*people: Someone) -> None:
    for someone in people:
        sees_the_group(someone)


def the_substitute_writes_and_leaves_her_page_open(village: Village, substitute: Someone) -> None:
    substitute.follows("Wat zie je?")
    substitute.fills({"Wat zie je?": "Jip legde het aan een ander uit.", "Waar gaat het over?": "werkhouding"})
    substitute.presses("Bewaar")
    substitute.sees("Jip legde het aan een ander uit.")
    substitute.shows("substitute")
    substitute.follows("Wat zie je?")
    substitute.fills({"Wat zie je?": "Nog iets.", "Waar gaat het over?": "werkhouding"})


def what_was_open_takes_nothing_and_shows_nothing(village: Village, substitute: Someone, stops: Someone) -> None:
    substitute.page.get_by_role("button", name="Bewaar").click()
    substitute.sees(NOT_THERE)
    substitute.does_not_see(CHILD)
    assert not Observation.objects.filter(saw="Nog iets.").exists()
    for someone in (substitute, stops):
        someone.page.go_back()
        someone.page.wait_for_load_state("networkidle")  # what was sent without leaving is asked for anew
        someone.page.reload()
        someone.does_not_see(CHILD)
        someone.opens(f"/leerlingen/{village.world.pupil.pk}/")
        someone.sees(NOT_THERE)
        someone.opens("/groepen/")
        someone.does_not_see(CHILD)
    substitute.shows("substitute-after")


def who_teaches_now_goes_on(village: Village, partner: Someone, begins: Someone) -> None:
    for someone in (partner, begins):
        sees_the_group(someone)
        someone.sees("Jip legde het aan een ander uit.", "Fatma Aydin")
    begins.shows("who-began")


def who_stopped_is_not_signed_in_any_more(*people: Someone) -> None:
    for someone in people:
        someone.opens("/groepen/")
        expect(someone.page.get_by_role("button", name="Inloggen", exact=True)).to_be_visible()
