"""Who the profile speaks of: roles by the school's own names, partners, and what parents are asked for them."""

from typing import Literal

from pydantic import Field, model_validator

from caseflow.sop.complaining import Unfit
from caseflow.sop.rules import Document
from caseflow.sop.schema.words import Cited, LocationKey, PartnerKey, PurposeKey, RoleKey, Term, Text
from caseflow.sop.schema.years import Year
from caseflow.sop.vocabulary import OtherLanguage, Part, RoleKind


class Role(Document):
    """A role by the school's own name; an outsider belongs to a partner, others may be for a range of groups."""

    name: Text
    """Hoe de school deze rol noemt."""
    kind: RoleKind
    """Wat voor rol het is; dat bepaalt welke leerlingen iemand ziet."""
    partner: PartnerKey | None = None
    """Bij welke partner iemand van buiten hoort."""
    years: tuple[Year, ...] = ()
    """Voor welke jaargroepen deze rol is; geen: voor alle."""
    locations: tuple[LocationKey, ...] = ()
    """Voor welke locaties deze rol is; geen: voor alle."""
    translated: dict[OtherLanguage, Text] = {}
    """Hoe deze rol heet in andere talen, voor ouders die geen Nederlands lezen."""

    def covers(self, years: frozenset[int], location: str) -> bool:
        """Whether it is for a group of these years at this place; a child without a group is everybody's."""
        near = not self.locations or not location or location in self.locations
        return near and (not self.years or not years or not years.isdisjoint(self.years))


class Partner(Cited):
    """Someone from outside the school: what they deliver, how they are asked, and for which purpose parents are.

    `consent` is the purpose of a talk with them where the step does not name one itself (caseflow.sop.consents).
    """

    name: Text
    """De naam van de partner, zoals ouders hem kennen."""
    delivers: Text
    """Wat deze partner doet voor leerlingen van de school."""
    asked: Text | None = None
    """Hoe de school deze partner vraagt."""
    consent: PurposeKey | None = None
    """Waarvoor ouders toestemming wordt gevraagd als de stap geen doel noemt, en voordat hun arrangement ingaat."""


class InOtherWords(Document):
    """A purpose for who reads another language; the Dutch is shown beneath it and binds."""

    name: Text
    """Waarvoor de toestemming is, in deze taal."""
    asks: Text
    """De vraag in deze taal."""
    why: Text | None = None
    """Waarom de school dit vraagt, in deze taal."""


class Purpose(Cited):
    """One thing for which guardians are asked consent: what is shared, with whom at most, for how long."""

    name: Text
    """Waarvoor de toestemming is, in een paar woorden."""
    asks: Text
    """De vraag zoals ouders hem lezen."""
    parts: tuple[Part, ...] = Field(min_length=1)
    """Welke delen van het dossier worden gedeeld; niet meer dan nodig."""
    roles: tuple[RoleKey, ...] = ()
    """Met welke rollen van buiten hoogstens wordt gedeeld."""
    lasts: Term
    """Hoe lang de toestemming geldt."""
    care: bool = False
    """Of het om zorg of behandeling gaat; dan zegt een leerling vanaf 12 jaar zelf ook ja of nee."""
    next_school: bool = False
    """Of dit ja deze delen ook meegeeft aan de volgende school; zonder zo'n ja gaat alleen mee wat de wet noemt."""
    agree: Literal["all", "one"] | None = None
    """Wie ja moet zeggen: alle ouders met gezag (all), of een van hen (one), wat alleen kan binnen de school."""
    translated: dict[OtherLanguage, InOtherWords] = {}
    """De vraag in andere talen, voor ouders die geen Nederlands lezen; de Nederlandse tekst geldt."""

    @model_validator(mode="after")
    def _names_the_child(self) -> "Purpose":
        """Who talks about a child knows which one: the guardians are told so."""
        if Part.PUPIL not in self.parts:
            what = "wie over een kind meepraat weet wie het is: 'parts' noemt ook 'pupil'"
            raise Unfit(what, "Zet 'pupil' bij 'parts'", "parts")
        return self


class Asking(Cited):
    """How the school goes on asking guardians who do not answer: a consent, a plan, a document to sign."""

    remind_every: Term
    """Hoe vaak een ouder die nog niet antwoordde een herinnering krijgt."""
