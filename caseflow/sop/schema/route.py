"""The route: steps with who takes part and what is asked, clocks, exits, and the tracks that they lie on."""

from typing import Literal

from pydantic import model_validator

from caseflow.sop.rules import Document, Rule
from caseflow.sop.schema.documents import PaperAsked
from caseflow.sop.schema.words import Cited, Key, Term, Text, Way
from caseflow.sop.vocabulary import Ending, State


class Seat(Document):
    """A role at the table: always, rather, or when called."""

    role: Key
    presence: Literal["required", "preferred", "on_call"] = "required"


class Parents(Document):
    """What the guardians are asked or told before an act."""

    inform: bool = False
    invite: bool = False
    consent: Key | None = None


class Clock(Cited):
    """A term that starts at one act of the step and is met by another."""

    name: Text
    starts: Key
    meets: Key
    within: Term
    extend: Term | None = None
    whose: Literal["school", "other"] = "school"


class Exit(Cited):
    """A way out of a step: to another step, or the end of the case."""

    name: Text
    to: Key | None = None
    close: Ending | None = None
    back: bool = False
    needs: tuple[Rule, ...] = ()

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
    state: State
    owner: Key
    chair: tuple[Key, ...] = ()
    decides: tuple[Key, ...] = ()
    takes_part: tuple[Seat, ...] = ()
    parents: dict[Key, Parents] = {}
    acts: dict[Key, tuple[Rule, ...]] = {}
    documents: tuple[PaperAsked, ...] = ()
    clocks: tuple[Clock, ...] = ()
    exits: tuple[Exit, ...]
    on_refusal: tuple[Way, ...] = ()
    desk: Key | None = None


class Track(Document):
    """A route beside others: where it begins and the ends that are open from every step of it."""

    name: Text
    first: Key
    aanmelding: Key | None = None
    ends: tuple[Exit, ...] = ()
