"""Every PDF of Caseflow is made here: tagged for who reads with ears, the same bytes for the same words.

Typst sees the folder of templates and the data, and nothing else: no other file, no font of the machine, no network.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.documents.letters import Letter
from caseflow.languages import DUTCH, RIGHT_TO_LEFT, dutch_binds, unchecked

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
NO_PACKAGES = TEMPLATES / "none"  # is not there: a template cannot fetch anything
STANDARD: Literal["ua-1"] = "ua-1"
#: What stands for a sign that no bundled font has.
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
#: Signs that the fonts lack and that another one says as well.
STAND_IN = {"\N{MINUS SIGN}": "\N{EN DASH}"}


def render_pdf(letters: Sequence[Letter], *, title: str) -> bytes:
    """One PDF of these letters, each on a sheet of its own: printed on both sides, no two people share one."""
    return _letters(letters, title, format="pdf")[0]


def render_pages(letters: Sequence[Letter], *, title: str) -> list[bytes]:
    """The same as pictures, a page each."""
    return _letters(letters, title, format="png")


def _letters(letters: Sequence[Letter], title: str, format: Literal["pdf", "png"]) -> list[bytes]:
    if not letters:
        raise ValueError("a document without letters says nothing")
    data = {
        "title": title,
        "language": letters[0].language,
        "letters": [_said(letter) for letter in letters],
    }
    return compiled("letter.typ", data, max(letter.on for letter in letters), format=format)


def compiled(template: str, data: dict[str, Any], on: date, *, format: Literal["pdf", "png"]) -> list[bytes]:
    """A template with its words; `on` is the day that the document bears, as its bytes do."""
    noon = datetime.combine(on, time(12), UTC)
    standard = STANDARD if format == "pdf" else None
    made: Any = _compiler(template, showable(data)).compile(
        format=format, ppi=110, pdf_standards=standard, timestamp=int(noon.timestamp())
    )
    return made if isinstance(made, list) else [made]


def _said(letter: Letter) -> dict[str, Any]:
    """The letter with the words of its frame, in its own language."""
    with translation.override(letter.language):
        return {
            "sender": letter.sender,
            "contact": letter.contact,
            "to": letter.to,
            "subject": letter.subject,
            "day": date_format(letter.on, "j F Y"),
            "language": letter.language,
            "rtl": letter.language in RIGHT_TO_LEFT,
            "confidential": _("Vertrouwelijk"),
            "pages": _("Bladzijde {page} van {pages}"),
            "unchecked": dutch_binds() if _holds_dutch(letter) else unchecked(),
            "one_page": letter.one_page,
            "blocks": letter.blocks,
        }


def _holds_dutch(letter: Letter) -> bool:
    return any(block["kind"] == "quote" and block["language"] == DUTCH for block in letter.blocks)


def _compiler(template: str, data: Any) -> typst.Compiler:
    return typst.Compiler(
        input=TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        package_path=NO_PACKAGES,
        package_cache_path=NO_PACKAGES,
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])


# --- Signs ----------------------------------------------------------------------------------------------------------


def showable(data: Any) -> Any:
    """The data with a mark for each sign that no bundled font can show: one of those would spoil the whole letter."""
    if isinstance(data, str):
        lines = data.replace("\r\n", "\n").replace("\r", "\n")  # as typed, and as a browser sends them
        lines = lines.replace("\t", " ")  # typst takes one for a space, but not beside every sign
        return "".join(sign if _plain(sign) or _has(sign) else STAND_IN.get(sign, UNKNOWN) for sign in lines)
    if isinstance(data, dict):
        return {key: showable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [showable(value) for value in data]
    return data


def _plain(sign: str) -> bool:
    return " " <= sign <= "~" or sign == "\n"


@lru_cache(maxsize=10_000)
def _has(sign: str) -> bool:
    """Asked of typst itself, once for each sign: it refuses to write one that it cannot show."""
    try:
        _compiler("sign.typ", sign).compile(format="pdf", pdf_standards=STANDARD, timestamp=0)
    except (typst.TypstError, UnicodeError):
        return False
    return True
