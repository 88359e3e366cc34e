"""The calendar's part of the watch: what is coming is put there, brought to its owner's mind, and told when late."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.watch import holders_of, in_bites, near, sweeps_nightly
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.calendar import LATE_AFTER
from pupils.commands.calendar import plan_occasions
from pupils.models import Occasion, RoleAssignment, School

#: So many schools at once: a few thousand pupils in memory.
SCHOOLS = 25


@sweeps_nightly
def plan_calendar(on: date) -> int:
    """Every school's calendar as its SOP, its groups and its pupils are today."""
    schools = list(School.objects.order_by("pk").values_list("pk", flat=True))
    return sum(plan_occasions(schools[first : first + SCHOOLS], on) for first in range(0, len(schools), SCHOOLS))


@sweeps_nightly
def tell_of_occasions(on: date) -> int:
    """On the day that it appears an occasion is brought to its owner's mind, once."""
    return _call(on, Q(told_on=None, appears_on__lte=on), "told_on", "occasion_near")


@sweeps_nightly
def escalate_occasions(on: date) -> int:
    """A week after its day who steers the school hears that it is still open, once."""
    return _call(on, Q(escalated_on=None, due_on__lt=on - LATE_AFTER), "escalated_on", "occasion_late")


def _call(on: date, which: Q, marker: str, kind: str) -> int:
    """Mark the occasions and promise the mails: a fixed number of statements for each bite."""
    waiting: QuerySet[Occasion] = Occasion.objects.open().filter(which).select_related("pupil")

    def call(rows: list[Occasion]) -> int:
        Occasion.objects.filter(pk__in=[row.pk for row in rows]).update(**{marker: on})
        notify_many(_notices(rows, kind, on))
        return len(rows)

    return in_bites(waiting, "pk", call, Occasion)


def _notices(rows: Sequence[Occasion], kind: str, on: date) -> Iterator[NoticeSpec]:
    """One mail to each person, however many occasions it is about: the key is of the day."""
    for school, people in _recipients(rows, kind).items():
        for person in sorted(people):
            yield NoticeSpec(key=f"{kind}-{on}-{school}-{person}", recipient_id=person, kind=kind, school_id=school)


def _recipients(rows: Sequence[Occasion], kind: str) -> dict[int, set[int]]:
    by_school = holders_of({row.school_id for row in rows})
    told: dict[int, set[int]] = {}
    for school, role, group, late in {_about(row, kind) for row in rows}:
        told.setdefault(school, set()).update(_near(by_school[school], role, group, late))
    return told


def _about(row: Occasion, kind: str) -> tuple[int, str, int | None, bool]:
    group = row.pupil.group_id if row.pupil else row.group_id
    return row.school_id, row.owner_role, group, kind == "occasion_late"


def _near(holders: Iterable[RoleAssignment], role: str, group: int | None, late: bool) -> Iterator[int]:
    for one in holders:
        called = one.kind in SCHOOL_WIDE if late else one.role == role
        if called and near(one, group):
            yield one.person_id
