"""What comes by date and not by concern: talks, screenings and programmes, each with its day and its owner."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from caseflow.sop.complaining import Unfit
from caseflow.sop.dates import Span
from caseflow.sop.rules import Document
from caseflow.sop.schema.words import Cited, InstrumentKey, Month, RoleKey, Term
from caseflow.sop.schema.years import Year
from caseflow.sop.vocabulary import OccasionKind

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class AfterEvent(Document):
    """A day that follows from something in a pupil's life: enrolled, born, or known to be striking."""

    event: Literal["enrolled", "born", "striking"]
    """Waarna: de inschrijving (enrolled), de geboorte (born) of een opvallende uitslag (striking)."""
    within: Term
    """Binnen hoeveel tijd daarna."""


class CalendarEntry(Cited):
    """One thing that returns: for whom, in which months or how long after what, and whose it is.

    `years` are jaargroepen (none: all). A month means its last school day; `prepare` is how long before the day it is
    brought to its owner's mind. Each pupil, or each group as a whole, has its own occasion.
    """

    name: Name
    """Hoe dit op de kalender heet."""
    what: OccasionKind
    """Wat het is: het bepaalt wat er wordt gevraagd aan wie het afrondt."""
    for_: Literal["groups", "pupils"] = Field(alias="for")
    """Voor elke groep als geheel (groups), of voor elke leerling (pupils)."""
    years: tuple[Year, ...] = ()
    """Voor welke jaargroepen; niets betekent alle."""
    owner: RoleKey
    """Welke rol ervoor zorgt dat het gebeurt."""
    months: tuple[Month, ...] = ()
    """In welke maanden, als getal; het is dan klaar op de laatste schooldag van die maand."""
    after: AfterEvent | None = None
    """In plaats van maanden: een tijd na iets in het leven van de leerling."""
    instrument: InstrumentKey | None = None
    """Waarmee wordt gemeten of gewerkt; een meting noemt het altijd."""
    minutes_a_week: Annotated[int, Field(ge=1, le=1500)] | None = None
    """Hoeveel minuten per week het programma volgens het profiel krijgt."""
    prepare: Term = Span(3, "weeks")
    """Hoe lang van tevoren de eigenaar eraan herinnerd wordt."""

    @model_validator(mode="after")
    def _has_a_day(self) -> "CalendarEntry":
        if self.months and self.after:
            what = "iets op de kalender noemt 'months' of 'after', niet allebei"
            raise Unfit(what, "Laat er een staan", "after")
        if "months" in self.model_fields_set and not self.months and not self.after:
            raise Unfit("'months' noemt geen enkele maand", "Noem een of meer maanden, zoals [2, 6]", "months")
        if not self.months and not self.after:
            raise Unfit("iets op de kalender noemt 'months' of 'after'", "Voeg 'months' toe, zoals [2, 6]")
        if self.after and self.for_ == "groups":
            raise Unfit("'after' gaat over één leerling", "Schrijf 'for: pupils'", "for")
        for field in ("months", "years"):
            if len(set(getattr(self, field))) != len(getattr(self, field)):
                raise Unfit(f"in '{field}' staat iets twee keer", "Haal er een weg", field)
        return self

    @property
    def follows_what_strikes(self) -> bool:
        return self.after is not None and self.after.event == "striking"

    @model_validator(mode="after")
    def _talks_about_what_strikes(self) -> "CalendarEntry":
        if (self.what is OccasionKind.CHILD_TALK) != self.follows_what_strikes:
            raise Unfit(
                "een kindgesprek ('what: child_talk') volgt op een opvallende uitslag ('event: striking')",
                "Schrijf 'what: child_talk' met 'after: {event: striking, within: 3 weeks}'",
                "what",
            )
        if self.follows_what_strikes and not self.instrument:
            what = "een kindgesprek noemt met welk 'instrument' er iets opviel"
            raise Unfit(what, "Voeg 'instrument' toe", "what")
        return self

    @model_validator(mode="after")
    def _fits_what_it_is(self) -> "CalendarEntry":
        whose = {OccasionKind.GROUP_TALK: "groups", OccasionKind.PUPIL_TALK: "pupils"}.get(self.what, self.for_)
        if self.for_ != whose:
            raise Unfit(
                f"'what: {self.what}' gaat samen met 'for: {whose}'",
                f"Schrijf 'for: {whose}', of kies een andere 'what'",
                "for",
            )
        if self.what is OccasionKind.SCREENING and not self.instrument:
            raise Unfit(
                "een screening noemt haar 'instrument'", "Voeg 'instrument' toe: waarmee wordt er gemeten?", "what"
            )
        if self.instrument and self.what in (OccasionKind.GROUP_TALK, OccasionKind.PUPIL_TALK):
            raise Unfit(
                "een gesprek heeft geen 'instrument'; dat hoort bij een screening of programma",
                "Haal 'instrument' weg",
                "instrument",
            )
        if self.minutes_a_week and self.what is not OccasionKind.PROGRAMME:
            raise Unfit(
                "'minutes_a_week' hoort bij een programma ('what: programme')",
                "Haal 'minutes_a_week' weg",
                "minutes_a_week",
            )
        return self
