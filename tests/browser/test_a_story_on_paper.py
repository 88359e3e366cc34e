"""A child's story taken along on paper, and an IB-er's work passed on, on a telephone and at a desk."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from caseflow.route.commands.case import open_case
from pupils.models import RoleAssignment
from tests.browser.lying_clock import it_is
from tests.browser.someone import HEIGHT, WIDTHS, Someone
from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MONDAY = date(2026, 3, 2)
NOTE = "moeder belt liefst na vijf uur"


def downloaded(someone: Someone, link: str) -> str:
    with someone.page.expect_download() as waited:
        someone.follows(link)
    pages = PdfReader(BytesIO(Path(waited.value.path()).read_bytes())).pages
    assert waited.value.suggested_filename.endswith(".pdf")
    assert "Vermeer" not in waited.value.suggested_filename
    return " ".join(page.extract_text() for page in pages)


def test_the_groeidocument_is_taken_along_and_the_work_passes_to_a_colleague(village: Village) -> None:
    """The IB-er on a telephone, the director at a desk; each page is looked at in both widths."""
    it_is(MONDAY)
    ib_er, director, teacher = village.ib_er, village.director, village.teacher
    open_case(village.world.pupil.pk, actor=ib_er.person, reason="Leest moeizaam")
    ib_er.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    ib_er.comes_in()
    village.at_the_case(ib_er)
    ib_er.sees("In het kort", "Er loopt geen plan.")
    ib_er.follows("Groeidocument")
    ib_er.shows("growing")
    ib_er.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    assert "Jip Vermeer" in downloaded(ib_er, "Download voor het zorgteam (pdf)")
    assert "Onderwijskundig rapport" in downloaded(ib_er, "Download voor de volgende school (pdf)")
    assert "Saskia Vermeer" in downloaded(ib_er, "Download voor Saskia Vermeer (pdf)")

    director.comes_in()
    director.opens(f"/scholen/{village.world.school.pk}/medewerkers/")
    hers = re.compile(f"Ziek of weg: draag over.*{ib_er.person.name}")
    director.page.get_by_role("link", name=hers).click()
    director.fills(
        {
            "Wat is er aan de hand?": "Ziek of met verlof: komt terug",
            "Wie neemt het over?": teacher.person.name,
            "Jip Vermeer": NOTE,
        }
    )
    director.shows("hand-on")
    director.presses("Draag over")
    director.sees("1 casus is overgedragen.")
    assert RoleAssignment.objects.current(MONDAY).filter(person=teacher.person, role="ib_er").exists()
    village.at_the_case(director)
    director.page.get_by_role("link", name="Termijnen en taken").click()
    director.sees("Casus overgedragen aan een collega", NOTE)
    assert [*ib_er.complaints, *director.complaints] == []
