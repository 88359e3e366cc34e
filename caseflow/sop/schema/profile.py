"""Which school this is the profile of, and when it is free."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from caseflow.sop.complaining import Unfit
from caseflow.sop.rules import Document
from caseflow.sop.schema.words import Day, Key, Text


def _like(pattern: str, example: str) -> Any:
    """A text of this form; a refusal shows an example, since nobody reads a pattern."""

    def check(text: str) -> str:
        if len(text) > 200 or not re.fullmatch(pattern, text):
            raise Unfit(f"'{text[:60]}' heeft niet de vorm van bijvoorbeeld {example}", f"Schrijf het zoals {example}")
        return text

    return AfterValidator(check), Field(examples=[example], json_schema_extra={"pattern": f"^{pattern}$"})


Postcode = Annotated[str, *_like(r"[1-9][0-9]{3} ?[A-Z]{2}", "1234 AB")]
Phone = Annotated[str, *_like(r"[+0-9][0-9 ()-]{5,24}", "036-1234567")]
Website = Annotated[str, *_like(r"https?://[^\s/.]+\.\S+", "https://www.school.nl")]
Email = Annotated[str, *_like(r"[^@\s]+@[^@\s]+\.[^@\s]+", "directie@school.nl")]


class SchoolData(Document):
    """Which school this is the profile of."""

    key: Key
    """De sleutel van de school: kleine letters, cijfers en _; verandert nooit."""
    name: Text
    """De naam van de school."""
    brin: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}[A-Z]{2}$")]
    """Het BRIN-nummer: twee cijfers en twee hoofdletters."""
    board: Text
    """Het schoolbestuur."""
    place: Text
    """De plaats waar de school staat."""
    address: Text | None = None
    """Straat en huisnummer."""
    postcode: Postcode | None = None
    """De postcode, bijvoorbeeld 1234 AB."""
    phone: Phone | None = None
    """Het telefoonnummer van de school."""
    website: Website | None = None
    """De website van de school; begint met https://."""
    email: Email | None = None
    """Het mailadres van de school."""
    concept: Text | None = None
    """Het onderwijsconcept van de school."""
    motto: Text | None = None
    """De spreuk van de school."""


class Holiday(Document):
    """A school holiday, both days included."""

    name: Text
    """Hoe de vakantie heet."""
    first: Day
    """De eerste vrije dag."""
    last: Day
    """De laatste vrije dag."""
