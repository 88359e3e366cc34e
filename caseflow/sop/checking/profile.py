"""The profile's own years and dates: its phases and its holidays."""

from caseflow.sop.checking.registry import Flaw, Flaws, Stage, error, warning
from caseflow.sop.schema import Holiday, Sop

LONGEST_HOLIDAY = 60  # days


def too_long(holiday: Holiday) -> bool:
    return (holiday.last - holiday.first).days > LONGEST_HOLIDAY


@error(why="Beide dagen zijn vrije dagen", todo="Verbeter een van de twee dagen", stage=Stage.VALUES)
def holiday_backwards(sop: Sop) -> Flaws:
    """A holiday that ends before it begins."""
    for index, holiday in enumerate(sop.holidays):
        if holiday.last < holiday.first:
            yield Flaw(("holidays", index, "last"), "de vakantie eindigt voordat zij begint")


@error(
    why="Termijnen van de school eindigen voor een vakantie, dus een te lange maakt ze te kort",
    todo="Kijk het jaartal na",
    stage=Stage.VALUES,
)
def holiday_too_long(sop: Sop) -> Flaws:
    """Most likely a slip in the year: what it would do to other holidays and to the calendar is not said as well."""
    for index, holiday in enumerate(sop.holidays):
        if too_long(holiday):
            yield Flaw(("holidays", index, "last"), "deze vakantie duurt langer dan twee maanden")


@warning(why="Een dag is maar één keer vrij", todo="Kijk de dagen na", stage=Stage.VALUES)
def holidays_overlap(sop: Sop) -> Flaws:
    """Two holidays that share a day."""
    latest = None
    likely = [one for one in enumerate(sop.holidays) if not too_long(one[1])]
    for index, holiday in sorted(likely, key=lambda one: one[1].first):
        if latest and holiday.first <= latest.last:
            yield Flaw(("holidays", index, "first"), f"deze vakantie valt samen met '{latest.name}'")
        latest = holiday if latest is None or holiday.last > latest.last else latest


@warning(
    why="Een kind zit in één fase, en ouders lezen bij welke iets hoort",
    todo="Noem elke jaargroep in één fase",
    stage=Stage.VALUES,
)
def year_in_two_phases(sop: Sop) -> Flaws:
    """A year that stands in two phases, so that nobody can say in which a child is."""
    found: dict[int, str] = {}
    for key, phase in sop.phases.items():
        for index, year in enumerate(phase.years):
            if found.setdefault(year, key) != key:
                yield Flaw(("phases", key, "years", index), f"groep {year} zit al in fase '{found[year]}'")
