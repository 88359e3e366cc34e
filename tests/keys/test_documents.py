"""Each key of `documents` changes what people meet at a school with cases: a finding, a refusal, a page to write on."""

from datetime import date

import pytest

from caseflow import clock
from caseflow.route.commands.paper import finish_document, lay_document
from caseflow.route.models import Paper
from caseflow.route.ruling import NotYourHand
from pupils.errors import Invalid
from tests.route.papers import Writing
from tests.route.stories import case_at, sign_in
from tests.world import SCHOOLS, make_world

PATH = SCHOOLS / "de-wilgenhof.yaml"
TEXT = PATH.read_text(encoding="utf-8")
DAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _day(db):
    with clock.at(DAY):
        yield


def school(step: str, *changes: tuple[str, str]) -> Writing:
    """The school with one thing in its SOP changed, and a child at a step."""
    text = TEXT
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    world = make_world(PATH, text)
    return Writing(world, case_at(world, step))


def pages(step: str, change: tuple[str, str], url: str = "") -> str:
    writing = school(step, change)
    answer = sign_in(writing.coach).get(f"/casussen/{writing.case.pk}/{url}")
    return " ".join(answer.content.decode().split())


PLAIN = ("sop: 1", "sop: 1")


def test_documents():
    """A document asked at a step makes its own requirements."""
    assert "Hulpplan: de ouders stemmen ermee in" in pages("steunronde", PLAIN)


def test_documents_name():
    assert "Doeplan: de ouders stemmen ermee in" in pages("steunronde", ("name: Hulpplan", "name: Doeplan"))


def test_documents_signature():
    """What the guardians are asked to say, and which word is enough."""
    writing = school("steunronde", ("signature: agreed", "signature: discussed"))
    paper = writing.lay("hulpplan")
    with pytest.raises(Invalid):
        writing.sign(paper, "agreed")
    for number in (0, 1):
        writing.sign(paper, "discussed", number)
    assert writing.fact("document(hulpplan)") == "discussed"
    page = sign_in(writing.parent()).get(f"/ouders/document/{paper.pk}/").content.decode()
    assert "is vastgelegd dat dit met u is besproken" in page


@pytest.mark.parametrize(("grows", "word"), [("true", "discussed"), ("false", "none")])
def test_documents_grows(grows, word):
    change = ("    signature: discussed\n    cite", f"    signature: discussed\n    grows: {grows}\n    cite")
    writing = school("kijkronde", change)
    paper = writing.lay("kijkplan")
    for number in (0, 1):
        writing.sign(paper, "discussed", number)
    writing.move("steunronde")
    assert writing.fact("document(kijkplan)") == word


def test_documents_cite():
    change = ('    signature: agreed\n    cite: "SOP 2.3"', '    signature: agreed\n    cite: "Bladzijde 88"')
    assert "Bladzijde 88" in pages("steunronde", change)


def test_documents_why():
    page = pages("steunronde", ("zodat niemand twee keer hetzelfde vraagt", "omdat dat rust geeft"))
    assert "omdat dat rust geeft" in page


def test_documents_sections():
    """One part fewer is asked, and the document is ready without it."""
    gone = TEXT.index('      hulp: {name: "Wat doen we?"')
    line = TEXT[gone : TEXT.index("\n", gone) + 1]
    writing = school("steunronde", (line, ""))
    writing.write("hulpplan", "doel")
    assert writing.finish("hulpplan").state == Paper.READY


def test_documents_sections_name():
    page = pages("steunronde", ('name: "Wat doen we?"', "name: Onze aanpak"))
    assert "het deel ‘Onze aanpak’ is geschreven" in page


def test_documents_sections_asks():
    """It stands above the box where the part is written."""
    page = pages("steunronde", ("Eén of twee doelen", "Precies drie doelen"), "documenten/hulpplan/doel/")
    assert "Precies drie doelen" in page


def test_documents_sections_written_by():
    """Who may write it, and whom the others wait for."""
    change = ('asks: "Het besluit, met de redenen.", written_by: [teamleider]', "asks: x, written_by: [zorgcoach]")
    writing = school("steunronde", change)
    writing.write("meegroeimap", "besluit", actor=writing.coach)
    with pytest.raises(NotYourHand):
        writing.write("meegroeimap", "besluit", "anders", actor=writing.head)


def test_documents_sections_cite():
    change = ('written_by: [teamleider], cite: "SOP 2.4"', 'written_by: [teamleider], cite: "Bladzijde 77"')
    assert "Bladzijde 77" in pages("steunronde", change)


def test_documents_sections_why():
    change = (
        'written_by: [teamleider], cite: "SOP 2.4"',
        "written_by: [teamleider], cite: own choice, why: kort lezen",
    )
    assert "kort lezen" in pages("steunronde", change)


def test_steps_documents_document():
    """A step that asks another document lets that one be written, and no longer this."""
    change = ("{document: kijkplan, needed: required}", "{document: overdracht, needed: required}")
    writing = school("kijkronde", change, ("{document: kijkplan, needed: optional}", "{document: kijkplan}"))
    assert writing.write("overdracht", "samenvatting").state == Paper.DRAFT
    with pytest.raises(Invalid):
        writing.write("kijkplan", "aanpak", actor=writing.coach)


def test_steps_documents_needed():
    page = pages("eindronde", ("{document: overdracht, needed: required}", "{document: overdracht, needed: optional}"))
    assert "Overdrachtsblad: af" not in page
    assert "Mag bij deze stap, hoeft niet" in page


def test_steps_documents_sections():
    """Which parts are asked here, and so when it is ready here."""
    writing = school("steunronde", ("sections: [besluit]}", "sections: [besluit, coach]}"))
    writing.write("meegroeimap", "besluit")
    with pytest.raises(Invalid, match="Wat ziet de coach"):
        finish_document(writing.case.pk, document="meegroeimap", actor=writing.coach)
    writing.write("meegroeimap", "coach")
    finish_document(writing.case.pk, document="meegroeimap", actor=writing.coach)
    assert lay_document(writing.case.pk, document="meegroeimap", actor=writing.coach).state == Paper.LAID
