"""Every PDF: read back by another library, tagged, and the same whatever somebody is called."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from caseflow.documents import letters as make
from caseflow.documents.letters import Letter
from caseflow.documents.rendering import TEMPLATES, UNKNOWN, render_pages, render_pdf, showable

WINDOW_DAY = date(2026, 3, 2)


def letter(*blocks: make.Block, **fields: Any) -> Letter:
    usual = {"sender": "De Vlinder", "to": "Mo Linde", "subject": "Een brief", "on": WINDOW_DAY}
    return Letter(**{**usual, **fields}, blocks=blocks or (make.say("Dag."),))


def read(*given: Letter, title: str = "Brieven") -> PdfReader:
    return PdfReader(BytesIO(render_pdf(given, title=title)))


def text_of(*given: Letter) -> str:
    return "\n".join(page.extract_text() for page in read(*given).pages)


def test_it_is_tagged_and_says_its_title_and_language() -> None:
    pdf = read(letter(), title="Uitnodiging")
    root: Any = pdf.trailer["/Root"]
    assert pdf.metadata
    assert pdf.metadata.title == "Uitnodiging"
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_head_window_foot_and_words_are_there() -> None:
    words = text_of(letter(make.say("Eerste.\n\nTweede."), make.listed(["een", "twee"], numbered=True)))
    for said in ("De Vlinder", "Mo Linde", "2 maart 2026", "Een brief", "Eerste.", "Tweede.", "twee"):
        assert said in words
    assert "Vertrouwelijk" in words
    assert "Bladzijde 1 van 1" in words


def test_every_block_can_be_written() -> None:
    every = (
        make.say("tekst"),
        make.head("kop"),
        make.listed(["punt"]),
        make.facts([("Wat", "dit")]),
        make.table(["Wie"], [["zij"]]),
        make.quoted("letterlijk", "nl"),
        make.code("ABCD-EFGH", "https://x.example/welkom/ABCDEFGH/", "een vierkant voor de telefoon"),
        make.choose(["ja", "nee"]),
        make.write_on("naam", 2),
        make.new_page(),
        make.say("einde"),
    )
    words = text_of(letter(*every))
    for said in ("tekst", "kop", "punt", "dit", "zij", "letterlijk", "ABCD-EFGH", "ja", "naam", "Bladzijde 2 van 2"):
        assert said in words
    assert "een vierkant voor de telefoon" in str(_alts(read(letter(*every))))


def _alts(pdf: PdfReader) -> list[str]:
    """The words for who does not see a picture."""
    objects = (pdf.get_object(number) for number in range(1, int(str(pdf.trailer["/Size"]))))
    return [str(one["/Alt"]) for one in objects if isinstance(one, dict) and "/Alt" in one]


def test_each_letter_begins_on_a_sheet_of_its_own_and_counts_its_own_pages() -> None:
    """Printed on both sides, no two people share a sheet."""
    pages = [page.extract_text() for page in read(letter(to="Een"), letter(to="Twee")).pages]
    assert len(pages) == 3
    assert "Een" in pages[0]
    assert pages[1].strip() == ""
    assert "Twee" in pages[2]
    assert "Bladzijde 1 van 1" in pages[2]


def test_the_same_words_are_the_same_bytes() -> None:
    assert render_pdf([letter()], title="x") == render_pdf([letter()], title="x")
    assert render_pdf([letter()], title="x") != render_pdf([letter(on=date(2026, 3, 3))], title="x")


def test_the_frame_is_in_the_language_of_the_letter() -> None:
    assert "2 March 2026" in text_of(letter(language="en"))
    pdf = read(letter(make.say("مرحبا"), language="ar", to="محمد"))
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "ar"


def test_a_letter_can_be_looked_at() -> None:
    (page,) = render_pages([letter()], title="x")
    assert page.startswith(b"\x89PNG")


def test_no_letters_is_no_document() -> None:
    with pytest.raises(ValueError, match="without letters"):
        render_pdf([], title="leeg")


# --- Whatever somebody is called -------------------------------------------------------------------------------------

SIGNS = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_characters="\x7f"), min_size=1, max_size=12
)


@settings(max_examples=60, deadline=None)
@given(name=SIGNS.filter(lambda name: all(sign.isprintable() for sign in name)))
def test_a_name_comes_out_as_itself(name: str) -> None:
    """Also one that is a piece of typst."""
    found = read(letter(to=f"<{name}>"), title=name)
    assert found.metadata
    assert found.metadata.title == name
    assert showable(f"<{name}>") in found.pages[0].extract_text()


@pytest.mark.parametrize(
    "name", ['#panic("x")', "Jan ]", "$x$", "*vet*", "_", "`raw`", "@ref", "= kop", "//", "\\", '"']
)
def test_source_is_never_read_as_source(name: str) -> None:
    words = text_of(letter(make.say(name), make.listed([name]), make.facts([(name, name)]), to=name, subject=name))
    assert words.count(name) >= 6


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=40))
@example(text="\x0c\t")
def test_no_text_whatever_spoils_a_letter(text: str) -> None:
    assert render_pdf([letter(make.say(text), make.quoted(text, "nl"), to=text)], title=text or "leeg")


def test_lines_end_as_a_browser_sends_them() -> None:
    def picture(text: str) -> list[bytes]:
        return render_pages([letter(make.say(text))], title="x")

    assert picture("een\r\n\r\ntwee\r\ndrie") == picture("een\n\ntwee\ndrie")


def test_a_sign_that_no_font_has_is_marked() -> None:
    assert showable({"name": ["Noor 😀"]}) == {"name": [f"Noor {UNKNOWN}"]}
    assert UNKNOWN in text_of(letter(make.say("Noor 😀")))


# --- Nothing comes in from elsewhere ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source", ['#read("/etc/hostname")', '#read("../rendering.py")', '#import "@preview/x:1.0.0": y']
)
def test_a_template_reaches_no_file_and_no_network(source: str, monkeypatch: Any, tmp_path: Path) -> None:
    from caseflow.documents import rendering

    (tmp_path / "letter.typ").write_text(source)
    monkeypatch.setattr(rendering, "TEMPLATES", tmp_path)
    monkeypatch.setattr(rendering, "NO_PACKAGES", tmp_path / "none")
    with pytest.raises(typst.TypstError):
        render_pdf([letter()], title="x")


def test_the_fonts_come_with_their_licence() -> None:
    fonts = TEMPLATES.parent / "fonts"
    assert "SIL OPEN FONT LICENSE" in (fonts / "LICENSE").read_text()
    assert sum(file.stat().st_size for file in fonts.iterdir()) < 2_500_000
