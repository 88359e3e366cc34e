"""What only a real browser shows: a second click, a session that ended, the keyboard alone, no scripts at all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, expect

from caseflow import clock
from pupils.commands.measured import record_measurement
from pupils.models import ConsentAnswer, Observation
from tests.browser.lying_clock import it_is
from tests.browser.someone import HEIGHT, WIDTHS, Someone
from tests.browser.village import Village
from tests.route.stories import asked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = date(2026, 3, 2)
SEEN = {"Wat zie je?": "Leest hardop mee.", "Waar gaat het over?": "taal en lezen"}
MOST_TABS = 60


@pytest.fixture(autouse=True)
def _today() -> None:
    it_is(TODAY)


def at_an_observation(village: Village, someone: Someone) -> Someone:
    someone.comes_in()
    someone.opens(f"/leerlingen/{village.world.pupil.pk}/observaties/nieuw/")
    return someone


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_double_click_does_it_once(village: Village, scripts: bool) -> None:
    teacher = at_an_observation(village, village.brings(village.teacher.person, java_script_enabled=scripts))
    teacher.fills(SEEN)
    teacher.page.get_by_role("button", name="Bewaar").dblclick()
    teacher.sees("Leest hardop mee.")
    assert Observation.objects.count() == 1


def test_what_was_typed_is_back_after_the_session_ended(village: Village) -> None:
    teacher = at_an_observation(village, village.teacher)
    teacher.fills(SEEN)
    teacher.context.clear_cookies(name="sessionid")
    teacher.presses("Bewaar")
    assert not Observation.objects.exists()
    teacher.logs_in()
    teacher.sees("Wat hier eerder is ingetypt, staat er weer.")
    expect(teacher.page.get_by_label("Wat zie je?")).to_have_value("Leest hardop mee.")
    expect(teacher.page.get_by_label("taal en lezen")).to_be_checked()
    teacher.presses("Bewaar")
    teacher.sees("Genoteerd. Dank je.", "Leest hardop mee.")
    assert Observation.objects.count() == 1
    assert "Leest hardop" not in kept_in_the_browser(teacher)


def kept_in_the_browser(someone: Someone) -> str:
    return str(someone.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])"))


def test_the_keyboard_is_enough(village: Village) -> None:
    teacher = at_an_observation(village, village.teacher)
    keyboard, page = teacher.page.keyboard, teacher.page
    keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    tabs_to(teacher, page.get_by_role("radio").first)
    keyboard.press("ArrowDown")
    tabs_to(teacher, page.get_by_label("Wat zie je?"))
    keyboard.type("Telt op de vingers.")
    tabs_to(teacher, page.get_by_role("button", name="Bewaar"))
    keyboard.press("Enter")
    teacher.sees("Genoteerd. Dank je.", "Telt op de vingers.")
    assert Observation.objects.get().area == Observation.Area.choices[1][0]


def tabs_to(someone: Someone, place: Locator) -> None:
    for _press in range(MOST_TABS):
        someone.page.keyboard.press("Tab")
        if place.evaluate("here => here === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {place}")


def test_without_scripts_a_teacher_writes_down_what_she_saw(village: Village) -> None:
    teacher = at_an_observation(village, village.brings(village.teacher.person, java_script_enabled=False))
    teacher.fills({**SEEN, "Wanneer?": TODAY + timedelta(days=1)})
    teacher.page.get_by_role("button", name="Bewaar").click()
    teacher.sees("Er klopt nog iets niet")
    teacher.fills({"Wanneer?": TODAY})
    teacher.presses("Bewaar")
    teacher.sees("Leest hardop mee.")


def test_without_scripts_a_mother_answers(village: Village) -> None:
    with clock.at(TODAY):
        _case, _item, consent = asked(village.world)
    mother = village.brings(village.mother.person, java_script_enabled=False)
    mother.comes_in()
    mother.follows("De school vraagt uw toestemming")
    mother.presses("Ja, dat mag")
    mother.sees("U zei ja op 2 maart 2026.", "De school wacht nog op een andere ouder.")
    assert [one.answer for one in ConsentAnswer.objects.filter(consent=consent)] == ["given"]


def test_on_a_phone_no_table_makes_the_page_wider_and_the_menu_shows_where_one_is(village: Village) -> None:
    with clock.at(TODAY):
        record_measurement(
            village.world.pupil.pk,
            instrument=next(iter(village.world.sop.instruments)),
            day=TODAY,
            moment="main",
            level="E",
            score=Decimal("12.5"),
            actor=village.teacher.person,
        )
    ib_er = village.ib_er
    ib_er.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    ib_er.comes_in()
    ib_er.opens(f"/leerlingen/{village.world.pupil.pk}/")
    ib_er.sees("12,5")
    assert ib_er.page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[0]
    ib_er.opens("/sop-versies/")
    expect(ib_er.page.get_by_role("link", name="SOP", exact=True)).to_be_in_viewport(ratio=1)
