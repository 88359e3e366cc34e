"""An observation on a telephone: four taps and a sentence, also when the network goes in the middle of it."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pupils.models import Observation, Pupil
from tests.browser.lying_clock import it_is
from tests.browser.someone import Someone
from tests.browser.village import Village
from tests.cast import make_pupil

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = ("Noor", "Zoë", "Adam", "Lot", "Pim", "Suze", "Bram", "Fenna", "Teun", "Mila", "Kaj", "Romy")


class Hand:
    """Counts what a finger does; a sentence is typed, or said."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def taps_on(self, what: Any) -> None:
        what.click()
        self.taps += 1


@pytest.fixture
def teacher(village: Village) -> Someone:
    it_is(date(2026, 3, 2))
    world = village.world
    for name in NAMES:
        make_pupil(world.school, world.group, first_name=name, last_name="Kind")
    someone = village.on_a_phone(village.teacher.person)
    someone.comes_in()
    someone.opens("/")
    someone.follows("Wat zie je?")
    return someone


def test_four_taps_and_one_sentence(teacher: Someone) -> None:
    page, hand = teacher.page, Hand(teacher.page)
    hand.taps_on(page.get_by_text("Noor", exact=True))
    hand.taps_on(page.get_by_text("rekenen", exact=True))
    hand.taps_on(page.get_by_label("Wat zie je?"))
    page.keyboard.type("Rekent nu zonder blokjes.")
    hand.taps_on(page.get_by_role("button", name="Bewaar"))
    teacher.sees("Genoteerd bij 1 kind. Dank je.")
    assert hand.taps == 4
    [seen] = Observation.objects.select_related("pupil")
    assert (seen.pupil.first_name, seen.area, seen.saw) == ("Noor", "rekenen", "Rekent nu zonder blokjes.")
    teacher.shows("observe-group")
    assert teacher.complaints == []


def test_where_a_textarea_grows_by_script_the_page_that_comes_back_complains_of_nothing(teacher: Someone) -> None:
    """Then it has a style of its own, which htmx would set anew in a way that the CSP forbids."""
    page = teacher.page
    page.add_init_script("CSS.supports = () => false")
    page.reload()
    page.get_by_label("Wat zie je?").fill("Rekent.\nZonder blokjes.\nTelt door.\nKlaar.")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    assert teacher.complaints == []


def test_the_list_grows_shorter_while_one_types_and_whom_one_chose_stays(teacher: Someone) -> None:
    page = teacher.page
    page.get_by_text("Adam", exact=True).click()
    page.get_by_label("Zoek een kind").fill("zoe")
    expect(page.get_by_text("Zoë", exact=True)).to_be_visible()
    expect(page.get_by_text("Adam", exact=True)).to_be_visible()
    expect(page.get_by_text("Bram", exact=True)).to_be_hidden()


def test_without_internet_the_text_stays_and_goes_once_when_it_is_back(teacher: Someone) -> None:
    page = teacher.page
    teacher.fills({"Bij wie?": "Noor", "Waar gaat het over?": "gedrag", "Wat zie je?": "Deelt uit zichzelf."})
    teacher.context.set_offline(True)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Er is nu geen internet.")).to_be_visible()
    expect(page.get_by_label("Wat zie je?")).to_have_value("Deelt uit zichzelf.")
    assert not Observation.objects.exists()
    page.get_by_label("Wat zie je?").fill("Deelt uit zichzelf zijn fruit.")
    teacher.shows("observe-offline")
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Deelt" not in kept
    teacher.context.set_offline(False)
    teacher.sees("Genoteerd bij 1 kind. Dank je.")
    assert list(Observation.objects.values_list("saw", flat=True)) == ["Deelt uit zichzelf zijn fruit."]


def test_an_answer_that_got_lost_is_not_sent_twice(teacher: Someone) -> None:
    """The school's line fell out between what went and what came back."""
    page = teacher.page
    teacher.fills({"Bij wie?": "Noor", "Waar gaat het over?": "gedrag", "Wat zie je?": "Helpt een ander."})
    lost = []

    def lose(route: Any) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort()
        else:
            route.continue_()

    page.route("**/observeren/", lose)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Er is nu geen internet.")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    teacher.sees("Dit was al gedaan. Er is niets dubbel gebeurd.")
    assert lost == [302]
    assert Observation.objects.count() == 1


def test_what_one_types_waits_on_the_server(teacher: Someone) -> None:
    page = teacher.page
    with page.expect_response("**/concept/") as kept:
        teacher.fills({"Bij wie?": "Noor", "Waar gaat het over?": "gedrag", "Wat zie je?": "Begint halverw"})
    assert kept.value.status == 204
    teacher.opens("/groepen/")
    teacher.opens("/observeren/")
    teacher.sees("Wat hier eerder is ingetypt, staat er weer.")
    expect(page.get_by_label("Wat zie je?")).to_have_value("Begint halverw")
    expect(page.get_by_label("Noor", exact=True)).to_be_checked()
    teacher.presses("Begin opnieuw")
    expect(page.get_by_label("Wat zie je?")).to_have_value("")


def test_made_on_the_wrong_child_it_is_moved(teacher: Someone) -> None:
    teacher.fills({"Bij wie?": "Noor", "Waar gaat het over?": "gedrag", "Wat zie je?": "Wilde niet naar buiten."})
    teacher.presses("Bewaar")
    teacher.sees("Genoteerd bij 1 kind. Dank je.")
    noor, lot = (Pupil.objects.get(first_name=name) for name in ("Noor", "Lot"))
    teacher.opens(f"/leerlingen/{noor.pk}/")
    teacher.follows("Klopt niet?")
    teacher.fills({"Wat klopt er niet?": "Hij hoort bij een ander kind", "Bij welk kind hoort hij?": "Lot Kind"})
    teacher.shows("observation-mend")
    teacher.presses("Zet dit recht")
    teacher.does_not_see("Wilde niet naar buiten.")
    teacher.opens(f"/leerlingen/{lot.pk}/")
    teacher.sees("Wilde niet naar buiten.")
