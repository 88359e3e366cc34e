"""A group plan from signals to one A4, and to what it brought: by the teacher, on a phone and on a desk."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from pupils.models import GroupPlan
from tests.browser.lying_clock import it_is
from tests.browser.someone import Someone
from tests.browser.village import Village
from tests.cast import make_pupil

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEEN, BEGUN, LAST = date(2026, 1, 12), date(2026, 1, 19), date(2026, 4, 10)
NEED = "kort is en wordt voorgedaan"
CLUSTER = {
    "Hoe heet dit cluster?": "Verlengde instructie",
    "Wat hebben deze kinderen nodig?": "Instructie die kort is en wordt voorgedaan.",
    "Wat is het doel?": "Zij rekenen tot twintig zonder vingers.",
    "Wat doe je?": "Elke dag tien minuten samen aan de instructietafel.",
    "Wie doet het, en wanneer?": "Hanneke, elke ochtend om negen uur",
}


def test_a_group_plan_from_signals_to_one_a4(village: Village) -> None:
    it_is(SEEN)
    teacher = village.teacher
    teacher.comes_in()
    world = village.world
    make_pupil(world.school, world.group, first_name="Noor", last_name="Bos")
    phone = village.on_a_phone(teacher.person)
    phone.secret = teacher.secret
    phone.comes_in()
    she_writes_down_what_she_sees(phone)
    for name in ("Jip Vermeer", "Noor Bos"):
        she_says_what_the_child_needs(village, name)
    it_is(BEGUN)
    she_plans_for_who_need_the_same(village)
    on_paper_it_is_one_page_for_the_substitute(teacher)
    it_is(LAST)
    she_says_what_it_brought(teacher)
    assert GroupPlan.objects.get().state == GroupPlan.State.CLOSED
    assert phone.complaints == teacher.complaints == []


def she_writes_down_what_she_sees(phone: Someone) -> None:
    """Of both at once, between two lessons."""
    phone.opens("/observeren/")
    for name in ("Jip", "Noor"):
        phone.page.get_by_label(name, exact=True).check()
    phone.fills({"Wat zie je?": "Telt op de vingers.", "Waar gaat het over?": "rekenen"})
    phone.presses("Bewaar")
    phone.sees("Genoteerd bij 2 kinderen.")


def she_says_what_the_child_needs(village: Village, name: str) -> None:
    teacher = village.teacher
    teacher.opens(f"/groepen/{village.world.group.pk}/overzicht/")
    teacher.sees("Telt op de vingers.")
    teacher.page.get_by_role("row", name=name).get_by_role("link", name="Schrijf erbij").click()
    teacher.fills(
        {
            "Wat heb je begrepen?": "heeft nodig",
            "Deze leerling …": "heeft instructie nodig die …",
            "In jouw woorden": NEED,
            "Waar gaat het over?": "rekenen",
        }
    )
    teacher.presses("Schrijf op")
    teacher.sees(f"heeft instructie nodig die {NEED}")


def she_plans_for_who_need_the_same(village: Village) -> None:
    teacher = village.teacher
    teacher.opens(f"/groepen/{village.world.group.pk}/overzicht/")
    teacher.shows("group-overview")
    teacher.follows("Nieuw groepsplan")
    teacher.fills({"Waar gaat het plan over?": "rekenen", "Vanaf": BEGUN, "Tot en met": LAST})
    teacher.presses("Begin")
    teacher.sees("Wie heeft hetzelfde nodig?", "Jip, Noor: heeft instructie nodig die …")
    teacher.follows("Zet hen in één cluster")
    assert teacher.page.get_by_role("checkbox", checked=True).count() == 2
    teacher.fills(CLUSTER)
    teacher.shows("group-plan-cluster")
    teacher.presses("Zet in het plan")
    teacher.does_not_see("Wie heeft hetzelfde nodig?")
    teacher.presses("Laat dit plan ingaan")
    teacher.sees("Verlengde instructie", "Jip Vermeer", "Noor Bos")
    teacher.shows("group-plan")


def on_paper_it_is_one_page_for_the_substitute(teacher: Someone) -> None:
    address = teacher.page.get_by_role("link", name="Op één A4 (pdf)").get_attribute("href")
    (sheet,) = PdfReader(BytesIO(teacher.context.request.get(f"{origin(teacher)}{address}").body())).pages
    text = " ".join(sheet.extract_text().split())
    assert all(words in text for words in (*CLUSTER.values(), "Jip", "Noor", "Hang dit niet op"))
    assert "Vermeer" not in text


def she_says_what_it_brought(teacher: Someone) -> None:
    teacher.page.reload()
    teacher.follows("Evalueer")
    answers = {"Jip Vermeer": "gehaald", "Noor Bos": "deels gehaald"}
    teacher.fills({"Wat heeft het opgeleverd?": "Jip rekent zonder vingers, Noor bijna.", **answers})
    teacher.shows("group-plan-evaluation")
    teacher.presses("Sluit het plan af")
    teacher.sees("deels gehaald", "Jip rekent zonder vingers, Noor bijna.")


def origin(someone: Someone) -> str:
    return "/".join(someone.page.url.split("/")[:3])
