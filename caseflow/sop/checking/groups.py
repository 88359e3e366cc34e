"""Groups: who divides them leaves none out and gives none away twice, and a test is for those that it is made in."""

from collections.abc import Iterator

from caseflow.sop.checking.registry import Flaw, Flaws, warning
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import RoleKind

#: Of whom each child of the school has one.
OF_EVERY_CHILD = (RoleKind.IB_ER, RoleKind.DIRECTOR)


def groups_of(sop: Sop) -> frozenset[int]:
    """The groups of the school: those of its phases where it works in phases, and else all."""
    return frozenset(year for phase in sop.phases.values() for year in phase.years) or frozenset(range(1, 9))


@warning(
    why="Wie van een groep is staat in het SOP; van een groep die niemand heeft, is het de eerste die er genoemd is",
    todo="Voeg de groep toe bij 'years' van een van hen, of haal 'years' weg: dan is de rol er voor alle groepen",
)
def group_of_nobody(sop: Sop) -> Flaws:
    """A group that falls between the ranges of those who divide the groups."""
    for roles in _once(*_divided(sop), *(sop.roles_of_kind(kind) for kind in OF_EVERY_CHILD)):
        years = {year for role in roles for year in sop.roles[role].years}
        if _all_limited(sop, roles) and (missed := sorted(groups_of(sop) - years)):
            named = " of ".join(f"'{role}'" for role in roles)
            yield Flaw(("roles", roles[-1], "years"), f"groep {_listed(missed)} is niet van {named}")


@warning(
    why="Van elk kind is één van hen de eigenaar; bij twee krijgt de eerste het, en de ander weet van niets",
    todo="Noem de groep bij één van deze rollen",
)
def group_of_two(sop: Sop) -> Flaws:
    """A group that two of those who divide the groups are both for, at one place."""
    for roles in _once(*_divided(sop)):
        for index, role in enumerate(roles):
            for other in roles[:index]:
                one, two = sop.roles[role], sop.roles[other]
                near = not one.locations or not two.locations or set(one.locations) & set(two.locations)
                if near and (both := sorted(set(one.years) & set(two.years))):
                    what = f"groep {_listed(both)} is van '{other}' en van '{role}'"
                    yield Flaw(("roles", role, "years"), what)


def _divided(sop: Sop) -> Iterator[tuple[str, ...]]:
    """Those who own a step together, or alone."""
    yield from (step.owner for step in sop.steps.values())


def _once(*found: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The same roles in another order are the same people."""
    yield from {frozenset(roles): roles for roles in reversed(found)}.values()


def _all_limited(sop: Sop, roles: tuple[str, ...]) -> bool:
    return bool(roles) and all(sop.roles[role].years for role in roles)


@warning(
    why="Bij een toets staat in welke groepen hij wordt gebruikt, en op de kalender wie hem krijgt",
    todo="Verbeter 'years' bij de kalender of bij het instrument",
)
def instrument_of_other_groups(sop: Sop) -> Flaws:
    """An instrument on the calendar of groups in which it is not used."""
    for key, entry in sop.calendar.items():
        used = sop.instruments[entry.instrument].years if entry.instrument else ()
        if odd := sorted((set(entry.years) or groups_of(sop)) - set(used)) if used else []:
            place = ("calendar", key, "years" if entry.years else "instrument")
            yield Flaw(place, f"'{entry.instrument}' is niet voor groep {_listed(odd)}")


def _listed(years: list[int]) -> str:
    return ", ".join(map(str, years))
