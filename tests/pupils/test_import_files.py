"""Files of every make, as plain values: what is read, what is dropped unread, and what cannot be."""

from datetime import date
from decimal import Decimal

import pytest

from pupils.errors import Invalid
from pupils.imports import cells, files
from pupils.imports.files import Line, lines_in
from pupils.imports.kinds import KINDS

COLUMNS = KINDS["toetsen"].columns
NOOR = {
    "first_name": "Zoë",
    "prefix": "van der",
    "last_name": "Linde",
    "born_on": "3-9-2018",
    "instrument": "Leestoets",
    "day": "12-1-2026",
    "moment": "M5",
    "level": "E",
    "score": "31,5",
}
HEAD = "Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Toets;Afnamedatum;Moment;Niveau;Score"
ROW = ";".join(NOOR.values())
FILE = f"{HEAD}\r\n{ROW}\r\n"


@pytest.mark.parametrize(
    "data",
    [
        FILE.encode(),
        b"\xef\xbb\xbf" + FILE.encode(),
        FILE.encode("cp1252"),
        FILE.encode("utf-16"),
        FILE.replace("\r\n", "\n").encode(),
        FILE.replace("31,5", '"31,5"').replace(";", ",").encode(),
        FILE.replace(";", "\t").encode("cp1252"),
        f"sep=;\r\n{FILE}".encode(),
        f"{FILE};;;;;;;;\r\n\r\n".encode(),
        FILE.replace("Achternaam", '"ACHTERNAAM "').replace("Geboortedatum", "Geboorte-datum").encode(),
    ],
    ids=["utf-8", "bom", "cp1252", "utf-16", "lf", "comma", "tab", "sep", "blank lines", "headings"],
)
def test_every_make_gives_the_same_line(data):
    (line,) = lines_in(data, COLUMNS)
    assert line.cells == NOOR


@pytest.mark.parametrize("before", ["", "sep=;\r\n", "\r\n", "sep=;\r\n\r\n"])
def test_a_line_is_counted_as_who_opens_the_file_counts_it(before):
    (line,) = lines_in(f"{before}{FILE}".encode(), COLUMNS)
    assert line.number == before.count("\n") + 2


def test_of_two_headings_for_one_column_the_surest_is_read():
    text = "Voornamen;Roepnaam;Achternaam;Geboortedatum\nSara Maria;Saar;Bos;1-2-2018\n"
    (line,) = lines_in(text.encode(), COLUMNS)
    assert line.get("first_name") == "Saar"


def test_a_column_that_is_not_asked_for_is_not_there():
    text = f"BSN;Onderwijsnummer;{HEAD};Postcode\n123456782;123456783;{ROW};1234AB\n"
    (line,) = lines_in(text.encode(), COLUMNS)
    assert line.cells == NOOR


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Deze kolommen ontbreken: roepnaam, achternaam, geboortedatum"),
        (ROW.encode(), "De eerste regel moet zeggen wat in welke kolom staat"),
        (b"Roepnaam;Achternaam\nSaar;Bos\n", "Deze kolom ontbreekt: geboortedatum"),
        (f"{HEAD}\n".encode(), "geen enkele regel"),
        (b"PK\x03\x04\x00\x00\x00", "Dit is geen CSV-bestand"),
        (b"\xff\xfe\x00", "Dit is geen CSV-bestand"),
        (b"\x81\x8d\x00", "Dit is geen CSV-bestand"),
        (f'{HEAD}\n"Zo"e;Bos\n'.encode(), "niet goed te lezen"),
        (f"{HEAD}\n".encode() + b"x" * 200_000, "niet goed te lezen"),
        (HEAD.encode() + b"\n" * files.MOST_BYTES, "te groot: hoogstens 2 MB"),
        ((f"{HEAD}\n" + "a;b;c;d\n" * (files.MOST_ROWS + 1)).encode(), "meer dan 20000 regels"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(data, says):
    with pytest.raises(Invalid, match=says) as wrong:
        lines_in(data, COLUMNS)
    assert wrong.value.field == "file"


@pytest.mark.parametrize(
    ("kind", "unsaid", "says"),
    [
        ("toetsen", {}, "Deze kolommen ontbreken: toets, afnamedatum, moment, niveau of vaardigheidsscore."),
        (
            "toetsen",
            {"instrument": "lib", "moment": "main"},
            "Deze kolommen ontbreken: afnamedatum, niveau of vaardigheidsscore.",
        ),
        ("verzuim", {}, "Deze kolommen ontbreken: week, uren."),
    ],
)
def test_a_column_without_which_no_line_can_be_read_is_named(kind, unsaid, says):
    asked = KINDS[kind]
    text = "Roepnaam;Achternaam;Geboortedatum\nSaar;Bos;1-2-2018\n"
    with pytest.raises(Invalid, match=says):
        lines_in(text.encode(), asked.columns, asked.needed_beside(unsaid))


def test_one_of_level_and_score_is_enough():
    asked = KINDS["toetsen"]
    text = "Roepnaam;Achternaam;Geboortedatum;Toets;Datum;Moment;Score\nSaar;Bos;1-2-2018;LIB;1-2-2026;M5;31\n"
    (line,) = lines_in(text.encode(), asked.columns, asked.needed_beside({}))
    assert line.get("score") == "31"


def test_as_many_lines_as_may_be_are_read():
    assert len(lines_in((f"{HEAD}\n" + "a;b;c;d\n" * files.MOST_ROWS).encode(), COLUMNS)) == files.MOST_ROWS


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (cells.day, "3-9-2026", date(2026, 9, 3)),
        (cells.day, "03/09/2026", date(2026, 9, 3)),
        (cells.day, "03.09.2026", date(2026, 9, 3)),
        (cells.day, "2026-09-03", date(2026, 9, 3)),
        (cells.day, "2026-09-03 00:00:00", date(2026, 9, 3)),
        (cells.day, "3-9-2026 0:00", date(2026, 9, 3)),
        (cells.number, "12", Decimal(12)),
        (cells.number, "12,5", Decimal("12.5")),
        (cells.number, "-0.25", Decimal("-0.25")),
        (cells.number_or_none, "", None),
        (cells.hours, "3,5", Decimal("3.5")),
        (cells.hours, "3:30", Decimal("3.5")),
        (cells.level, "", ""),
        (cells.level, "v-min", "V-min"),
        (cells.level, "V-", "V-min"),
        (cells.level, "iv", "IV"),
        (cells.level, "a+", "A+"),
        (cells.moment, "Hoofdmeting", "main"),
        (cells.moment, "E4", "main"),
        (cells.moment, "midden", "main"),
        (cells.moment, "Tussen-toets", "between"),
    ],
)
def test_a_cell_as_a_value(read, text, value):
    assert cells.cell(Line(2, {"x": text}), "x", read) == value


@pytest.mark.parametrize(
    ("read", "text", "says"),
    [
        (cells.day, "", "Schrijf de datum als dag-maand-jaar"),
        (cells.day, "3-9-26", "Schrijf de datum als dag-maand-jaar"),
        (cells.day, "31-2-2026", "Deze datum bestaat niet"),
        (cells.day, "٣-9-2026", "Schrijf de datum"),
        (cells.number, "1.234,5", "Schrijf een getal"),
        (cells.number, "1.234", "Schrijf een getal"),
        (cells.number, "veel", "Schrijf een getal"),
        (cells.number, "123456782", "Schrijf een getal"),  # as long as a BSN
        (cells.hours, "3:75", "Schrijf een getal"),
        (cells.level, "F", "Dit niveau kent Caseflow niet"),
        (cells.moment, "", "hoofdmeting of tussenmeting"),
        (cells.moment, "ooit", "hoofdmeting of tussenmeting"),
        (cells.words, '=HYPERLINK("x")', "Hier staat een formule"),
        (cells.words, "@SUM(1)", "Hier staat een formule"),
        (cells.level, "+E", "Hier staat een formule"),
        (cells.day, "-1+1", "Hier staat een formule"),
    ],
)
def test_a_cell_that_is_no_value_is_refused_by_its_column(read, text, says):
    with pytest.raises(Invalid, match=says) as wrong:
        cells.cell(Line(2, {"x": text}), "x", read)
    assert wrong.value.field == "x"
    assert text == "" or text not in str(wrong.value)
