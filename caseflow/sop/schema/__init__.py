"""The typed document that a SOP is: what a school can say, and nothing that nobody reads."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from caseflow.sop.dates import Days
from caseflow.sop.rules import Document
from caseflow.sop.schema.people import Partner, Purpose, Role
from caseflow.sop.schema.profile import Adoption, Holiday, SchoolData
from caseflow.sop.schema.route import (
    LEAVING,
    TEAM,
    Admission,
    Body,
    Clock,
    Exit,
    Level,
    Parents,
    Seat,
    Skipping,
    Step,
    Track,
)
from caseflow.sop.schema.support import Arrangement, Demonstrable, Desk, Instrument, Limit, OppTerms
from caseflow.sop.schema.words import Key, Text
from caseflow.sop.vocabulary import RoleKind, State, entering_act


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
    bodies: dict[Key, Body] = {}
    levels: dict[Key, Level] = {}
    locations: dict[Key, Text] = {}
    admission: Admission | None = None
    tracks: dict[Key, Track] = Field(min_length=1)
    steps: dict[Key, Step] = Field(min_length=1)

    def exits(self, step: str, track: str) -> tuple[Exit, ...]:
        """The ways out of a step: its own, those over a step that may be skipped, those of its whole track."""
        return (*self.steps[step].exits, *self._over(step), *self.tracks[track].ends)

    def _over(self, step: str) -> Iterator[Exit]:
        """What stays asked is what stood before the skipped step, not what would have been done in it."""
        for way in self.steps[step].exits:
            if way.to and way.to != step and self.steps[way.to].may_skip:
                skipped = self.steps[way.to]
                for onward in skipped.exits:
                    if onward.to not in (None, step) and not onward.back:
                        yield Skipping(
                            **{**dict(onward), "name": onward.name, "needs": way.needs, "body": None}, skips=way.to
                        )

    def owner_of(self, step: str, years: frozenset[int], location: str = "") -> str:
        """Which of a step's owners it is for a child of these years at this place; the first where none is."""
        return next(iter(self.covering(self.steps[step].owner, years, location)))

    def covering(self, roles: tuple[str, ...], years: frozenset[int], location: str = "") -> tuple[str, ...]:
        """Of these roles those that are for a child of these years at this place; all where none is."""
        near = tuple(role for role in roles if self.roles[role].covers(years, location))
        return near or roles

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

    def called(self, role: str) -> str:
        """A role as people are told it: with the partner that its holder comes from."""
        partner = self.roles[role].partner
        return f"{self.roles[role].name}, {self.partners[partner].name}" if partner else self.roles[role].name

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


__all__ = [
    "LEAVING",
    "TEAM",
    "Clock",
    "Desk",
    "Exit",
    "Parents",
    "Purpose",
    "Seat",
    "Skipping",
    "Sop",
    "Step",
]
