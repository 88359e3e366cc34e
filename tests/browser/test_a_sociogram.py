"""A sociogram on a telephone: three children say whom they like by tapping names, and then it is drawn."""

from datetime import date

import pytest
from playwright.sync_api import expect

from pupils.models import Group, Occasion, Sociogram
from tests.browser.lying_clock import it_is
from tests.browser.someone import Someone
from tests.browser.village import Village
from tests.cast import make_pupil

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = {"Noor": ("Zoë",), "Zoë": ("Noor",), "Adam": ("Noor", "Zoë")}


@pytest.fixture
def teacher(village: Village) -> Someone:
    it_is(date(2026, 3, 2))
    world = village.world
    Group.objects.filter(pk=world.group.pk).update(years="5")
    for name in (*SAID, "Lot"):
        make_pupil(world.school, world.group, first_name=name, last_name="Kind")
    someone = village.on_a_phone(village.teacher.person)
    someone.comes_in()
    someone.opens(f"/groepen/{world.group.pk}/sociogram/")
    return someone


def test_names_are_tapped_and_then_it_is_drawn(teacher: Someone) -> None:
    teacher.presses("Begin, of ga verder")
    teacher.shows("sociogram-begun")
    for child, liked in SAID.items():
        teacher.follows(f"{child} Kind")
        likes = teacher.page.get_by_role("group", name="Met wie speel je graag?")
        for name in liked:
            likes.get_by_text(name, exact=True).click()
        teacher.shows(f"sociogram-{child}")
        teacher.presses("Bewaar")
        teacher.sees(f"Bewaard: het antwoord van {child}.")
    teacher.presses("Sluit af en teken")
    teacher.sees("Door niemand gekozen")
    expect(teacher.page.locator("figure svg .target-line--both")).to_have_count(1)
    expect(teacher.page.locator("figure svg .target-name").get_by_text("Noor")).to_be_visible()
    teacher.shows("sociogram-drawn")
    assert Sociogram.objects.closed().count() == 1
    assert Occasion.objects.filter(what="child_talk", pupil__first_name="Lot").exists()
    assert teacher.complaints == []
