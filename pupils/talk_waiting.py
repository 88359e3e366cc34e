"""What of talks waits: a talk to come for the teacher of the group, what was agreed in one for its owner."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow import clock
from caseflow.sop.vocabulary import OWN_GROUPS, SCHOOL_WIDE, OccasionKind
from pupils.calendar import LATE_AFTER
from pupils.leaving import passes_on
from pupils.models import Occasion, Person, RoleAssignment, School, TalkLine
from pupils.models.hgw import RUNS_HGW
from pupils.models.pupil import here
from pupils.waiting import Waiting, waits

#: So much of an agreement says what it is about.
SHORT = 90


@waits
def of_talks_to_come(person: Person) -> Iterator[Waiting]:
    """The talk about her group, to who teaches it and does not own it: she knows whom to talk over. One query."""
    today = clock.today()
    teaches = RoleAssignment.objects.current(today).filter(person=person, kind__in=RUNS_HGW & OWN_GROUPS)
    coming = (
        Occasion.objects.open()
        .visible_to(person)
        .appeared(today)
        .filter(Exists(teaches.filter(groups=OuterRef("group_id"))), what=OccasionKind.GROUP_TALK, due_on__gte=today)
    )
    others = coming.exclude(pk__in=Occasion.objects.owned_by(person).values("pk")).select_related("group")
    listed = Count("points", filter=Q(here(today, "points__pupil__"), points__taken_off_on=None))
    for talk in others.annotate(listed=listed):
        words = ngettext("%(number)s kind op de agenda", "%(number)s kinderen op de agenda", talk.listed)
        about = words % {"number": talk.listed} if talk.listed else _("nog niemand op de agenda")
        url, group = reverse("pupils:occasion", args=[talk.pk]), talk.group.name if talk.group else ""
        yield Waiting(talk.name, f"{group} · {about}", url, _("Bekijk"), due_on=talk.due_on)


@waits
def of_agreements(person: Person) -> Iterator[Waiting]:
    """Her own with their day, one query; and talk by talk what others left lying, another."""
    today = clock.today()
    seen = TalkLine.objects.open().visible_to(person)
    for line in seen.filter(owner=person).select_related("point__pupil__group").order_by("until", "pk"):
        pupil = line.point.pupil
        about = (pupil.full_name, pupil.group.name if pupil.group else "", _("afgesproken bij een bespreking"))
        yield Waiting(
            Truncator(line.text).chars(SHORT),
            " · ".join(filter(None, about)),
            reverse("pupils:agreement", args=[line.pk]),
            _("Rond af"),
            due_on=line.until,
            late=line.is_late(today),
        )
    yield from _left_lying(seen.exclude(owner=person), person, today)


def _left_lying(others: Any, person: Person, today: date) -> Iterator[Waiting]:
    steers = RoleAssignment.objects.current(today).filter(person=person, kind__in=SCHOOL_WIDE)
    late = others.filter(
        Exists(steers.filter(school=OuterRef("point__pupil__school_id"))), until__lt=today - LATE_AFTER
    )
    talk = "point__occasion"
    same = (talk, f"{talk}__name", f"{talk}__group__name", f"{talk}__stopped_on")
    for row in (
        late.order_by("point__occasion").values(*same).annotate(number=Count("pk"), first=Min("until"), line=Min("pk"))
    ):
        about = _("Afspraken die nog open staan bij anderen: %(number)s") % {"number": row["number"]}
        group = row["point__occasion__group__name"]
        gone = row["point__occasion__stopped_on"]  # then its page is nobody's any more
        url = reverse("pupils:agreement", args=[row["line"]]) if gone else reverse("pupils:occasion", args=[row[talk]])
        yield Waiting(
            row["point__occasion__name"],
            f"{group} · {about}" if group else about,
            url,
            _("Bekijk"),
            due_on=row["first"],
            late=True,
        )


@passes_on
def agreements(person: Person, school: School, since: date, successor: Person | None) -> int:
    """Who takes her work over does what she would have done, on the same day."""
    hers = TalkLine.objects.open().filter(owner=person, point__pupil__school=school)
    return hers.update(owner=successor) if successor is not None else hers.count()
