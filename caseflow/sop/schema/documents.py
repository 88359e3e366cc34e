"""Documents along the route: what stands in them, who writes which part, and what the guardians' signature means."""

from typing import Literal

from pydantic import Field

from caseflow.sop.rules import Document
from caseflow.sop.schema.words import Cited, Key, Text

Signature = Literal["none", "discussed", "agreed"]


class PaperPart(Cited):
    """A part of a document: what should stand there, and whose it is to write."""

    name: Text
    asks: Text
    written_by: tuple[Key, ...] = Field(min_length=1)


class Paper(Cited):
    """A document by the school's own name: one that goes along the whole case, or a new one at each visit of a step."""

    name: Text
    signature: Signature = "none"
    grows: bool = False
    sections: dict[Key, PaperPart] = Field(min_length=1)


class PaperAsked(Document):
    """A document at a step: needed before one goes on, or offered; and which of its parts are filled in here."""

    document: Key
    needed: Literal["required", "optional"] = "required"
    sections: tuple[Key, ...] = ()
