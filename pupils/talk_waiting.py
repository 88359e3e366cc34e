"""What was agreed in a talk waits for its owner; long late, for those who steer; and goes along when she leaves."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.calendar import LATE_AFTER
from pupils.leaving import passes_on
from pupils.models import Person, RoleAssignment, School, TalkLine
from pupils.waiting import Waiting, waits

#: So much of an agreement says what it is about.
SHORT = 90


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
    same = ("point__occasion", "point__occasion__name", "point__occasion__group__name")
    for row in late.order_by("point__occasion").values(*same).annotate(number=Count("pk"), first=Min("until")):
        about = _("Afspraken die nog open staan bij anderen: %(number)s") % {"number": row["number"]}
        group = row["point__occasion__group__name"]
        url = reverse("pupils:occasion", args=[row["point__occasion"]])
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
