"""Which school, when it is free, and how this version of its profile came about."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from caseflow.sop.rules import Document
from caseflow.sop.schema.words import Key, Text


def _like(pattern: str, example: str) -> Any:
    """A text of this form; a refusal shows an example, since nobody reads a pattern."""

    def check(text: str) -> str:
        if len(text) > 200 or not re.fullmatch(pattern, text):
            raise ValueError(f"'{text[:60]}' heeft niet de vorm van bijvoorbeeld {example}")
        return text

    return AfterValidator(check), Field(examples=[example], json_schema_extra={"pattern": f"^{pattern}$"})


Postcode = Annotated[str, *_like(r"[1-9][0-9]{3} ?[A-Z]{2}", "1234 AB")]
Phone = Annotated[str, *_like(r"[+0-9][0-9 ()-]{5,24}", "036-1234567")]
Website = Annotated[str, *_like(r"https?://[^\s/.]+\.\S+", "https://www.school.nl")]
Email = Annotated[str, *_like(r"[^@\s]+@[^@\s]+\.[^@\s]+", "directie@school.nl")]


class SchoolData(Document):
    """Which school this is the profile of."""

    key: Key
    name: Text
    brin: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}[A-Z]{2}$")]
    board: Text
    place: Text
    address: Text | None = None
    postcode: Postcode | None = None
    phone: Phone | None = None
    website: Website | None = None
    email: Email | None = None
    concept: Text | None = None
    motto: Text | None = None


class Adoption(Document):
    """The formal end of a version: the MR's advice and the board's adoption (WMS art. 11)."""

    mr_advice_on: date
    adopted_on: date


class Holiday(Document):
    """A school holiday, both days included."""

    name: Text
    first: date
    last: date
