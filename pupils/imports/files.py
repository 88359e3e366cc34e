"""A comma-separated file of any make, as rows of the columns that are asked for: the rest is never looked at.

Nothing in it is evaluated. A column that is not asked for (a BSN, an address) is dropped here, before anything else
sees the row; what is wrong is told by line number and never by what stands there.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pupils.errors import Invalid

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 20_000
SEPARATORS = ";,\t"
#: For each column the headings that people and systems give it, the surest first.
Columns = Mapping[str, tuple[str, ...]]
#: What a file must have: of each of these columns one is enough.
Needed = Iterable[tuple[str, ...]]
#: Who a line is about: with these three a pupil is known.
WHO: Needed = (("first_name",), ("last_name",), ("born_on",))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, as its number and what stands in the columns that were asked for."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


def lines_in(data: bytes, columns: Columns, needed: Needed = WHO) -> tuple[Line, ...]:
    """The lines under the headings that have something in them; Invalid says what to do about the file."""
    if len(data) > MOST_BYTES:
        raise Invalid("file", _("Dit bestand is te groot: hoogstens %(most)s MB.") % {"most": MOST_BYTES // 2**20})
    text = _decoded(data)
    separator = max(SEPARATORS, key=lambda one: len(_found(_first_row(text, one), columns)))
    try:
        return tuple(_lines(text, separator, columns, needed))
    except csv.Error as broken:
        raise Invalid("file", _("Dit bestand is niet goed te lezen. Sla het opnieuw op als CSV.")) from broken


def plain(words: str) -> str:
    """A name or heading without what differs from system to system: capitals, accents, blanks and signs."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _decoded(data: bytes) -> str:
    """UTF-8 as it should be, or what Excel on Windows writes."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            head, _newline, rest = text.partition("\n")
            return f"\n{rest}" if head.strip().lower().startswith("sep=") else text  # every line keeps its number
    raise Invalid("file", _("Dit is geen CSV-bestand. Kies in Excel: Opslaan als, CSV."))


def _headings(rows: Iterable[list[str]]) -> list[str]:
    """The first row with something in it."""
    return next((row for row in rows if any(row)), [])


def _first_row(text: str, separator: str) -> list[str]:
    try:
        return _headings(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return []


def _found(headings: list[str], columns: Columns) -> dict[str, int]:
    """Where each column stands: of more headings for one the surest, of two alike the first."""
    names = [plain(heading) for heading in headings]
    return {
        column: names.index(best)
        for column, known in columns.items()
        if (best := next((name for name in known if name in names), None)) is not None
    }


def _lines(text: str, separator: str, columns: Columns, needed: Needed) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    places = _found(_headings(reader), columns)
    _require(columns, places, needed)
    count = 0
    for row in reader:
        cells = {column: row[at].strip() for column, at in places.items() if at < len(row)}
        if not any(cells.values()):
            continue
        count += 1
        if count > MOST_ROWS:
            raise Invalid("file", _("Dit bestand heeft meer dan %(most)s regels. Splits het.") % {"most": MOST_ROWS})
        yield Line(reader.line_num, cells)
    if not count:
        raise Invalid("file", _("In dit bestand staat onder de koppen geen enkele regel."))


def _require(columns: Columns, places: Mapping[str, int], needed: Needed) -> None:
    """Without such a column no line can be read, so it is said once and not of each line."""
    missing = [heading(columns, one) for one in needed if not any(column in places for column in one)]
    if missing:
        told = ngettext(
            "De eerste regel moet zeggen wat in welke kolom staat. Deze kolom ontbreekt: %(names)s.",
            "De eerste regel moet zeggen wat in welke kolom staat. Deze kolommen ontbreken: %(names)s.",
            len(missing),
        )
        raise Invalid("file", told % {"names": ", ".join(missing)})


def heading(columns: Columns, any_of: Iterable[str]) -> str:
    """How people write it above a column; of more columns each, where one is enough."""
    return _(" of ").join(columns[column][0] for column in any_of)
