"""Documents along the route: what stands in them, who writes which part, and what the guardians' signature means."""

from typing import Literal

from pydantic import Field

from caseflow.sop.rules import Document
from caseflow.sop.schema.words import Cited, Key, PaperKey, PartKey, RoleKey, Text

Signature = Literal["none", "discussed", "agreed"]


class PaperPart(Cited):
    """A part of a document: what should stand there, and whose it is to write."""

    name: Text
    """Hoe dit deel heet."""
    asks: Text
    """Wat er in dit deel hoort te staan."""
    written_by: tuple[RoleKey, ...] = Field(min_length=1)
    """Wie dit deel schrijft."""


class Paper(Cited):
    """A document by the school's own name: one that goes along the whole case, or a new one at each visit of a step."""

    name: Text
    """Hoe de school dit document noemt."""
    signature: Signature = "none"
    """Wat een handtekening van de ouders betekent: niets (none), besproken (discussed) of mee eens (agreed)."""
    grows: bool = False
    """Of het één document is dat de hele route meegaat, of een nieuw bij elke keer."""
    sections: dict[Key, PaperPart] = Field(min_length=1)
    """De delen van het document."""


class PaperAsked(Document):
    """A document at a step: needed before one goes on, or offered; and which of its parts are filled in here."""

    document: PaperKey
    """Welk document."""
    needed: Literal["required", "optional"] = "required"
    """Of het af moet zijn voor een stap verder (required), of hier alleen mag (optional)."""
    sections: tuple[PartKey, ...] = ()
    """Welke delen hier worden ingevuld; geen genoemd: allemaal."""
