"""The profile's own dates: holidays, and how this version came about."""

from caseflow.sop.checking.registry import Flaw, Flaws, Stage, error, warning
from caseflow.sop.schema import Sop

LONGEST_HOLIDAY = 60  # days


@error(why="Beide dagen zijn vrije dagen", todo="Verbeter een van de twee dagen", stage=Stage.VALUES)
def holiday_backwards(sop: Sop) -> Flaws:
    """A holiday that ends before it begins."""
    for index, holiday in enumerate(sop.holidays):
        if holiday.last < holiday.first:
            yield Flaw(("holidays", index, "last"), "de vakantie eindigt voordat zij begint")


@warning(
    why="Termijnen van de school eindigen voor een vakantie, dus een te lange maakt ze te kort",
    todo="Kijk het jaartal na",
    stage=Stage.VALUES,
)
def holiday_too_long(sop: Sop) -> Flaws:
    """Most likely a slip in the year."""
    for index, holiday in enumerate(sop.holidays):
        if (holiday.last - holiday.first).days > LONGEST_HOLIDAY:
            yield Flaw(("holidays", index, "last"), "deze vakantie duurt langer dan twee maanden")


@warning(why="Een dag is maar één keer vrij", todo="Kijk de dagen na", stage=Stage.VALUES)
def holidays_overlap(sop: Sop) -> Flaws:
    """Two holidays that share a day."""
    latest = None
    for index, holiday in sorted(enumerate(sop.holidays), key=lambda one: one[1].first):
        if latest and holiday.first <= latest.last:
            yield Flaw(("holidays", index, "first"), f"deze vakantie valt samen met '{latest.name}'")
        latest = holiday if latest is None or holiday.last > latest.last else latest


@warning(
    why="WMS art. 11: de MR adviseert over een voornemen, dus voor het besluit",
    todo="Kijk de twee dagen na",
    stage=Stage.VALUES,
)
def advice_after_adoption(sop: Sop) -> Flaws:
    """The MR was asked when it could change nothing any more."""
    if sop.adoption and sop.adoption.mr_advice_on > sop.adoption.adopted_on:
        yield Flaw(("adoption", "mr_advice_on"), "het advies van de MR kwam na het besluit van het bestuur")


@warning(
    why="Wat niet is vastgesteld, geldt nog niet",
    todo="Laat de versie later beginnen, of kijk de dag van vaststelling na",
    stage=Stage.VALUES,
)
def in_use_before_adoption(sop: Sop) -> Flaws:
    """The version would begin before the board adopted it."""
    if sop.adoption and sop.adoption.adopted_on > sop.first_day:
        yield Flaw(("first_day",), f"deze versie begint voordat zij op {sop.adoption.adopted_on} is vastgesteld")
