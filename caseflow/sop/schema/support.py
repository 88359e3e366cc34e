"""What the school offers, how it measures, where its support ends, and the desk behind that end."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from caseflow.sop.complaining import Unfit, known_words, meant
from caseflow.sop.measures import LEVELS
from caseflow.sop.rules import Document, Rule
from caseflow.sop.schema.words import Cited, Key, Month, PartnerKey, PurposeKey, RoleKey, Term, Text, Title
from caseflow.sop.schema.years import Year
from caseflow.sop.vocabulary import Asks, DeskKind


def _known_level(word: str) -> str:
    if word not in LEVELS:
        what = f"'{word}' is geen niveau; {known_words(word, LEVELS)}"
        raise Unfit(what, meant(word, LEVELS, "Kies uit die niveaus"))
    return word


LevelWord = Annotated[str, AfterValidator(_known_level)]


class GroupQuestions(Document):
    """What each child of a group is asked about the others, and how seldom chosen is left out.

    Every child chooses at most `most` others with each question.
    """

    likes: Title
    """De vraag met wie een kind graag iets doet, zoals het die hoort."""
    dislikes: Title | None = None
    """De vraag met wie liever niet; laat hem weg als de school die niet stelt."""
    most: Annotated[int, Field(ge=1, le=10)] = 3
    """Hoeveel namen een kind bij een vraag hoogstens noemt."""
    left_out: Annotated[int, Field(ge=0, le=5)] = 0
    """Wie hoogstens zo vaak is gekozen valt op."""


class Instrument(Cited):
    """Something the school measures or observes with; a goal names one.

    What strikes asks for a talk with the child, where the calendar has one (`after: {event: striking}`).
    """

    name: Text
    """De naam van de toets, vragenlijst of observatie."""
    what_for: Text | None = None
    """Wat de school ermee te weten komt."""
    years: tuple[Year, ...] = ()
    """In welke jaargroepen het wordt gebruikt."""
    striking: tuple[LevelWord, ...] = ()
    """Bij welke niveaus een uitslag opvalt; niets betekent: wat ver boven of onder het gemiddelde ligt."""
    sociogram: GroupQuestions | None = None
    """Als het een sociogram is: wat elk kind gevraagd wordt, en wie er opvalt."""

    @model_validator(mode="after")
    def _measures_or_draws(self) -> "Instrument":
        if self.sociogram and self.striking:
            what = "een sociogram heeft geen niveaus; wie er opvalt staat bij 'left_out'"
            raise Unfit(what, "Haal 'striking' weg", "striking")
        return self

    @property
    def strikes(self) -> bool:
        """Whether the school says what strikes."""
        return bool(self.striking or self.sociogram)


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
    ratifies: tuple[RoleKey, ...] = ()
    """Wie een toekenning bekrachtigt voordat zij geldt; staat hier niemand, dan geldt wat de beslisser besluit."""


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
    months: tuple[Month, ...] = ()
    """In welke maanden de school OPP's evalueert, als getal: op de laatste schooldag, als de termijn dat toelaat."""
    remind: Term
    """Hoe lang voor zo'n dag de eigenaar een herinnering krijgt."""

    @model_validator(mode="after")
    def _names_a_month_once(self) -> "OppTerms":
        if len(set(self.months)) != len(self.months):
            raise Unfit("in 'months' staat iets twee keer", "Haal er een weg", "months")
        return self


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
    parents_sign: Literal["nobody", "one", "all"] = "nobody"
    """Wie van de ouders met gezag een verwijzing hierheen tekent: niemand (nobody), een (one) of allemaal (all)."""
    decides_within: Term
    """Binnen welke tijd het loket antwoordt."""

    @property
    def stops_at_no(self) -> bool:
        """Whether one objection keeps a referral from leaving (floor rule 2); else it is shown, and goes along."""
        return self.kind is not DeskKind.SWV or self.parents_sign != "nobody"
