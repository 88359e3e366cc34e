"""What a document says, as plain data: a letter to one reader, made of a few kinds of blocks.

The shapes are in templates/letter.typ. Words are data there and never source, so any name or text comes out as itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from caseflow.languages import RIGHT_TO_LEFT

Block = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`to` stands in the window of an envelope; `contact` says where the sender is found; `on` is the day it bears.

    On `one_page` the words grow smaller until they fit; what is too long for any readable page goes on on the next.
    """

    sender: str
    contact: str = ""
    to: str
    subject: str
    on: date
    blocks: tuple[Block, ...]
    language: str = "nl"
    one_page: bool = False


def say(text: str) -> Block:
    """A paragraph; an empty line in it begins the next one."""
    return {"kind": "text", "text": text}


def head(text: str) -> Block:
    return {"kind": "head", "text": text}


def listed(texts: Iterable[str], *, numbered: bool = False) -> Block:
    return {"kind": "list", "texts": list(texts), "numbered": numbered}


def facts(rows: Iterable[tuple[str, str]]) -> Block:
    """What something is, and what it says: two columns."""
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Block:
    return {"kind": "table", "heads": list(heads), "rows": [list(row) for row in rows]}


def told(rows: Iterable[Mapping[str, Any]]) -> Block:
    """Things that happened or hold, one below the other: each with its day, what it is, and what is said of it.

    A day that the one before bears too is said once.
    """
    names = ("when", "what", "effect", "also")
    plain = [{name: str(row.get(name) or "") for name in names} for row in rows]
    before = ["", *(row["when"] for row in plain)]
    return {"kind": "told", "rows": [{**row, "when": row["when"] if row["when"] != last else ""}
                                     for row, last in zip(plain, before, strict=False)]}  # fmt: skip


def quoted(text: str, language: str) -> Block:
    """A text that was fixed in its own language, word for word."""
    return {"kind": "quote", "text": text, "language": language, "rtl": language in RIGHT_TO_LEFT}


def code(text: str, address: str, alt: str) -> Block:
    """A code to type, large, beside the same as a square for a phone; `alt` says what the square is."""
    square = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    square.add_data(address)
    square.make(fit=True)
    dots = ["".join("1" if dot else "0" for dot in row) for row in square.get_matrix()]
    return {"kind": "code", "text": text, "dots": dots, "alt": alt}


def choose(choices: Iterable[str]) -> Block:
    """Boxes to tick with a pen."""
    return {"kind": "choose", "texts": list(choices)}


def write_on(label: str, lines: int = 1) -> Block:
    """Room to write by hand."""
    return {"kind": "write", "text": label, "lines": lines}


def new_page() -> Block:
    return {"kind": "page"}
