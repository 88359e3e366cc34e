"""Which school this is the profile of, and when it is free."""

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


class Holiday(Document):
    """A school holiday, both days included."""

    name: Text
    """Hoe de vakantie heet."""
    first: Day
    """De eerste vrije dag."""
    last: Day
    """De laatste vrije dag."""
