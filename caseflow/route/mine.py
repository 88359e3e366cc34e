"""Which cases and which roles are a person's own: what the start page and the board are made from."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from caseflow import clock
from caseflow.route.hands import range_of
from caseflow.route.models import Case, TrackProposal
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import OWN_GROUPS, SCHOOL_WIDE, RoleKind
from pupils.models import Guardian, Pupil, RoleAssignment, School
from pupils.sop import NoSop, sop_for


@dataclass(frozen=True, slots=True)
class Held:
    """One role of today; `groups` is None where it is not bound to groups."""

    school: School
    role: str
    kind: RoleKind
    groups: frozenset[int] | None


def roles_held(person: Any) -> list[Held]:
    """All roles at schools that the person holds today: two queries."""
    return [held for _person, held in _held(RoleAssignment.objects.filter(person=person))]


def held_at(schools: Collection[int]) -> dict[int, list[Held]]:
    """By person, all roles of today at these schools: two queries."""
    found: dict[int, list[Held]] = {}
    for person, held in _held(RoleAssignment.objects.filter(school__in=schools, person__is_active=True)):
        found.setdefault(person, []).append(held)
    return found


def _held(rows: Any) -> Iterator[tuple[int, Held]]:
    current = rows.current(clock.today()).exclude(kind=RoleKind.OUTSIDER)
    for row in current.select_related("school").prefetch_related("groups"):
        kind = RoleKind(row.kind)
        groups = frozenset(group.pk for group in row.groups.all()) if kind in OWN_GROUPS else None
        yield row.person_id, Held(row.school, row.role, kind, groups)


def sops_of(held: list[Held]) -> dict[int, Sop]:
    """The SOP of each of these schools: one query a school, and people work at one or two."""
    found: dict[int, Sop] = {}
    for school in {one.school.pk: one.school for one in held}.values():
        try:
            found[school.pk] = sop_for(school, clock.today())[1]
        except NoSop:
            continue
    return found


def is_mine(held: list[Held], case: Case | TrackProposal, *roles: str, sop: Sop | None = None) -> bool:
    """Whether one of these roles, towards this pupil, is in the person's hands; the SOP shares them out."""
    roles = sop.covering(roles, *range_of(case.pupil)) if sop else roles
    return any(
        one.school.pk == case.school_id
        and one.role in roles
        and (one.groups is None or case.pupil.group_id in one.groups)
        for one in held
    )


def is_owner(held: list[Held], case: Case, sop: Sop) -> bool:
    """Whether the person works at the step where this case stands."""
    return is_mine(held, case, *sop.steps[case.step].owner, sop=sop)


def directs(held: list[Held], case: Case) -> bool:
    return any(one.school.pk == case.school_id and one.kind is RoleKind.DIRECTOR for one in held)


def steers(held: list[Held]) -> bool:
    """Whether the person sees a whole school."""
    return any(one.kind in SCHOOL_WIDE for one in held)


def teaches(held: list[Held], pupil: Pupil) -> bool:
    return any(one.kind is RoleKind.TEACHER and one.groups and pupil.group_id in one.groups for one in held)


def parents_of(pupils: Collection[int]) -> set[tuple[int, int]]:
    """Each guardian of these children, beside the child."""
    return set(Guardian.objects.filter(pupil__in=pupils).values_list("person_id", "pupil_id"))


def falls_to(
    person_id: int,
    pupil: Pupil,
    waits_for: Callable[[list[Held]], bool],
    everybody: dict[int, list[Held]],
    parents: set[tuple[int, int]],
) -> bool:
    """Where all for whom it waits are parents of the child: the director, else the teacher, else who steers at all."""
    free = {
        person: [one for one in held if one.school.pk == pupil.school_id]
        for person, held in everybody.items()
        if (person, pupil.pk) not in parents
    }
    if any(waits_for(held) for held in free.values()):
        return False
    direct = {person for person, held in free.items() if any(one.kind is RoleKind.DIRECTOR for one in held)}
    teach = {person for person, held in free.items() if teaches(held, pupil)}
    steer = {person for person, held in free.items() if steers(held)}
    return person_id in (direct or teach or steer)
