"""What one person is invited to, as her own calendar may know it: when, where, and no word about a child.

Who comes for her work hears the name of the step and the school; a guardian, and whoever is shared nothing yet, that
there is a talk. A name of the school or of its SOP that holds the child's own name is left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow.route.models import Invitation, Item
from caseflow.route.models.talk import SAY_IN_IT
from caseflow.route.when import when_told
from caseflow.sop.dates import Span
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Grant, Pupil, RoleAssignment
from pupils.models.pupil import died
from pupils.sop import NoSop, sop_for

#: Of a family name, what is in the name of half of all schools.
PARTICLES = frozenset(
    {"aan", "al", "da", "de", "den", "der", "di", "du", "el", "het", "in", "la", "le", "op", "te", "ten", "ter", "van"}
)
GUARDIAN = "guardian"  # the role of an invitation of who has none at the school
#: So long a talk that was, or that was taken off, stays in a calendar.
KEPT = Span(1, "months")


@dataclass(frozen=True, slots=True)
class Appointment:
    uid: UUID
    sequence: int
    changed_at: datetime
    on: date
    begins: time | None
    lasts: int | None
    what: str
    where: str
    url: str  # "" where there is nothing to see yet, or no more
    cancelled: bool
    required: bool
    at_work: bool = False  # comes for her work at the school itself: she is called "je"

    @property
    def when(self) -> str:
        return when_told(self.on, self.begins, self.lasts)

    @property
    def title(self) -> str:
        return ", ".join(word for word in (self.what, self.where) if word)


def appointments_of(person: Any, on: date) -> list[Appointment]:
    """From a month back on, the first first."""
    since = KEPT.before(on)
    recent = Q(item__planned_on__gte=since) & (Q(item__taken_off_on=None) | Q(item__taken_off_on__gte=since))
    in_order = ("item__planned_on", F("item__begins").asc(nulls_first=True), "pk")
    return list(_told(places_of(person, on).filter(recent).order_by(*in_order), on))


def appointment_at(person: Any, item_id: int, on: date) -> Appointment | None:
    return next(_told(places_of(person, on).filter(item=item_id), on), None)


def place_lost(item: Item, at: datetime) -> Appointment:
    """What goes out of the calendar of somebody who has no place at the talk any more: it tells her no more of it."""
    return Appointment(
        uid=item.uid,
        sequence=item.sequence,
        changed_at=at,
        on=item.planned_on,
        begins=item.begins,
        lasts=item.lasts,
        what=_("Gesprek op school"),
        where=_spared(item.case.school.name, item.case.pupil),
        url="",
        cancelled=True,
        required=False,
    )


def places_of(person: Any, on: date) -> QuerySet[Any]:
    """Her invitations that still hold: by a role today near the child, a live grant, or gezag that lets her sign.

    Somebody from outside keeps what was taken off, though what she was granted ended with it. A parent of a child that
    died reads in no calendar and no mail that a talk about it is off.
    """
    roles = RoleAssignment.objects.current(on).filter(person=person, school=OuterRef("item__case__school_id"))
    near = roles.filter(Q(groups=None) | Q(groups=OuterRef("item__case__pupil__group_id")))
    works, outside = near.exclude(kind=RoleKind.OUTSIDER), roles.filter(kind=RoleKind.OUTSIDER)
    granted = Grant.objects.live(on).filter(person=person, item_id=OuterRef("item_id"))
    read = Pupil.objects.readable_by(person).filter(pk=OuterRef("item__case__pupil_id"))
    mine = Invitation.objects.filter(person=person)
    mine = mine.annotate(granted=Exists(granted), works=Exists(works), sees=Exists(read))
    nothing_shared = Q(shared_on=None) | Q(item__state=Item.TAKEN_OFF)
    from_outside = Q(outsider=True) & (Q(granted=True) | (nothing_shared & Exists(outside)))
    at_work = Q(outsider=False) & ~Q(role=GUARDIAN) & Q(works=True)
    at_home = SAY_IN_IT & ~died(on, "item__case__pupil__")
    return mine.filter(at_work | from_outside | at_home).select_related(
        "item__meeting", "item__case__school", "item__case__pupil"
    )


def page_of(person: Any, uid: UUID, on: date) -> str | None:
    """Where the appointment stands for this person, behind her own door; None where it is not hers (any more)."""
    place = places_of(person, on).filter(item__uid=uid).first()
    if place is None:
        return None
    if place.outsider:
        return reverse("route:invited_item", args=[place.item_id]) if place.granted else None
    if _comes_as_guardian(place):
        return reverse("route:guardian_invitation", args=[place.pk])
    return reverse("route:case", args=[place.item.case_id]) if place.sees else None


def _told(places: Iterable[Any], on: date) -> Iterator[Appointment]:
    sops: dict[int, Sop | None] = {}
    for place in places:
        item, school = place.item, place.item.case.school
        if school.pk not in sops:
            sops[school.pk] = _sop_of(school, on)
        opens = place.granted if place.outsider else place.sees or _comes_as_guardian(place)
        yield Appointment(
            uid=item.uid,
            sequence=item.sequence,
            changed_at=item.changed_at,
            on=item.planned_on,
            begins=item.begins,
            lasts=item.lasts,
            what=_what(place, sops[school.pk]),
            where=_spared(school.name, item.case.pupil),
            url=settings.SITE_URL + reverse("route:appointment", args=[item.uid]) if opens else "",
            cancelled=item.state == Item.TAKEN_OFF or (item.state != Item.HELD and item.case.pupil.has_left),
            required=place.required,
            at_work=not place.outsider and not _comes_as_guardian(place),
        )


def _comes_as_guardian(place: Any) -> bool:
    """Also who sat there for her work and does not work near the child any more."""
    return place.role == GUARDIAN or not (place.outsider or place.works)


def _sop_of(school: Any, on: date) -> Sop | None:
    try:
        return sop_for(school, on)[1]
    except NoSop:
        return None


def _what(place: Any, sop: Sop | None) -> str:
    if _comes_as_guardian(place):
        return _("Gesprek op school")
    step = sop.steps.get(place.item.meeting.step) if sop else None
    seen = not place.outsider or place.granted
    named = _spared(step.name, place.item.case.pupil) if step and seen else ""
    return named or _("Bespreking")


def _spared(words: str, pupil: Pupil) -> str:
    """These words, unless they hold a name of this child."""
    names = _words(f"{pupil.first_name} {pupil.last_name}") - PARTICLES
    return "" if names & _words(words) else words


def _words(text: str) -> set[str]:
    return {part.casefold() for part in re.findall(r"\w+", text)}
