"""Every deadline computed again from what started it: a stored day that differs is a fault."""

from collections.abc import Iterator
from datetime import date

from caseflow.audit.models import CaseEvent
from caseflow.route import clocks
from caseflow.route.models import Deadline
from caseflow.sop.schema import Sop
from pupils.sop import sop_of


def differences() -> Iterator[tuple[Deadline, date]]:
    """The deadlines whose day is not the one that their start, rule and SOP version give, with that day."""
    starts = dict(CaseEvent.objects.filter(pk__in=Deadline.objects.values("started_by")).values_list("pk", "kind"))
    for deadline in Deadline.objects.order_by("pk").iterator():
        due = due_again(deadline, sop_of(deadline.sop_version_id), starts.get(deadline.started_by, ""))
        if due != deadline.due_on:
            yield deadline, due


def due_again(deadline: Deadline, sop: Sop, started_by: str) -> date:
    """The last day that the same clock would get if it were started again on its own day."""
    start = deadline.started_on
    match deadline.rule.split(":"):
        case ["step", step, index]:
            clock = sop.steps[step].clocks[int(index)]
            return clocks.due(sop, clock.within, start, ours=clock.whose == "school")
        case ["opp_within"]:
            return clocks.opp_within(sop, "", start).due_on
        case ["opp_evaluation"]:
            held = start if started_by in ("evaluate_opp", "talk_over_evaluation") else None
            return clocks.opp_evaluation(sop, "", start, held).due_on
        case ["desk_answer"]:
            return _desk_span(deadline, sop)
    raise ValueError(f"unknown rule {deadline.rule}")


def _desk_span(deadline: Deadline, sop: Sop) -> date:
    step = CaseEvent.objects.values_list("to_step", flat=True).get(pk=deadline.started_by)
    desk = sop.steps[step].desk
    return sop.desks[desk].decides_within.after(deadline.started_on) if desk else deadline.due_on
