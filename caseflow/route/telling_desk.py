"""An SWV's desk hears since when a child is no pupil any more: that day, in its own copy, while an answer is asked.

Not where to, nor why: only that what it was given is not so now (floor rule 10; AVG 5(1)(c), (d)). Nobody there looks
behind the copy for it, so each change of the copy is an event of the case.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from caseflow import clock
from caseflow.audit.models import CaseEvent, EventSpec
from caseflow.route.in_place import in_place
from caseflow.route.models import DeskCase, Referral
from caseflow.route.watch import in_bites, sweeps_nightly
from pupils.departing import BACK, LEFT
from pupils.models.pupil import here


def hear_departure(events: Sequence[CaseEvent]) -> None:
    """Recorded on the day itself or after it, moved to another day, or taken back: the copy says so at once."""
    if pupils := {event.pupil_id for event in events if event.kind in (LEFT, BACK)}:
        today = clock.today()
        _tell(_untold(today).filter(case__pupil__in=pupils), today)


@sweeps_nightly
def tell_desks(on: date) -> int:
    """What was recorded ahead, on its day."""
    return _tell(_untold(on), on)


def _untold(on: date) -> QuerySet[Referral]:
    """Sent and not answered, with a copy that says another day than the pupil's file, or one where it says none."""
    gone, copies = ~here(on, "case__pupil__"), DeskCase.objects.filter(handover=OuterRef("handover"))
    another = Exists(copies.exclude(gone_on=OuterRef("case__pupil__left_on")))
    taken_back = Exists(copies.filter(gone_on__isnull=False))
    return Referral.objects.filter(gone & Q(another) | ~gone & Q(taken_back), state=Referral.SENT)


def _tell(referrals: QuerySet[Referral], on: date) -> int:
    left = Referral.objects.filter(~here(on, "case__pupil__"), handover=OuterRef("handover"))

    def tell(rows: list[Referral]) -> int:
        copies = DeskCase.objects.filter(handover__in=[row.handover for row in rows])
        copies.update(gone_on=Subquery(left.values("case__pupil__left_on")[:1]))
        CaseEvent.objects.append_many([_event(row, on) for row in rows])
        return len(rows)

    return in_bites(referrals.select_related("case__pupil"), "case", tell)


def _event(row: Referral, on: date) -> EventSpec:
    pupil = row.case.pupil
    data = {"referral": row.pk, "gone_on": pupil.left_on if pupil.gone_on(on) else None}
    return in_place(row.case, "tell_desk_gone" if data["gone_on"] else "tell_desk_back", on, data)
