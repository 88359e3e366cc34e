"""Who works at a school, as its staff page shows it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator

from pupils.models import Group, Invitation, Person, RoleAssignment, School
from pupils.policy import staff_of
from pupils.sop import NoSop, sop_for
from pupils.ways_in import let_in_by


@dataclass(frozen=True, slots=True)
class Post:
    """A role in somebody's hands, by the school's name for it."""

    number: int
    name: str
    groups: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    begun: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    person: Person
    name: str
    posts: tuple[Post, ...]
    signed_in: datetime | None
    has_factor: bool
    let_in: bool  # by this school's own invitation: it may take a lost second step away
    invited_until: date | None


def colleagues(school: School, on: date) -> list[Colleague]:
    """Everybody who works here or is still to begin, by name: eight statements, however many they are."""
    people = list(staff_of(school, on))
    names = role_names(school, on)
    posts: dict[int, list[Post]] = {}
    held = RoleAssignment.objects.filter(school=school, person__in=people).not_over(on).prefetch_related("groups")
    for row in held.order_by("starts_on", "role"):
        groups = tuple(group.name for group in row.groups.all())
        begun = row.starts_on <= on
        name = names.get(row.role, row.role)
        posts.setdefault(row.person_id, []).append(Post(row.pk, name, groups, row.starts_on, row.ends_on, begun))
    factors = Authenticator.objects.filter(user__in=people).exclude(type=Authenticator.Type.RECOVERY_CODES)
    with_factor = set(factors.values_list("user_id", flat=True))
    waiting = Invitation.objects.open(on).filter(school=school, kind=Invitation.Kind.STAFF, person__in=people)
    until = dict(waiting.values_list("person_id", "until"))
    known_as, let_in = names_here(school, people), let_in_by(school, [person.pk for person in people])
    return [
        Colleague(
            person=person,
            name=known_as[person.pk],
            posts=tuple(posts.get(person.pk, ())),
            signed_in=person.last_login,
            has_factor=person.pk in with_factor,
            let_in=person.pk in let_in,
            invited_until=until.get(person.pk),
        )
        for person in people
    ]


def names_here(school: School, people: Collection[Person]) -> dict[int, str]:
    """What the school itself wrote down until she came in here, then her own name.

    Whoever knows an address learns nothing by it of whose it is. A second role with another spelling changes nothing:
    parents said yes to who they read of first.
    """
    kinds = (Invitation.Kind.STAFF, Invitation.Kind.OUTSIDER)
    used = Invitation.objects.filter(school=school, person__in=people, kind__in=kinds, used_at__isnull=False)
    came_in = set(used.values_list("person_id", flat=True))
    written = RoleAssignment.objects.filter(school=school, person__in=people).exclude(called="").order_by("-pk")
    called = dict(written.exclude(person__in=came_in).values_list("person_id", "called"))
    return {one.pk: called.get(one.pk, one.name) for one in people}


def role_names(school: School, on: date) -> dict[str, str]:
    """The roles that the school's SOP knows, but for those of people from outside."""
    try:
        roles = sop_for(school, on)[1].roles
    except NoSop:
        return {}
    return {key: role.name for key, role in roles.items() if role.kind != "outsider"}


def groups_of_school(school: School) -> list[tuple[int, str]]:
    return list(Group.objects.filter(school=school).values_list("pk", "name"))
