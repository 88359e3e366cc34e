"""Which school, when it is free, and how this version of its profile came about."""

from typing import Annotated

from pydantic import StringConstraints

from caseflow.sop.rules import Document
from caseflow.sop.schema.words import Day, Key, Text


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


class Adoption(Document):
    """The formal end of a version: the MR's advice and the board's adoption (WMS art. 11)."""

    mr_advice_on: Day
    """De dag waarop de MR advies gaf."""
    adopted_on: Day
    """De dag waarop het bestuur deze versie vaststelde."""


class Holiday(Document):
    """A school holiday, both days included."""

    name: Text
    """Hoe de vakantie heet."""
    first: Day
    """De eerste vrije dag."""
    last: Day
    """De laatste vrije dag."""
