"""The route: steps with who takes part and what is asked, clocks, exits, and the tracks that they lie on."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from caseflow.sop.rules import Document, Rule
from caseflow.sop.schema.words import Cited, Key, Term, Text, Way
from caseflow.sop.vocabulary import Ending, State

#: Among who decides: the table of the step where the case stands, as its chair wrote it down.
TEAM = "team"
#: What meets a clock that only ends when the case moves on.
LEAVING = "leave"
#: Among who gets a copy: the guardians with gezag.
GUARDIANS = "guardians"


Owner = Annotated[
    tuple[Key, ...], Field(min_length=1), BeforeValidator(lambda given: (given,) if isinstance(given, str) else given)
]


class Seat(Document):
    """A role at the table: always, rather, when called, or so many times in a school year."""

    role: Key
    presence: Literal["required", "preferred", "on_call"] = "required"
    times_a_year: Annotated[int, Field(ge=1, le=40)] | None = None


class Parents(Document):
    """What the guardians are told, asked, or talked over with before an act.

    `invite: if_needed`: the chair may write down why it goes without them, never where somebody from outside sits.
    """

    inform: bool = False
    talk: bool = False
    invite: Literal["if_needed"] | bool = False
    consent: Key | None = None


class Clock(Cited):
    """A term that starts at one act of the step and is met by another, or by the case moving on.

    `is`: at most so long, at least, exactly, or a trial: a stay of once a case, with an end.
    """

    name: Text
    starts: Key
    meets: Key = LEAVING
    within: Term
    kind: Literal["at_most", "at_least", "exact", "trial"] = Field("at_most", alias="is")
    extend: Term | None = None
    whose: Literal["school", "other"] = "school"

    @property
    def holds(self) -> bool:
        """Whether the case may not move on before it is over."""
        return self.kind in ("at_least", "exact")


class Exit(Cited):
    """A way out of a step: to another step, or the end of the case.

    `decides` takes the place of what the next step says, so that two ends can be in two hands; `ratifies`: they make
    it so, after who decides has proposed it. `body`: who outside the school is asked first. `copies`: who is told.
    """

    name: Text
    to: Key | None = None
    close: Ending | None = None
    back: bool = False
    needs: tuple[Rule, ...] = ()
    decides: tuple[Key, ...] = ()
    ratifies: tuple[Key, ...] = ()
    body: Key | None = None
    copies: tuple[Key, ...] = ()

    @property
    def key(self) -> str:
        """What names this exit within its step, in a URL too."""
        return self.to or f"close-{self.close}"

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Exit":
        if (self.to is None) == (self.close is None):
            raise ValueError("een uitgang noemt 'to' of 'close', niet allebei")
        return self


class Skipping(Exit):
    """The way over a step that may be skipped: what that step leads to, with a reason, without having been there."""

    skips: Key

    @property
    def key(self) -> str:
        return f"over-{self.skips}-{super().key}"


class Step(Cited):
    """One step of the route, by the school's own name, in one of the nine states.

    `hands`: who does an act here instead of who does it elsewhere. `lead`: how long before its day a talk is planned.
    `level`: its place in the school's support. `may_skip`: with a reason. `elsewhere`: the child is taught elsewhere.
    """

    name: Text
    state: State
    owner: Owner
    chair: tuple[Key, ...] = ()
    decides: tuple[Key, ...] = ()
    takes_part: tuple[Seat, ...] = ()
    parents: dict[Key, Parents] = {}
    acts: dict[Key, tuple[Rule, ...]] = {}
    clocks: tuple[Clock, ...] = ()
    exits: tuple[Exit, ...]
    on_refusal: tuple[Way, ...] = ()
    desk: Key | None = None
    hands: dict[Key, tuple[Key, ...]] = {}
    lead: Term | None = None
    level: Key | None = None
    may_skip: bool = False
    elsewhere: bool = False


class Track(Document):
    """A route beside others: where it begins and the ends that are open from every step of it.

    `trigger`: what is asked before a case is opened on it; where it comes true on another route, it is proposed.
    """

    name: Text
    first: Key
    aanmelding: Key | None = None
    trigger: tuple[Rule, ...] = ()
    ends: tuple[Exit, ...] = ()


class Level(Cited):
    """A level of support, or one situation beside others: a number and a name, and what is asked to come into it."""

    number: Annotated[int, Field(ge=0, le=9)]
    name: Text
    needs: tuple[Rule, ...] = ()


class Body(Cited):
    """Who outside the school decides or advises on a way out, within a time of its own, asked with consent."""

    name: Text
    purpose: Key
    answers_within: Term
    binding: bool


class Admission(Cited):
    """How many children a group takes, and whether a child waits for a place when it is full."""

    group_size: Annotated[int, Field(ge=1, le=40)]
    waiting_list: bool = False
