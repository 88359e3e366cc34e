"""A little group on a telephone: three begin at once, one tap after each time, and who was ill is unticked."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from pupils.models import Group, Intervention, InterventionSession, Pupil
from tests.browser.lying_clock import it_is
from tests.browser.someone import Someone
from tests.browser.village import Village
from tests.cast import make_pupil

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MONDAY = date(2026, 3, 2)
NAMES = ("Noor", "Zoë", "Adam", "Lot")


@pytest.fixture
def teacher(village: Village) -> Someone:
    it_is(MONDAY)
    world = village.world
    Group.objects.filter(pk=world.group.pk).update(years="3")
    for name in NAMES:
        make_pupil(world.school, world.group, first_name=name, last_name="Kind")
    someone = village.on_a_phone(village.teacher.person)
    someone.comes_in()
    someone.opens("/")
    return someone


def three_begin(teacher: Someone) -> None:
    teacher.follows("Groepje")
    for name in NAMES[:3]:
        teacher.page.get_by_label(name, exact=True).check()
    teacher.fills(
        {
            "Uit het aanbod van de school": "BOUW!",
            "Voor welke behoefte?": "Letters snel herkennen.",
            "Wat is het doel?": "Alle letters binnen één minuut.",
            "Wie doet het?": "leerkracht",
            "Hoe vaak per week?": "3",
            "Hoeveel minuten per keer?": "15",
        }
    )
    teacher.shows("little-group-new")
    teacher.presses("Begin met dit groepje")
    teacher.sees("Het groepje staat klaar.", "Adam, Noor, Zoë", "Deze week 0 van 3 keer")


def test_three_begin_and_after_each_time_it_is_one_tap(teacher: Someone) -> None:
    three_begin(teacher)
    assert Intervention.objects.count() == 3
    teacher.shows("little-group-today")
    teacher.presses("Vandaag gedaan")
    teacher.sees("Genoteerd voor 3 kinderen.", "Deze week 1 van 3 keer")
    expect(teacher.page.get_by_role("button", name="Vandaag gedaan")).to_have_count(0)
    assert InterventionSession.objects.held().count() == 3
    teacher.shows("little-group-done")
    assert teacher.complaints == []


def test_who_was_ill_is_unticked_and_the_count_is_hers_alone(teacher: Someone) -> None:
    three_begin(teacher)
    teacher.presses("Vandaag gedaan")
    it_is(MONDAY + timedelta(days=1))
    teacher.opens("/")
    teacher.page.get_by_text("Was er iemand niet?").click()
    teacher.page.get_by_label("Zoë", exact=True).uncheck()
    teacher.fills({"Waarom niet?": "ziek of afwezig"})
    teacher.shows("little-group-one-ill")
    teacher.presses("Vandaag gedaan")
    teacher.sees("Genoteerd voor 2 kinderen.", "Zoë: ziek of afwezig", "Deze week 2 van 3 keer")
    zoe, noor = (Pupil.objects.get(first_name=name) for name in ("Zoë", "Noor"))
    teacher.opens(f"/leerlingen/{zoe.pk}/")
    teacher.sees("BOUW!", "1 van 1 keer")
    teacher.does_not_see("Noor", "Adam")
    teacher.shows("little-group-pupil")
    teacher.opens(f"/leerlingen/{noor.pk}/")
    teacher.sees("2 van 2 keer")


def test_a_slip_is_taken_back(teacher: Someone) -> None:
    three_begin(teacher)
    teacher.presses("Vandaag gedaan")
    teacher.presses("Klopt niet: neem terug")
    teacher.sees("Teruggenomen: het staat weer open.", "Deze week 0 van 3 keer")
    assert not InterventionSession.objects.standing().exists()


def test_another_day_is_written_on_its_own_page(teacher: Someone) -> None:
    three_begin(teacher)
    it_is(MONDAY + timedelta(days=3))
    noor = Pupil.objects.get(first_name="Noor")
    teacher.opens(f"/leerlingen/{noor.pk}/")
    teacher.follows("Noteer een keer")
    teacher.shows("little-group-session")
    teacher.fills({"Wanneer?": MONDAY + timedelta(days=2)})
    teacher.presses("Noteer")
    teacher.sees("Genoteerd voor 3 kinderen.", "1 van 2 keer")
