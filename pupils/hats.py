"""Hats: the capacities in which somebody comes in, and for whose sake she is here now. Default: none."""

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.http import HttpRequest

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Grant, Guardian, Invitation, Person, RoleAssignment, SwvMember


class Audience(StrEnum):
    """Whom a page is for."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    STAFF = "staff"
    GUARDIAN = "guardian"
    SWV = "swv"
    OUTSIDER = "outsider"


#: Those whom a page can be for because of what they are.
HATTED = frozenset({Audience.STAFF, Audience.GUARDIAN, Audience.SWV, Audience.OUTSIDER})


@dataclass(frozen=True, slots=True)
class Hat:
    """One capacity in which somebody comes in; a teacher may be a guardian too, of another child or her own."""

    audience: Audience
    school_id: int | None = None
    swv_id: int | None = None
    role: str = ""
    kind: RoleKind | None = None


class Side(StrEnum):
    """Whose sake somebody is here for: hats of both sides are never worn together."""

    WORK = "work"
    OWN_CHILD = "own_child"


#: Where a session keeps the side that was chosen, by who has both; and what the present request is answered for.
CHOSEN = "side"
_HERE = "_hats_here"
wearing: ContextVar[Side | None] = ContextVar("wearing", default=None)


def side_of(audience: Audience) -> Side:
    return Side.OWN_CHILD if audience is Audience.GUARDIAN else Side.WORK


def has_side(person: Person, side: Side) -> bool:
    among = frozenset(audience for audience in HATTED if side_of(audience) is side)
    return any(True for _hat in worn(person, clock.today(), among))


def hats_here(request: HttpRequest) -> frozenset[Hat]:
    """All hats of who is signed in, for what a page shows: asked for once a request. The policy asks by itself."""
    if not request.user.is_authenticated:
        return frozenset()
    if not hasattr(request, _HERE):
        setattr(request, _HERE, hats_of(request.user, clock.today()))
    hats: frozenset[Hat] = getattr(request, _HERE)
    return hats


def has_both(request: HttpRequest) -> bool:
    return len({side_of(hat.audience) for hat in hats_here(request)}) > 1


def hats_worn(request: HttpRequest) -> frozenset[Hat]:
    """The hats of the side that was chosen; who has one side wears all, and who has not chosen none."""
    hats, chosen = hats_here(request), request.session.get(CHOSEN)
    return frozenset(hat for hat in hats if side_of(hat.audience) == chosen) if has_both(request) else hats


def hats_of(person: Person, on: date) -> frozenset[Hat]:
    """Roles and memberships that hold on this day, guardianships, and live grants."""
    return frozenset(worn(person, on, frozenset(Audience)))


def _roles_of(person: Person, on: date) -> list[RoleAssignment]:
    """Roles that hold on this day and are hers: not what a school only wrote down.

    What she never came in for, nor has a password to come in with, gives and takes nothing; else whoever types a
    parent's address would close her way to her own child. (Two small questions, and seldom: one large one cost each
    page more than the page.)
    """
    held = list(RoleAssignment.objects.current(on).filter(person=person))
    if not held or (person.password and person.has_usable_password()):
        return held
    came_in: dict[int, bool] = {}
    asked = Invitation.objects.filter(person=person, kind=Invitation.Kind.STAFF)
    for school_id, used_at in asked.values_list("school_id", "used_at"):
        came_in[school_id] = came_in.get(school_id, False) or used_at is not None
    hers = [role for role in held if came_in.get(role.school_id, True)]
    if any(role.kind == RoleKind.OUTSIDER for role in hers) and Guardian.objects.filter(person=person).exists():
        return [role for role in hers if role.kind != RoleKind.OUTSIDER]
    return hers


def worn(person: Person, on: date, among: frozenset[Audience]) -> Iterator[Hat]:
    """The hats of these audiences, the cheapest to ask for first: a page asks for its own, and stops at the first."""
    if among & {Audience.STAFF, Audience.OUTSIDER}:
        for role in _roles_of(person, on):
            kind = RoleKind(role.kind)
            audience = Audience.OUTSIDER if kind is RoleKind.OUTSIDER else Audience.STAFF
            yield Hat(audience, school_id=role.school_id, role=role.role, kind=kind)
    if Audience.SWV in among:
        for member in SwvMember.objects.current(on).filter(person=person):
            yield Hat(Audience.SWV, swv_id=member.swv_id)
    if Audience.GUARDIAN in among and Guardian.objects.filter(person=person).exists():
        yield Hat(Audience.GUARDIAN)
    granted = Audience.OUTSIDER in among and Grant.objects.filter(person=person).exists()  # few have any
    if granted and Grant.objects.live(on).filter(person=person).exists():
        yield Hat(Audience.OUTSIDER)
