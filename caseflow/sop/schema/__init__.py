"""The typed document that a SOP is: what a school can say, and nothing that nobody reads."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from caseflow.sop.dates import Days
from caseflow.sop.rules import Document
from caseflow.sop.schema.calendar import CalendarEntry
from caseflow.sop.schema.people import Partner, Purpose, Role
from caseflow.sop.schema.profile import Adoption, Holiday, SchoolData
from caseflow.sop.schema.route import Clock, Exit, Parents, Seat, Step, Track
from caseflow.sop.schema.support import Arrangement, Demonstrable, Desk, Instrument, Limit, OppTerms
from caseflow.sop.schema.words import Day, Key
from caseflow.sop.vocabulary import RoleKind, State, entering_act


class Sop(Document):
    """A school's profile and route: one version of it, whole."""

    sop: Literal[1]
    """De vorm van dit document; altijd 1."""
    version: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$")]
    """De naam van deze versie, tussen aanhalingstekens: "2026" of "2026-a"."""
    first_day: Day
    """De eerste dag waarop deze versie geldt."""
    school: SchoolData
    """Van welke school dit profiel is."""
    adoption: Adoption | None = None
    """Wanneer de MR advies gaf en het bestuur de versie vaststelde."""
    roles: dict[Key, Role]
    """De rollen, met de namen die de school gebruikt."""
    partners: dict[Key, Partner] = {}
    """Met wie van buiten de school werkt."""
    purposes: dict[Key, Purpose] = {}
    """Waarvoor ouders toestemming wordt gevraagd."""
    instruments: dict[Key, Instrument] = Field(min_length=1)
    """Waarmee de school meet en observeert."""
    arrangements: dict[Key, Arrangement] = {}
    """De pakketten ondersteuning die de school kan geven."""
    limits: dict[Key, Limit] = {}
    """Waar de ondersteuning van de school eindigt."""
    opp: OppTerms
    """De termijnen van het OPP."""
    handelingsverlegenheid: Demonstrable
    """Wanneer vooruitgang aantoonbaar is, en wanneer het ontbreken ervan aan mensen wordt voorgelegd."""
    calendar: dict[Key, CalendarEntry] = {}
    """Wat elk schooljaar terugkomt op een vaste tijd."""
    holidays: tuple[Holiday, ...] = ()
    """De schoolvakanties."""
    desks: dict[Key, Desk] = {}
    """Waar een verwijzing heen kan."""
    tracks: dict[Key, Track] = Field(min_length=1, max_length=20)
    """De sporen: elk begint bij een stap en loopt langs de uitgangen van de stappen."""
    steps: dict[Key, Step] = Field(min_length=1, max_length=200)
    """De stappen van de route."""

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

    def called(self, role: str) -> str:
        """A role as people are told it: with the partner that its holder comes from."""
        partner = self.roles[role].partner
        return f"{self.roles[role].name}, {self.partners[partner].name}" if partner else self.roles[role].name

    def judges(self, limit: str) -> tuple[str, ...]:
        """Who judges whether a pupil reached one of the school's limits: the director where it names nobody."""
        return self.limits[limit].judges or self.roles_of_kind(RoleKind.DIRECTOR)

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
        seen = dict.fromkeys(step for step in start if step)
        waiting = list(seen)
        for step in waiting:
            ahead = dict.fromkeys(way.to for way in self.steps[step].exits if way.to and way.to not in seen)
            seen.update(ahead)
            waiting += ahead
        return tuple(seen)


__all__ = ["CalendarEntry", "Clock", "Desk", "Exit", "Parents", "Purpose", "Seat", "Sop", "Step"]
