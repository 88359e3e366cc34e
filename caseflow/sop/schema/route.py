"""The route: steps with who takes part and what is asked, clocks, exits, and the tracks that they lie on."""

from typing import Literal

from pydantic import model_validator

from caseflow.sop.rules import Document, Rule
from caseflow.sop.schema.words import ActKey, Cited, DeskKey, PurposeKey, RoleKey, StepKey, Term, Text, Way
from caseflow.sop.vocabulary import Ending, State


class Seat(Document):
    """A role at the table: always, rather, or when called."""

    role: RoleKey
    """Welke rol aan tafel zit."""
    presence: Literal["required", "preferred", "on_call"] = "required"
    """Altijd (required), liefst (preferred) of alleen als het gevraagd wordt (on_call)."""


class Parents(Document):
    """What the guardians are asked or told before an act."""

    inform: bool = False
    """Ouders zijn vooraf ingelicht."""
    invite: bool = False
    """Ouders zijn uitgenodigd."""
    consent: PurposeKey | None = None
    """Het doel waarvoor ouders toestemming gaven."""


class Clock(Cited):
    """A term that starts at one act of the step and is met by another."""

    name: Text
    """Waar deze termijn voor is."""
    starts: ActKey
    """De handeling waarmee de termijn begint."""
    meets: ActKey
    """De handeling waarmee hij gehaald is."""
    within: Term
    """Hoe lang de termijn duurt."""
    extend: Term | None = None
    """Hoeveel hij één keer verlengd kan worden."""
    whose: Literal["school", "other"] = "school"
    """Van wie de termijn is. Die van de school eindigt nooit in een vakantie maar ervoor."""


class Exit(Cited):
    """A way out of a step: to another step, or the end of the case."""

    name: Text
    """Wat er op de knop staat."""
    to: StepKey | None = None
    """Naar welke stap deze uitgang leidt."""
    close: Ending | None = None
    """Waarom de casus hier eindigt, als hij niet naar een stap leidt."""
    back: bool = False
    """Of dit een weg terug is."""
    needs: tuple[Rule, ...] = ()
    """Wat er waar moet zijn voordat iemand deze uitgang kiest."""

    @property
    def key(self) -> str:
        """What names this exit within its step, in a URL too."""
        return self.to or f"close-{self.close}"

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Exit":
        if (self.to is None) == (self.close is None):
            raise ValueError("een uitgang noemt 'to' of 'close', niet allebei")
        return self


class Step(Cited):
    """One step of the route, by the school's own name, in one of the nine states."""

    name: Text
    """Hoe de school deze stap noemt."""
    state: State
    """Wat deze stap betekent voor de leerling, in een van de negen toestanden die de wet kent."""
    owner: RoleKey
    """Wie in deze stap aan het werk is."""
    chair: tuple[RoleKey, ...] = ()
    """Wie het overleg voorzit; een van hen is genoeg."""
    decides: tuple[RoleKey, ...] = ()
    """Wie een leerling in deze stap brengt; niemand genoemd: de eigenaar van de stap ervoor."""
    takes_part: tuple[Seat, ...] = ()
    """Wie er aan tafel zitten."""
    parents: dict[ActKey, Parents] = {}
    """Wat ouders bij een handeling vooraf horen of gevraagd wordt."""
    acts: dict[ActKey, tuple[Rule, ...]] = {}
    """Wat de school vraagt voordat een handeling kan; 'enter' geldt voor wie de stap in wil."""
    clocks: tuple[Clock, ...] = ()
    """De termijnen van deze stap."""
    exits: tuple[Exit, ...]
    """De uitgangen van deze stap."""
    on_refusal: tuple[Way, ...] = ()
    """Wat er open blijft als ouders nee zeggen."""
    desk: DeskKey | None = None
    """Bij welk loket de leerling in deze stap is; alleen in 'referred'."""


class Track(Document):
    """A route beside others: where it begins and the ends that are open from every step of it."""

    name: Text
    """Hoe dit spoor heet."""
    first: StepKey
    """De stap waarmee het spoor begint."""
    aanmelding: StepKey | None = None
    """De stap voor wie is aangemeld en nog niet ingeschreven."""
    ends: tuple[Exit, ...] = ()
    """De manieren waarop een casus vanuit elke stap van dit spoor kan eindigen."""
