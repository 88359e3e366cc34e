"""A table that fits on one A4 on its side, whatever stands in it: the letters grow smaller until it does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from caseflow.documents.rendering import compiled
from caseflow.languages import RIGHT_TO_LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`widths` are shares of the page; in a cell each line is a line, and of the first column the first is bold."""

    sender: str
    title: str
    under: str
    on: date
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
    foot: str


def render_sheet(sheet: Sheet) -> bytes:
    """The sheet as PDF, in the language of who asks for it."""
    language = get_language() or "nl"
    data = {
        "sender": sheet.sender,
        "title": sheet.title,
        "under": sheet.under,
        "heads": list(sheet.heads),
        "widths": list(sheet.widths),
        "rows": [list(row) for row in sheet.rows],
        "foot": sheet.foot,
        "language": language,
        "rtl": language in RIGHT_TO_LEFT,
        "confidential": _("Vertrouwelijk"),
    }
    return compiled("sheet.typ", data, sheet.on, format="pdf")[0]
