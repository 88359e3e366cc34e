"""What stands in one cell, as a value: Dutch days, numbers with a comma, the words for levels and moments."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from caseflow.sop.measures import LEVELS
from pupils.errors import Invalid
from pupils.imports.files import Line, plain
from pupils.models import Measurement

Value = TypeVar("Value")
_DUTCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})( [0:]+)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})([ T][0:]+)?", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,6}([.,]\d{1,2})?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)", re.ASCII)
#: A moment as systems write it; the midyear and end-of-year tests (M5, E5) are the main ones.
MAIN = re.compile(r"hoofd(meting|toets|moment)?|main|m(idden)?[3-8]?|e(ind)?[3-8]?")
BETWEEN = re.compile(r"tussen(meting|toets|tijds|moment)?|between")
_LEVELS = {level.casefold(): level for level in LEVELS} | dict.fromkeys(("v-", "v–", "v min", "vmin"), "V-min")


def cell(line: Line, column: str, read: Callable[[str], Value]) -> Value:
    """One cell of a line, read; what cannot be is refused by its column. A formula is not a value."""
    text = line.get(column)
    if text[:1] in ("=", "+", "@") or (text[:1] == "-" and not _NUMBER.fullmatch(text)):
        raise Invalid(column, _("Hier staat een formule. Sla het bestand op met alleen waarden."))
    try:
        return read(text)
    except ValueError as wrong:
        raise Invalid(column, str(wrong)) from wrong


def words(text: str) -> str:
    return text


def day(text: str) -> date:
    """3-9-2026, 03/09/2026 or 2026-09-03; a time behind it must be midnight, as systems write a day."""
    found = _DUTCH.fullmatch(text)
    if found:
        return _date(found[3], found[2], found[1])
    if found := _ISO.fullmatch(text):
        return _date(found[1], found[2], found[3])
    raise ValueError(_("Schrijf de datum als dag-maand-jaar, zoals 3-9-2026."))


def _date(year: str, month: str, on: str) -> date:
    try:
        return date(int(year), int(month), int(on))
    except ValueError:
        raise ValueError(_("Deze datum bestaat niet.")) from None


def number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise ValueError(_("Schrijf een getal, zoals 12 of 12,5."))
    return Decimal(text.replace(",", "."))


def number_or_none(text: str) -> Decimal | None:
    return number(text) if text else None


def hours(text: str) -> Decimal:
    """3,5 or 3:30."""
    found = _CLOCK.fullmatch(text)
    return Decimal(found[1]) + Decimal(found[2]) / 60 if found else number(text)


def level(text: str) -> str:
    if text and text.casefold() not in _LEVELS:
        raise ValueError(_("Dit niveau kent Caseflow niet. Kies uit: %(levels)s.") % {"levels": ", ".join(LEVELS)})
    return _LEVELS.get(text.casefold(), "")


def moment(text: str) -> str:
    word = plain(text)
    if MAIN.fullmatch(word):
        return Measurement.Moment.MAIN
    if BETWEEN.fullmatch(word):
        return Measurement.Moment.BETWEEN
    raise ValueError(_("Schrijf bij het moment: hoofdmeting of tussenmeting."))
