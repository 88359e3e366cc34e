"""On which days somebody holds a role already: it is given once for a day, or it would have to be ended twice."""

from collections.abc import Iterator
from datetime import date, timedelta

from pupils.models import Group, Person, RoleAssignment, School
from pupils.models.staff import RoleAssignmentQuerySet

DAY = timedelta(days=1)
Term = tuple[date, date | None]


def held_within(person: Person, school: School, role: str, term: Term) -> RoleAssignmentQuerySet:
    """What of this role stands in her hands on any day of this term."""
    first, last = term
    same = RoleAssignment.objects.filter(person=person, school=school, role=role).not_over(first)
    return same if last is None else same.filter(starts_on__lte=last)


def not_held(person: Person, school: School, role: str, group: Group | int | None, term: Term) -> Iterator[Term]:
    """The stretches of this term in which she does not hold the role, of this group where it goes by group."""
    rows = held_within(person, school, role, term)
    day, last = term
    for held in (rows if group is None else rows.filter(groups=group)).order_by("starts_on", "pk"):
        if day < held.starts_on:
            yield day, held.starts_on - DAY
        if held.ends_on is None:
            return
        day = max(day, held.ends_on + DAY)
    if last is None or day <= last:
        yield day, last
