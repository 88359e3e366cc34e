"""The watch: a nightly sweep over stored columns, in the same few statements for each bite of cases.

Each app registers its own; a second run of the same day changes nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from caseflow import clock
from caseflow.audit.models import CaseEvent, EventSpec
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.in_place import in_place
from caseflow.route.models import Case, Deadline
from caseflow.sop.vocabulary import OWN_GROUPS, RoleKind
from pupils.models import RoleAssignment

ESCALATE_AFTER = timedelta(weeks=1)
#: So many rows at once: a statement that names them stays within what SQLite takes, and the memory within bounds.
BITE = 5_000
Row = TypeVar("Row", bound=Model)
Sweep = Callable[[date], int]
sweeps: list[Sweep] = []


def sweeps_nightly(sweep: Sweep) -> Sweep:
    """Register a set-based statement of an app; it returns how many rows it touched."""
    sweeps.append(sweep)
    return sweep


def sweep(on: date | None = None) -> dict[str, int]:
    """Run every registered sweep for a day."""
    day = on or clock.today()
    with clock.at(day):
        return {f"{one.__module__}.{one.__name__}": one(day) for one in sweeps}


@sweeps_nightly
def remind_of_deadlines(on: date) -> int:
    """On the day that was stored when it began, a term is brought to its owner's mind, once."""
    return _call(on, Q(reminded_on=None, remind_on__lte=on), "reminded_on", "deadline_near")


@sweeps_nightly
def escalate_deadlines(on: date) -> int:
    """A week after its last day a term goes to the director too, once: lateness is a fact, and an event."""
    return _call(
        on, Q(escalated_on=None, last_on__lt=on - ESCALATE_AFTER), "escalated_on", "deadline_late", RoleKind.DIRECTOR
    )


def _call(on: date, which: Q, marker: str, kind: str, *also: RoleKind) -> int:
    """Mark the terms, write their events and mail who owns them: a fixed number of statements for each bite."""
    waiting: QuerySet[Deadline] = Deadline.objects.pressing().filter(which).select_related("case__pupil")

    def call(rows: list[Deadline]) -> int:
        Deadline.objects.filter(pk__in=[row.pk for row in rows]).update(**{marker: on})
        CaseEvent.objects.append_many([_event(row, kind, on) for row in rows])
        notify_many(_notices(rows, kind, also))
        return len(rows)

    return in_bites(waiting, "case", call)


def in_bites(waiting: QuerySet[Row], head: str, take: Callable[[list[Row]], int], of: type[Model] = Case) -> int:
    """Take what waits a bite at a time, each in a transaction of its own; `take` makes its rows wait no more.

    `head` leads from a row to what its commands lock, mostly its case (`of`). Those are locked first and in one order,
    as every command locks its own: so nobody is thrown out, and what is then read again still waits.
    """
    taken = 0
    while bite := set(waiting.order_by().values_list(head, flat=True)[:BITE]):
        with transaction.atomic():
            list(of._default_manager.select_for_update().filter(pk__in=bite).order_by("pk").values_list("pk"))
            taken += take(list(waiting.filter(**{f"{head}__in": bite}).order_by("pk")[:BITE]))
    return taken


def _event(row: Deadline, kind: str, on: date) -> EventSpec:
    data = {"deadline": row.pk, "rule": row.rule, "due_on": row.last_day}
    return in_place(row.case, kind, on, data, sop_version_id=row.sop_version_id)


def _notices(rows: Sequence[Deadline], kind: str, also: tuple[RoleKind, ...]) -> Iterable[NoticeSpec]:
    """To everyone who holds the owner's role for the pupil's group, and to the kinds that it goes to besides."""
    by_school = holders_of({row.school_id for row in rows})
    for row in rows:
        for holder in by_school[row.school_id]:
            if holder.kind in also or (holder.role == row.owner_role and near(holder, row.case.pupil.group_id)):
                yield NoticeSpec(
                    key=f"{kind}-{row.pk}-{holder.person_id}",
                    recipient_id=holder.person_id,
                    kind=kind,
                    school_id=row.school_id,
                    case_id=row.case_id,
                )


def holders_of(schools: Collection[int]) -> dict[int, list[RoleAssignment]]:
    """Who holds a role today, school by school: a row meets its own school's people alone."""
    by_school: dict[int, list[RoleAssignment]] = defaultdict(list)
    holders = RoleAssignment.objects.current().filter(school__in=schools).prefetch_related("groups")
    for holder in holders.iterator(chunk_size=BITE):
        by_school[holder.school_id].append(holder)
    return by_school


def near(holder: RoleAssignment, group_id: int | None) -> bool:
    """Whether the role reaches this group: one that is bound to groups only its own."""
    return holder.kind not in OWN_GROUPS or group_id in {group.pk for group in holder.groups.all()}
