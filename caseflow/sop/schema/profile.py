"""Which school, when it is free, and how this version of its profile came about."""

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from caseflow.sop.rules import Document
from caseflow.sop.schema.words import Key, Text


class SchoolData(Document):
    """Which school this is the profile of."""

    key: Key
    name: Text
    brin: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}[A-Z]{2}$")]
    board: Text
    place: Text


class Adoption(Document):
    """The formal end of a version: the MR's advice and the board's adoption (WMS art. 11)."""

    mr_advice_on: date
    adopted_on: date


class Holiday(Document):
    """A school holiday, both days included."""

    name: Text
    first: date
    last: date
