"""The typed document that a SOP is: what a school can say, and nothing that nobody reads."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from caseflow.sop.acts import entering_act
from caseflow.sop.complaining import Unfit
from caseflow.sop.dates import Days
from caseflow.sop.naming import beside, once
from caseflow.sop.rules import Document
from caseflow.sop.schema.calendar import CalendarEntry
from caseflow.sop.schema.documents import Paper
from caseflow.sop.schema.offer import Ambition, Expertise, Phase, Programme, Statement, TargetGroup
from caseflow.sop.schema.people import Asking, Partner, Purpose, Role
from caseflow.sop.schema.profile import Holiday, SchoolData
from caseflow.sop.schema.route import (
    GUARDIANS,
    TEAM,
    Admission,
    Body,
    Clock,
    Departing,
    Exit,
    Level,
    Parents,
    Seat,
    Skipping,
    Step,
    Track,
)
from caseflow.sop.schema.support import Arrangement, Demonstrable, Desk, Instrument, Limit, OppTerms
from caseflow.sop.schema.words import Day, Key, StepKey, Text
from caseflow.sop.schema.years import in_years
from caseflow.sop.vocabulary import RoleKind, State

#: More than any school has by far, and few enough to be checked while somebody waits.
MOST_WAYS = 1500


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
    texts: dict[Key, Statement] = {}
    """Teksten van de school zelf, voor de openbare bladzijde."""
    basic_support: dict[Key, TargetGroup] = {}
    """De basisondersteuning, per groep leerlingen."""
    extra_support: dict[Key, TargetGroup] = {}
    """De extra ondersteuning, per groep leerlingen."""
    expertise: dict[Key, Expertise] = {}
    """Waar iemand in het team, of in huis op vaste dagen, meer van weet."""
    programmes: dict[Key, Programme] = {}
    """Waar de school mee werkt en niet mee meet."""
    ambitions: dict[Key, Ambition] = {}
    """Wat de school wil kunnen, en hoe ver zij is."""
    roles: dict[Key, Role]
    """De rollen, met de namen die de school gebruikt."""
    partners: dict[Key, Partner] = {}
    """Met wie van buiten de school werkt."""
    purposes: dict[Key, Purpose] = {}
    """Waarvoor ouders toestemming wordt gevraagd."""
    asking: Asking | None = None
    """Hoe de school ouders herinnert die nog niet antwoordden; staat het er niet, dan belt de school zelf."""
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
    documents: dict[Key, Paper] = {}
    """De documenten langs de route, met wie ze schrijft en wat een handtekening betekent."""
    calendar: dict[Key, CalendarEntry] = {}
    """Wat elk schooljaar terugkomt op een vaste tijd."""
    holidays: tuple[Holiday, ...] = ()
    """De schoolvakanties."""
    desks: dict[Key, Desk] = {}
    """Waar een verwijzing heen kan."""
    bodies: dict[Key, Body] = {}
    """Wie van buiten over een uitgang oordeelt of adviseert."""
    levels: dict[Key, Level] = {}
    """De niveaus van ondersteuning, als de school die kent."""
    locations: dict[Key, Text] = {}
    """De locaties van de school, als het er meer zijn."""
    phases: dict[Key, Phase] = {}
    """De fasen van de school, als zij in fasen werkt; waar 'years' staat mag dan ook een fase staan."""
    admission: Admission | None = None
    """Hoe groot een groep wordt, en of er een wachtlijst is."""
    tracks: dict[Key, Track] = Field(min_length=1, max_length=20)
    """De sporen: elk begint bij een stap en loopt langs de uitgangen van de stappen."""
    steps: dict[Key, Step] = Field(min_length=1, max_length=200)
    """De stappen van de route."""
    moves: dict[Key, StepKey] = {}
    """Waar de casussen heen gaan die in een stap staan die deze versie niet meer heeft."""

    @model_validator(mode="before")
    @classmethod
    def _in_years(cls, written: Any) -> Any:
        return in_years(written)

    @model_validator(mode="after")
    def _can_be_overseen(self) -> "Sop":
        number = sum(map(self._number_of_ways, self.steps.values()))
        if number > MOST_WAYS:
            what = f"deze route heeft {number} uitgangen, die over stappen met 'may_skip' meegeteld; het mogen er"
            todo = "Noem minder uitgangen, of zet 'may_skip' alleen bij stappen die een kind echt mag overslaan"
            raise Unfit(f"{what} {MOST_WAYS} zijn", todo, "steps")
        return self

    def _number_of_ways(self, step: Step) -> int:
        skipped = (self.steps[way.to] for way in step.exits if way.to in self.steps and self.steps[way.to].may_skip)
        return len(step.exits) + sum(len(over.exits) for over in skipped)

    def exits(self, step: str, track: str) -> tuple[Exit, ...]:
        """The ways out of a step: its own, those over a step that may be skipped, those of its whole track."""
        return (*self.ways(step), *self.tracks[track].ends)

    def ways(self, step: str) -> tuple[Exit, ...]:
        """The ways out that are a step's own, whatever the track: those over a step that may be skipped too."""
        if step not in self._ways:
            self._ways[step] = (*self.steps[step].exits, *self._over(step))
        return self._ways[step]

    @cached_property
    def _ways(self) -> dict[str, tuple[Exit, ...]]:
        """Those that were asked for before: a document never changes, and each is asked for many times."""
        return {}

    def _over(self, step: str) -> Iterator[Exit]:
        """What stood before the skipped step stays asked, and who judges of what follows; what is done in it is not."""
        for way in self.steps[step].exits:
            if way.to and way.to != step and self.steps[way.to].may_skip:
                for onward in self.steps[way.to].exits:
                    if onward.to not in (None, step) and not onward.back:
                        yield Skipping.of(way, onward, needs=way.needs, body=onward.body or way.body)

    def owner_of(self, step: str, years: frozenset[int], location: str = "") -> str:
        """Which of a step's owners it is for a child of these years at this place; the first where none is."""
        return self.covering(self.steps[step].owner, years, location)[0]

    def covering(self, roles: tuple[str, ...], years: frozenset[int], location: str = "") -> tuple[str, ...]:
        """Of these roles those that are for a child of these years at this place; all where none is."""
        near = tuple(role for role in roles if role in self.roles and self.roles[role].covers(years, location))
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

    def holiday_after(self, day: date) -> Holiday | None:
        """The holiday that begins where the school week of this day ends, or the day after it."""
        following = [day + timedelta(days=1)]
        while following[-1].weekday() in (5, 6):
            following.append(following[-1] + timedelta(days=1))
        return next((one for one in self.holidays if one.first in following), None)

    def roles_of_kind(self, *kinds: RoleKind) -> tuple[str, ...]:
        return tuple(key for key, role in self.roles.items() if role.kind in kinds)

    def roles_from(self, partner: str) -> tuple[str, ...]:
        """The roles whose holders come from this partner."""
        return tuple(key for key, role in self.roles.items() if role.partner == partner)

    def called(self, role: str, word: str = "") -> str:
        """A role as people are told it: with the partner that its holder comes from, or the locations it is for.

        `word` is its name in another language.
        """
        said = self.roles[role]
        from_partner = (self.partners[said.partner].name,) if said.partner else ()
        return beside(word or said.name, (*from_partner, *(self.locations[key] for key in said.locations)))

    def names(self, roles: Iterable[str]) -> str:
        """Roles side by side, as the school calls them."""
        return once(self.roles[role].name for role in roles)

    def judges(self, limit: str) -> tuple[str, ...]:
        """Who judges whether a pupil reached one of the school's limits: the director where it names nobody."""
        return self.limits[limit].judges or self.roles_of_kind(RoleKind.DIRECTOR)

    def ratifiers(self, arrangement: str) -> tuple[str, ...]:
        """Who ratifies that an arrangement is granted; nobody where it is not in the SOP (any more)."""
        return self.arrangements[arrangement].ratifies if arrangement in self.arrangements else ()

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


__all__ = [
    "GUARDIANS",
    "TEAM",
    "Admission",
    "Body",
    "CalendarEntry",
    "Clock",
    "Departing",
    "Desk",
    "Exit",
    "Paper",
    "Parents",
    "Purpose",
    "Seat",
    "Skipping",
    "Sop",
    "Step",
]
