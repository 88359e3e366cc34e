"""What a school tells of itself and offers: texts, support per target group, expertise, programmes and ambitions.

All of it is read on the school's public page, and nothing of it judges a case.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from caseflow.sop.complaining import Unfit
from caseflow.sop.rules import Document
from caseflow.sop.schema.words import (
    ArrangementKey,
    Cited,
    ExpertiseKey,
    InstrumentKey,
    PartnerKey,
    ProgrammeKey,
    Text,
    Title,
)
from caseflow.sop.schema.years import Year, YearOfPhase


def _follow(text: str) -> str:
    found = re.fullmatch(r"(\d{4})-(\d{4})", text)
    if not found or int(found[2]) != int(found[1]) + 1:
        what = f"'{text}' is geen schooljaar; verwacht twee jaren die op elkaar volgen, zoals 2025-2026"
        year = re.match(r"\d{4}(?!\d)", text)
        raise Unfit(what, f"Schrijf {year[0]}-{int(year[0]) + 1}" if year else "Schrijf het zoals 2025-2026")
    return text


SchoolYear = Annotated[str, AfterValidator(_follow)]


class Statement(Cited):
    """A named text of the school's own; `about` is the part of the public page where it stands."""

    about: Literal["vision", "support", "extra", "limits", "adoption"]
    """Waar de tekst op de openbare bladzijde staat: bij visie, hulp, extra hulp, grenzen of vaststelling."""
    name: Text
    """De kop boven de tekst."""
    text: Text
    """De tekst zelf, voor ouders."""


class TargetGroup(Cited):
    """Pupils with one kind of need, the three questions that a profile answers for them, and what it points at."""

    name: Text
    """Hoe de school deze groep leerlingen noemt."""
    who: Text
    """Voor welke leerlingen dit is."""
    in_lessons: tuple[Text, ...] = ()
    """Wat de school in de lessen doet."""
    facilities: tuple[Text, ...] = ()
    """Welke voorzieningen er zijn."""
    with_partners: tuple[Text, ...] = ()
    """Wat er samen met partners gebeurt."""
    programmes: tuple[ProgrammeKey, ...] = ()
    """Met welke programma's de school hier werkt."""
    instruments: tuple[InstrumentKey, ...] = ()
    """Waarmee de school hier meet en observeert."""
    expertise: tuple[ExpertiseKey, ...] = ()
    """Welke deskundigheid in het team hierbij hoort."""
    partners: tuple[PartnerKey, ...] = ()
    """Welke partners hierbij helpen."""
    arrangements: tuple[ArrangementKey, ...] = ()
    """Welke arrangementen hierbij horen."""


class Expertise(Cited):
    """What somebody in the team, or in the house on fixed days, knows more of than others do."""

    name: Text
    """Hoe deze deskundige heet."""
    does: Text
    """Wat deze deskundige doet of weet."""
    how_many: Annotated[int, Field(ge=1, le=99)] = 1
    """Hoeveel mensen dit zijn."""
    days_a_week: Annotated[float, Field(ge=0.25, le=5)] | None = None
    """Hoeveel dagen per week iemand er is."""


class Phase(Document):
    """Years that the school puts together and calls by one name, where it does not speak of groups."""

    name: Title
    """Hoe de school deze fase noemt."""
    years: tuple[YearOfPhase, ...] = Field(min_length=1)
    """Welke jaargroepen erin zitten."""


class Hours(Document):
    """How many hours a week the groups of these years spend on a programme."""

    years: tuple[Year, ...] = Field(min_length=1)
    """Voor welke jaargroepen dit geldt."""
    a_week: Annotated[float, Field(ge=0.25, le=40)]
    """Hoeveel uur per week."""


class Programme(Cited):
    """Something the school works with: a way of working, a method, a protocol, a device. It measures no goals."""

    name: Text
    """Hoe het programma, de methode of het protocol heet."""
    what_for: Text
    """Waar het voor is."""
    years: tuple[Year, ...] = ()
    """In welke jaargroepen het wordt gebruikt."""
    hours: tuple[Hours, ...] = ()
    """Hoeveel uur per week, per jaargroep."""


class Ambition(Cited):
    """What the school wants to be able to do, in which school years, and how far it is."""

    name: Text
    """Wat de school wil kunnen."""
    theme: Text
    """Het onderwerp waar dit bij hoort."""
    school_years: tuple[SchoolYear, ...] = Field(min_length=1)
    """In welke schooljaren, zoals 2025-2026."""
    state: Literal["planned", "busy", "done"]
    """Hoe ver het is: gepland (planned), mee bezig (busy) of klaar (done)."""
