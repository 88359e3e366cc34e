"""May this person see this, do this, and why: the whole policy. Default: nothing.

Three questions, in this order: does the person wear a hat that this page is for (`policy`; the hats stand in hats.py),
does this row lie within the reach of it (`*_reach`, used by the QuerySets), and does a role give the act (`holds`,
`has_kind`; the SOP's step names its roles). From a number to a row one comes through getters.py alone. Absent and
forbidden look the same: 404. Every view says its policy; one without is not served.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse

from caseflow import clock
from caseflow.sop.dates import Span, school_year
from caseflow.sop.vocabulary import OWN_GROUPS, SCHOOL_WIDE, WHEN_INVOLVED, OccasionKind, RoleKind
from pupils.hats import CHOSEN, Audience, Hat, Side, has_side, side_of, wearing, worn
from pupils.identity import identified_by
from pupils.last_year import taught_in_july
from pupils.models import (
    GIVES,
    Group,
    Guardian,
    Handover,
    InSociogram,
    Involved,
    Person,
    Pupil,
    RoleAssignment,
    School,
    SwvMember,
)
from pupils.models.hgw import RUNS_HGW
from pupils.models.pupil import here
from pupils.refusing import View, choose_first, not_there, sign_in_first

Kinds = frozenset[RoleKind]
EVERY_KIND: Kinds = frozenset(RoleKind)
HANDOVER_WITHIN = Span(6, "weeks")
LAST_YEAR = "last_year"  # in the read log: who taught the child before

# --- Reach: which pupils --------------------------------------------------------------------------------------------


def staff_reach(person: Person) -> Q:
    """Of a pupil: school-wide kinds reach the whole school, teachers and assistants their groups of today.

    Specialists and the board reach whom a step of the route names them for, as long as it does. Of a child that left
    only those who see the whole school: they keep the file, and hand it on.
    """
    return _steers(person) | here(clock.today()) & (_has_group(person) | _is_named(person))


def gives_to(person: Person) -> Q:
    """Of a pupil: whom somebody teaches or assists, or whom a step of the route names her for; not a whole school."""
    return here(clock.today()) & (_has_group(person, GIVES) | _is_named(person, GIVES))


def handover_reach(person: Person) -> Q:
    """Of a pupil who is here, to read and no more: last year's teacher, until the hand-over, at most six weeks into
    the year.

    Whoever taught in July the group that the pupil was in then (last_year.py); who left the school reads nothing.
    """
    today = clock.today()
    year = school_year(today)
    if today > HANDOVER_WITHIN.after(year.first):
        return Q(pk__in=())
    signed = Handover.objects.filter(group_id=OuterRef("group_id"), year_from=year.first)
    return here(today) & taught_in_july(person, today) & ~Q(Exists(signed))


def guardian_reach(person: Person) -> Q:
    """Of a pupil: only gezag that is recorded opens the portal (domain §1.7; floor rule 14)."""
    return Q(Exists(Guardian.objects.reading().filter(person=person, pupil_id=OuterRef("pk"))))


def talk_reach(person: Person) -> Q:
    """Of a pupil: who talks her over inside the school, her teacher and who steers; not who is a parent of hers.

    What colleagues say of a child among each other is not heard by one of its parents in the other's absence.
    """
    own_child = Guardian.objects.filter(person=person, pupil=OuterRef("pk"))
    return (_steers(person, RUNS_HGW) | here(clock.today()) & _has_group(person, RUNS_HGW)) & ~Q(Exists(own_child))


def occasion_owner(person: Person) -> Q:
    """Of an occasion with its group (`at`): who holds the role that owns it, towards that group."""
    return Q(Exists(_at_occasion(person).filter(role=OuterRef("owner_role"))))


def occasion_hand(person: Person) -> Q:
    """Whose hand finishes an occasion: its owner's, and theirs who steer the school."""
    return occasion_owner(person) | Q(Exists(_at_occasion(person).filter(kind__in=SCHOOL_WIDE)))


def occasion_reach(person: Person) -> Q:
    """Who sees an occasion: a pupil's, who sees the pupil; a group's, who owns it or works with or above the group.

    That something struck of a child, and what it told about that, is not for who assists.
    """
    at_group = _at_occasion(person).filter(kind__in=SCHOOL_WIDE | OWN_GROUPS)
    of_group = Q(pupil=None) & (occasion_owner(person) | Q(Exists(at_group)))
    hears = occasion_owner(person) | Q(Exists(_at_occasion(person).filter(kind__in=RUNS_HGW)))
    of_pupil = Q(Exists(Pupil.objects.visible_to(person).filter(pk=OuterRef("pupil_id"))))
    return of_group | of_pupil & (~Q(what=OccasionKind.CHILD_TALK) | hears)


def sociogram_reach(person: Person) -> Q:
    """Of a sociogram: its group's teacher and those who steer the school, where they see a child who is in it.

    Who assists does not: it says who is left out. Nor who is a parent of one of the children: it names the others.
    """
    held = RoleAssignment.objects.current(clock.today()).filter(person=person, school_id=OuterRef("group__school_id"))
    own = RoleAssignment.groups.through.objects.filter(
        roleassignment_id=OuterRef("pk"), group_id=OuterRef(OuterRef("group_id"))
    )
    runs = held.filter(kind__in=RUNS_HGW).filter(Q(kind__in=SCHOOL_WIDE) | Exists(own))
    seen = InSociogram.objects.filter(sociogram=OuterRef("pk"), pupil__in=Pupil.objects.visible_to(person))
    own_child = Guardian.objects.filter(person=person, pupil__in_sociograms__sociogram=OuterRef("pk"))
    return Q(Exists(runs)) & Q(Exists(seen)) & ~Q(Exists(own_child))


def _held(person: Person) -> QuerySet[RoleAssignment]:
    """The roles that somebody holds today at the school of a pupil, or of an occasion."""
    return RoleAssignment.objects.current(clock.today()).filter(person=person, school_id=OuterRef("school_id"))


def _steers(person: Person, kinds: Kinds = EVERY_KIND) -> Q:
    return Q(Exists(_held(person).filter(kind__in=SCHOOL_WIDE & kinds)))


def _has_group(person: Person, kinds: Kinds = EVERY_KIND) -> Q:
    return Q(Exists(_held(person).filter(kind__in=OWN_GROUPS & kinds, groups=OuterRef("group_id"))))


def _is_named(person: Person, kinds: Kinds = EVERY_KIND) -> Q:
    """By a step of the route where a case of the pupil stands."""
    named = Involved.objects.filter(pupil=OuterRef(OuterRef("pk"))).values("role")
    return Q(Exists(_held(person).filter(kind__in=WHEN_INVOLVED & kinds, role__in=named)))


def _at_occasion(person: Person) -> QuerySet[RoleAssignment]:
    """The roles that somebody of the staff holds today towards the group of an occasion."""
    own_group = RoleAssignment.groups.through.objects.filter(
        roleassignment_id=OuterRef("pk"), group_id=OuterRef(OuterRef("at"))
    )
    return _held(person).exclude(kind=RoleKind.OUTSIDER).filter(~Q(kind__in=OWN_GROUPS) | Exists(own_group))


# --- Roles: which acts -----------------------------------------------------------------------------------------------


def roles_at(person: Person, school: School | int, on: date, group: Group | int | None = None) -> set[str]:
    """The SOP roles somebody holds at a school; with a group, a role bound to groups counts only within its own."""
    held = RoleAssignment.objects.current(on).filter(person=person, school=school)
    if group is not None:
        held = held.filter(~Q(kind__in=OWN_GROUPS) | Q(pk__in=_bound_to(group)))
    return set(held.values_list("role", flat=True))


def holds(person: Person, school: School | int, roles: Collection[str], group: Group | int | None, on: date) -> bool:
    """Does somebody hold one of these roles towards a pupil of this group (None: a pupil without one)?"""
    return _towards(school, group, on).filter(person=person, role__in=roles).exists()


def has_kind(person: Person, pupil: Pupil, kinds: Iterable[RoleKind], on: date) -> bool:
    """The same by kind, for what no step of a SOP speaks about."""
    return _towards(pupil.school_id, pupil.group_id, on).filter(person=person, kind__in=list(kinds)).exists()


def has_kind_at(person: Person, group: Group, kinds: Iterable[RoleKind], on: date) -> bool:
    """The same towards a group as a whole."""
    return _towards(group.school_id, group.pk, on).filter(person=person, kind__in=list(kinds)).exists()


def role_towards(person: Person, pupil: Pupil, on: date) -> str:
    """In which capacity somebody acts on a pupil, for every event and the read log: hats are never mixed."""
    if wearing.get() is Side.OWN_CHILD:
        return Audience.GUARDIAN
    roles = _towards(pupil.school_id, pupil.group_id, on).filter(person=person).values_list("role", flat=True)
    if roles:
        return ", ".join(sorted(set(roles)))[:200]
    if SwvMember.objects.current(on).filter(person=person, swv__schools=pupil.school_id).exists():
        return Audience.SWV
    if Pupil.objects.filter(handover_reach(person), pk=pupil.pk).exists():
        return LAST_YEAR
    return Audience.GUARDIAN if Guardian.objects.filter(person=person, pupil=pupil).exists() else Audience.OUTSIDER


def require_kind(person: Person, pupil: Pupil, kinds: Iterable[RoleKind]) -> None:
    """For a pupil one may see: 403 to who lacks the kind of role that this act needs."""
    if not has_kind(person, pupil, kinds, clock.today()):
        raise PermissionDenied


def _towards(school: School | int, group: Group | int | None, on: date) -> QuerySet[RoleAssignment]:
    held = RoleAssignment.objects.current(on).filter(school=school)
    return held.filter(~Q(kind__in=OWN_GROUPS) | Q(pk__in=_bound_to(group)))


def _bound_to(group: Group | int | None) -> QuerySet[Any]:
    if group is None:
        return RoleAssignment.objects.none().values("pk")
    return RoleAssignment.objects.filter(groups=group).values("pk")


def directs(person: Person, school: School) -> bool:
    held = RoleAssignment.objects.current(clock.today()).filter(person=person, school=school)
    return held.filter(kind=RoleKind.DIRECTOR).exists()


def staff_of(school: School, on: date) -> QuerySet[Person]:
    """Who works at a school on this day, or is still to begin; who comes from outside does not."""
    roles = RoleAssignment.objects.filter(school=school, person=OuterRef("pk")).not_over(on)
    return Person.objects.filter(Exists(roles.exclude(kind=RoleKind.OUTSIDER)))


def outsiders_of(school: School, on: date) -> QuerySet[Person]:
    """Who comes from outside on this day, or is still to begin."""
    roles = RoleAssignment.objects.filter(school=school, person=OuterRef("pk"), kind=RoleKind.OUTSIDER)
    return Person.objects.filter(Exists(roles.not_over(on)))


# --- The door --------------------------------------------------------------------------------------------------------


class NoHatChosen(Exception):
    """She has hats of both sides, and did not say for whose sake she is here."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Whom a view is for; `because` is the reason, in words for the written matrix."""

    audiences: frozenset[Audience]
    kinds: frozenset[RoleKind] | None
    because: str

    def admits(self, person: Person, chosen: str | None = None) -> Side | None:
        """The side on which this person comes in here; None: not there for her, or not with the hat she wears."""
        if Audience.SIGNED_IN in self.audiences:
            return Side(chosen) if chosen in set(Side) else Side.WORK
        hat = next((hat for hat in worn(person, clock.today(), self.audiences) if self._fits(hat)), None)
        if hat is None:
            return None
        side = side_of(hat.audience)
        other = Side.WORK if side is Side.OWN_CHILD else Side.OWN_CHILD
        if chosen == side or not has_side(person, other):
            return side
        if chosen is None:
            raise NoHatChosen
        return None

    def _fits(self, hat: Hat) -> bool:
        if hat.audience not in self.audiences:
            return False
        return hat.audience is not Audience.STAFF or self.kinds is None or hat.kind in self.kinds


def policy(*audiences: Audience, kinds: Collection[RoleKind] | None = None, because: str) -> Callable[[View], View]:
    """Say whom a view is for. Nobody: the login page (an API: 401); somebody without the hat: 404.

    `kinds` narrows STAFF. Around a class it goes as `policy(...)(MyView.as_view())`.
    """
    said = Policy(frozenset(audiences), frozenset(kinds) if kinds is not None else None, because)

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if Audience.PUBLIC not in said.audiences:
                if not request.user.is_authenticated:
                    return sign_in_first(request, view)
                try:
                    side = said.admits(request.user, getattr(request, "session", {}).get(CHOSEN))
                except NoHatChosen:
                    return choose_first(request, view)
                if side is None:
                    return not_there(view)
                request.user.identified_by = identified_by(request)
                token = wearing.set(side)
                try:
                    answer: HttpResponse = view(request, *args, **kwargs)
                    return answer
                finally:
                    wearing.reset(token)
            answer = view(request, *args, **kwargs)
            return answer

        setattr(guarded, "policy", said)  # noqa: B010
        return guarded

    return guard
