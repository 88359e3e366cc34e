"""What the school offers, how it measures, where its support ends, and the desk behind that end."""

from typing import Annotated, Literal

from pydantic import Field

from caseflow.sop.rules import Document, Rule
from caseflow.sop.schema.words import Cited, Key, PartnerKey, PurposeKey, RoleKey, Term, Text, Title
from caseflow.sop.schema.years import Year
from caseflow.sop.vocabulary import Asks, DeskKind


class Instrument(Cited):
    """Something the school measures or observes with; a goal names one."""

    name: Text
    """De naam van de toets, vragenlijst of observatie."""
    what_for: Text | None = None
    """Wat de school ermee te weten komt."""
    years: tuple[Year, ...] = ()
    """In welke jaargroepen het wordt gebruikt."""


class Question(Document):
    """What the form by which an arrangement is asked for asks beside what every such form does."""

    name: Title
    """De vraag, zoals zij op het formulier staat."""
    kind: Literal["text", "number", "day"] = "text"
    """Wat het antwoord is: woorden (text), een getal (number) of een datum (day)."""
    needed: Literal["required", "optional"] = "required"
    """Of de vraag beantwoord moet zijn (required), of leeg mag blijven (optional)."""


class Arrangement(Cited):
    """A package of support: basis or extra, by whom, never without an end."""

    name: Text
    """Hoe dit pakket ondersteuning heet."""
    support: Literal["basis", "extra"]
    """Hoort het bij de basisondersteuning (basis) of is het extra? Extra vraagt een OPP."""
    partner: PartnerKey | None = None
    """Wie van buiten de ondersteuning geeft."""
    longest: Term
    """Hoe lang het hoogstens duurt."""
    brings_opp: bool = False
    """Of er altijd een OPP bij hoort."""
    gives: tuple[Literal["hours", "money", "means"], ...] = Field(("hours",), min_length=1)
    """Waarvoor het wordt toegekend: uren per week (hours), geld (money) of middelen (means), of meer daarvan."""
    asks: dict[Key, Question] = {}
    """Wat het formulier vraagt waarmee dit pakket wordt aangevraagd, naast doel, van en tot."""
    needs: tuple[Rule, ...] = ()
    """Wat er waar moet zijn voordat dit pakket wordt toegekend."""


class Limit(Cited):
    """Where the school's support ends, as a criterion that people judge for one pupil, with what comes instead."""

    name: Text
    """De grens, als iets wat voor één leerling te beoordelen is."""
    text: Text | None = None
    """De grens uitgelegd aan ouders."""
    alternative: Text
    """Wat er dan wel kan."""
    judges: tuple[RoleKey, ...] = ()
    """Wie beoordeelt of een leerling deze grens raakt; staat hier niemand, dan de directeur."""


class OppTerms(Cited):
    """The terms of the OPP, and for whom it is; floor rules 3 and 4 bound them."""

    whom: Literal["extra", "every_pupil"] = Field("extra", alias="for")
    """Voor wie er een OPP is: bij extra ondersteuning (extra) of voor iedere leerling (every_pupil)."""
    within: Term
    """Binnen welke tijd het OPP er is; hoogstens zes weken."""
    evaluate_every: Term
    """Hoe vaak het OPP met de ouders wordt geëvalueerd; hoogstens elke twaalf maanden."""
    remind: Term
    """Hoe lang voor zo'n dag de eigenaar een herinnering krijgt."""


class Demonstrable(Cited):
    """When progress counts as demonstrable, and when its lack is put before people (domain §6.3)."""

    period: Term
    """Hoe lang er structureel ondersteuning is voordat een evaluatie als bewijs telt."""
    goals_min: Annotated[int, Field(ge=1, le=100)]
    """Op hoeveel doelen er ten minste vooruitgang moet zijn."""
    share: Annotated[int, Field(ge=1, le=100)]
    """Welk deel van de meetbare doelen vooruit moet gaan, in procenten."""
    in_a_row: Annotated[int, Field(ge=1, le=4)]
    """Hoeveel evaluaties achter elkaar zonder vooruitgang een signaal geven."""
    held_share: Annotated[int, Field(ge=0, le=100)]
    """Welk deel van de geplande begeleiding gegeven moet zijn om te kunnen oordelen, in procenten."""


class Desk(Cited):
    """Where a referral goes, what it may be asked there, and within which time it answers."""

    name: Text
    """Hoe het loket heet."""
    kind: DeskKind
    """Wat voor loket: samenwerkingsverband (swv), cluster 1 of 2 (cluster) of gemeente (municipality)."""
    asks: tuple[Asks, ...] = Field(min_length=1)
    """Wat de school er kan vragen."""
    purpose: PurposeKey | None = None
    """Waarvoor ouders toestemming geven voordat dit loket iets hoort; niet bij een samenwerkingsverband."""
    decides_within: Term
    """Binnen welke tijd het loket antwoordt."""
