"""What a school tells of itself and offers: texts, support per target group, expertise, programmes and ambitions.

All of it is read on the school's public page, and nothing of it judges a case.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from caseflow.sop.rules import Document
from caseflow.sop.schema.words import Cited, Key, Text

Year = Annotated[int, Field(ge=1, le=8)]  # jaargroep


def _follow(text: str) -> str:
    found = re.fullmatch(r"(\d{4})-(\d{4})", text)
    if not found or int(found[2]) != int(found[1]) + 1:
        raise ValueError(f"'{text}' is geen schooljaar; verwacht twee jaren die op elkaar volgen, zoals 2025-2026")
    return text


SchoolYear = Annotated[str, AfterValidator(_follow)]


class Statement(Cited):
    """A named text of the school's own; `about` is the part of the public page where it stands."""

    about: Literal["vision", "support", "limits", "adoption"]
    name: Text
    text: Text


class TargetGroup(Cited):
    """Pupils with one kind of need, the three questions that a profile answers for them, and what it points at."""

    name: Text
    who: Text
    in_lessons: tuple[Text, ...] = ()
    facilities: tuple[Text, ...] = ()
    with_partners: tuple[Text, ...] = ()
    programmes: tuple[Key, ...] = ()
    instruments: tuple[Key, ...] = ()
    expertise: tuple[Key, ...] = ()
    partners: tuple[Key, ...] = ()
    arrangements: tuple[Key, ...] = ()


class Expertise(Cited):
    """What somebody in the team, or in the house on fixed days, knows more of than others do."""

    name: Text
    does: Text
    how_many: Annotated[int, Field(ge=1, le=99)] = 1
    days_a_week: Annotated[float, Field(ge=0.25, le=5)] | None = None


class Hours(Document):
    """How many hours a week the groups of these years spend on a programme."""

    years: tuple[Year, ...] = Field(min_length=1)
    a_week: Annotated[float, Field(ge=0.25, le=40)]


class Programme(Cited):
    """Something the school works with: a way of working, a method, a protocol, a device. It measures no goals."""

    name: Text
    what_for: Text
    years: tuple[Year, ...] = ()
    hours: tuple[Hours, ...] = ()


class Ambition(Cited):
    """What the school wants to be able to do, in which school years, and how far it is."""

    name: Text
    theme: Text
    school_years: tuple[SchoolYear, ...] = Field(min_length=1)
    state: Literal["planned", "busy", "done"]
