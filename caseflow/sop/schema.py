"""The typed document that a SOP is: what a school can say, and nothing that nobody reads."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from caseflow.sop.dates import Days, Span
from caseflow.sop.rules import Document, Rule, SpanField
from caseflow.sop.vocabulary import Asks, DeskKind, Ending, Part, RoleKind, State, entering_act

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,49}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


def _lasts(span: Span) -> Span:
    if span.count < 1:
        raise ValueError("een termijn duurt minstens een dag")
    return span


Term = Annotated[SpanField, AfterValidator(_lasts)]
Way = Literal[
    "go_on_basis", "talk", "ouder_en_jeugdsteunpunt", "onderwijsconsulent", "geschillencommissie"
]  # what stays open after a "no"


class Cited(Document):
    """Something that names its paragraph in the school's profile, or says that it is an own choice, and why."""

    cite: Text
    why: str = ""

    @model_validator(mode="after")
    def _says_why(self) -> "Cited":
        if self.cite == "own choice" and not self.why:
            raise ValueError("een eigen keuze (cite: own choice) zegt waarom: 'why' ontbreekt")
        return self


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


class Role(Document):
    """A role by the school's own name; an outsider belongs to a partner."""

    name: Text
    kind: RoleKind
    partner: Key | None = None


class Partner(Cited):
    """Someone from outside the school, and what they deliver."""

    name: Text
    delivers: Text


class Purpose(Cited):
    """One thing for which guardians are asked consent: what is shared, with whom at most, for how long."""

    name: Text
    asks: Text
    parts: tuple[Part, ...] = Field(min_length=1)
    roles: tuple[Key, ...] = ()
    lasts: Term


class Instrument(Cited):
    """Something the school measures or observes with; a goal names one."""

    name: Text


class Arrangement(Cited):
    """A package of support: basis or extra, by whom, never without an end."""

    name: Text
    support: Literal["basis", "extra"]
    partner: Key | None = None
    longest: Term
    brings_opp: bool = False


class Limit(Cited):
    """Where the school's support ends, as a criterion to be judged for one pupil, with what comes instead."""

    name: Text
    alternative: Text


class OppTerms(Cited):
    """The terms of the OPP; floor rules 3 and 4 bound them."""

    within: Term
    evaluate_every: Term
    remind: Term


class Demonstrable(Cited):
    """When progress counts as demonstrable, and when its lack is put before people (domain §6.3)."""

    period: Term
    goals_min: Annotated[int, Field(ge=1)]
    share: Annotated[int, Field(ge=1, le=100)]
    in_a_row: Annotated[int, Field(ge=1, le=4)]
    held_share: Annotated[int, Field(ge=0, le=100)]


class Holiday(Document):
    """A school holiday, both days included."""

    name: Text
    first: date
    last: date


class Desk(Cited):
    """Where a referral goes, what it may be asked there, and within which time it answers."""

    name: Text
    kind: DeskKind
    asks: tuple[Asks, ...] = Field(min_length=1)
    decides_within: Term


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


class Sop(Document):
    """A school's profile and route: one version of it, whole."""

    sop: Literal[1]
    version: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$")]
    first_day: date
    school: SchoolData
    adoption: Adoption | None = None
    roles: dict[Key, Role]
    partners: dict[Key, Partner] = {}
    purposes: dict[Key, Purpose] = {}
    instruments: dict[Key, Instrument] = Field(min_length=1)
    arrangements: dict[Key, Arrangement] = {}
    limits: dict[Key, Limit] = {}
    opp: OppTerms
    handelingsverlegenheid: Demonstrable
    holidays: tuple[Holiday, ...] = ()
    desks: dict[Key, Desk] = {}
    tracks: dict[Key, Track] = Field(min_length=1)
    steps: dict[Key, Step] = Field(min_length=1)

    def exits(self, step: str, track: str) -> tuple[Exit, ...]:
        """The ways out of a step, those of its whole track included."""
        return (*self.steps[step].exits, *self.tracks[track].ends)

    def exit(self, step: str, track: str, key: str) -> Exit | None:
        return next((way for way in self.exits(step, track) if way.key == key), None)

    def state_after(self, way: Exit) -> State:
        """The state in which a case stands once it took this exit."""
        return State.CLOSED if way.to is None else self.steps[way.to].state

    def act_of(self, way: Exit) -> str:
        """The act by which a case takes this exit."""
        return entering_act(self.state_after(way))

    def free_days(self) -> tuple[Days, ...]:
        return tuple(Days(holiday.first, holiday.last) for holiday in self.holidays)

    def roles_of_kind(self, *kinds: RoleKind) -> tuple[str, ...]:
        return tuple(key for key, role in self.roles.items() if role.kind in kinds)

    def outsiders(self, step: str) -> tuple[str, ...]:
        """The roles from outside the school that sit at a step's table."""
        return tuple(s.role for s in self.steps[step].takes_part if self.roles[s.role].kind is RoleKind.OUTSIDER)

    def all_exits(self) -> Iterator[tuple[str, str, Exit]]:
        """Every (track, step, exit) of the document, reachable or not."""
        for track in self.tracks:
            for step in self.steps_of(track):
                yield from ((track, step, way) for way in self.exits(step, track))

    def steps_of(self, track: str) -> tuple[str, ...]:
        """The steps that a track can come to, nearest first."""
        start = (self.tracks[track].aanmelding, self.tracks[track].first)
        seen = [step for step in dict.fromkeys(start) if step]
        for step in seen:
            seen += [way.to for way in self.steps[step].exits if way.to and way.to not in seen]
        return tuple(seen)
