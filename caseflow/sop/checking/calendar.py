"""The calendar: each of its days exists, and whoever owns it can see whom it is about."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from caseflow.sop.checking.lists import needs_of
from caseflow.sop.checking.profile import too_long
from caseflow.sop.checking.registry import Flaw, Flaws, advice, error
from caseflow.sop.dates import Days
from caseflow.sop.measures import Measured
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import OWN_GROUPS, SCHOOL_WIDE, RoleKind


@error(why="Wat op de kalender staat doet de school zelf", todo="Noem een rol van de school")
def outsider_owns_an_occasion(sop: Sop) -> Flaws:
    """What returns each year is the school's own work."""
    for key, entry in sop.calendar.items():
        if sop.roles[entry.owner].kind is RoleKind.OUTSIDER:
            yield Flaw(("calendar", key, "owner"), "wat op de kalender staat is van iemand van de school")


@error(
    why="Van elke leerling komt er een, en die ziet alleen wie bij het dossier kan",
    todo="Noem een leerkracht, intern begeleider of directeur",
)
def occasion_without_reach(sop: Sop) -> Flaws:
    """Of each pupil, and owned by a kind of role that sees no pupil."""
    for key, entry in sop.calendar.items():
        kind = sop.roles[entry.owner].kind
        if entry.for_ == "pupils" and kind not in SCHOOL_WIDE | OWN_GROUPS | {RoleKind.OUTSIDER}:
            what = f"de rol '{entry.owner}' ziet de leerlingen niet om wie het gaat"
            yield Flaw(("calendar", key, "owner"), what)


@error(
    why="Een maand betekent haar laatste schooldag; zonder schooldag is er niets te plannen",
    todo="Kies een andere maand, of kijk de vakanties na",
)
def month_without_school(sop: Sop) -> Flaws:
    """A month of which the holidays leave no school day in some year."""
    for key, entry in sop.calendar.items():
        for index, month in enumerate(entry.months):
            if year := _year_without_school(sop, month):
                what = f"in maand {month} van {year} is er geen schooldag"
                yield Flaw(("calendar", key, "months", index), what)


@error(
    why="Het gesprek wordt pas voorgesteld als er iets opvalt",
    todo="Zet bij het instrument 'striking' met de niveaus die opvallen, of noem een ander instrument",
)
def talk_about_what_never_strikes(sop: Sop) -> Flaws:
    """A talk with the child after a striking result of an instrument that says of nothing that it strikes."""
    for key, entry in sop.calendar.items():
        if entry.follows_what_strikes and entry.instrument and not sop.instruments[entry.instrument].strikes:
            what = f"bij '{entry.instrument}' staat niet wanneer een uitslag opvalt"
            yield Flaw(("calendar", key, "instrument"), what)


@advice(
    why="Caseflow stelt een spoor voor als de meting er is; aan wat niet op de kalender staat herinnert niemand",
    todo="Zet een screening met deze toets op de kalender, of laat het zo als de school alleen meet waar dat nodig is",
)
def trigger_not_on_the_calendar(sop: Sop) -> Flaws:
    """A track waits for results of an instrument that nobody is asked to measure with."""
    asked = {entry.instrument for entry in sop.calendar.values()}
    for key, track in sop.tracks.items():
        for path, need in needs_of(track.trigger, ("tracks", key, "trigger")):
            if need.fact == "measured_in_a_row" and (used := Measured.parse(need.of).instrument) not in asked:
                yield Flaw((*path, "of"), f"de kalender vraagt nergens om een meting met '{used}'")


def _year_without_school(sop: Sop, month: int) -> int | None:
    """The first calendar year of which the holidays leave no school day in this month."""
    free = tuple(Days(one.first, one.last) for one in sop.holidays if not too_long(one))
    years = (year for stretch in free for year in range(stretch.first.year, stretch.last.year + 1))
    return next((year for year in years if not any(_days_at_school(year, month, free))), None)


def _days_at_school(year: int, month: int, free: tuple[Days, ...]) -> Iterator[bool]:
    for number in range(1, monthrange(year, month)[1] + 1):
        day = date(year, month, number)
        yield day.weekday() < 5 and not any(day in stretch for stretch in free)
