"""Who comes from outside the school, as its page shows it: no child is named, and none can be told from it."""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Count

from caseflow.sop.vocabulary import RoleKind
from pupils.models import Grant, Invitation, Person, RoleAssignment, School
from pupils.policy import outsiders_of
from pupils.sop import NoSop, sop_for
from pupils.staffing import names_here
from pupils.ways_in import let_in_by


@dataclass(frozen=True, slots=True)
class Seat:
    """A role in her hands, by the school's name for it; `known`: the SOP still has it."""

    name: str
    starts_on: date
    ends_on: date | None
    begun: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Outsider:
    person: Person
    name: str
    seats: tuple[Seat, ...]
    shared: int
    invited_until: date | None
    lost: bool


def outsiders(school: School, on: date) -> list[Outsider]:
    """Everybody who comes from outside or is still to begin, by name: nine statements, however many they are.

    `lost`: has a second factor that this school may take away, should she lose it.
    """
    people = list(outsiders_of(school, on))
    names = outsider_roles(school, on)
    held = RoleAssignment.objects.filter(school=school, person__in=people, kind=RoleKind.OUTSIDER).not_over(on)
    seats: dict[int, list[Seat]] = {}
    for row in held.order_by("starts_on", "role"):
        name, begun = names.get(row.role, row.role), row.starts_on <= on
        seats.setdefault(row.person_id, []).append(Seat(name, row.starts_on, row.ends_on, begun, row.role in names))
    live = Grant.objects.live(on).filter(pupil__school=school, person__in=people)
    shared = dict(live.order_by().values_list("person").annotate(Count("pk")))
    waiting = Invitation.objects.open(on).filter(school=school, kind=Invitation.Kind.OUTSIDER, person__in=people)
    until = dict(waiting.values_list("person_id", "until"))
    known_as = names_here(school, people)
    let_in = let_in_by(school, [one.pk for one in people])
    factors = Authenticator.objects.filter(user__in=people).exclude(type=Authenticator.Type.RECOVERY_CODES)
    with_factor = set(factors.values_list("user_id", flat=True))
    return [
        Outsider(
            person=one,
            name=known_as[one.pk],
            seats=tuple(seats.get(one.pk, ())),
            shared=shared.get(one.pk, 0),
            invited_until=until.get(one.pk),
            lost=one.pk in with_factor & let_in,
        )
        for one in people
    ]


def outsider_roles(school: School, on: date) -> dict[str, str]:
    """The roles that the school's SOP has for people from outside, by its names."""
    try:
        sop = sop_for(school, on)[1]
    except NoSop:
        return {}
    return {key: sop.called(key) for key in sop.roles_of_kind(RoleKind.OUTSIDER)}
