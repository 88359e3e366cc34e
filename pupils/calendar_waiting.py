"""What of the calendar waits: to its owner what has appeared, to those who steer the school what is long late."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from pupils.calendar import LATE_AFTER, how_many_groups, how_many_pupils
from pupils.models import Occasion, Person
from pupils.waiting import Waiting, waits


@waits
def of_calendar(person: Person) -> Iterator[Waiting]:
    """Pupils of a group together are one thing that waits: a fixed number of queries, however many there are."""
    today = clock.today()
    appeared = Occasion.objects.open().visible_to(person).appeared(today)
    yield from _own(appeared.owned_by(person), today)
    yield from _late_elsewhere(appeared.filter(due_on__lt=today - LATE_AFTER), person)


def _own(rows: Any, today: date) -> Iterator[Waiting]:
    together = list(_count(rows.values("entry", "name", "due_on", "at", "pupil__group__name")))
    alone = Occasion.objects.select_related("group", "pupil__group").in_bulk(
        [row["first"] for row in together if row["number"] == 1]
    )
    for row in together:
        one = alone.get(row["first"])
        about = _about(one) if one else f"{how_many_pupils(row['pupils'])} · {row['pupil__group__name']}"
        url = reverse("pupils:occasion", args=[one.pk]) if one else f"{_calendar()}?group={row['at']}"
        label = _("Leg vast") if one else _("Bekijk")
        yield Waiting(row["name"], about, url, label, due_on=row["due_on"], late=row["due_on"] < today)


def _late_elsewhere(rows: Any, person: Person) -> Iterator[Waiting]:
    """For those who steer the school, whose own it is not."""
    others = rows.finished_by(person).exclude(pk__in=Occasion.objects.owned_by(person).values("pk"))
    for row in _count(others.values("entry", "name", "due_on")):
        about = _("Nog open bij anderen: %(whom)s") % {"whom": _whom(row)}
        yield Waiting(row["name"], about, f"{_calendar()}#late", _("Bekijk"), due_on=row["due_on"], late=True)


def _count(rows: Any) -> Any:
    return rows.order_by("due_on", "name").annotate(first=Min("pk"), number=Count("pk"), pupils=Count("pupil"))


def _about(one: Occasion) -> str:
    if one.pupil:
        return " · ".join(filter(None, (one.pupil.full_name, one.pupil.group.name if one.pupil.group else "")))
    return one.group.name if one.group else ""


def _whom(row: dict[str, Any]) -> str:
    if row["pupils"]:
        return how_many_pupils(row["pupils"])
    return how_many_groups(row["number"])


def _calendar() -> str:
    return reverse("pupils:calendar")
