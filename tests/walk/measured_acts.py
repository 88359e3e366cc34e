"""Measuring, counting hours, noting an incident and judging a limit, with the outcome that the finding asks for."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from caseflow.route.commands.limit import judge_limit
from caseflow.route.models import Case
from caseflow.sop.measures import LEVELS, WEEK, Measured, Weeks
from caseflow.sop.rules import Need
from pupils.commands.measured import record_absence, record_measurement
from pupils.commands.observation import log_observation
from pupils.models import Measurement

_numbers = count(1).__next__


def _asked(w: Any, need: Need) -> Measured:
    """What is to be measured; a finding that does not say gets the school's first instrument."""
    return Measured.parse(need.of or f"{next(iter(w.sop.instruments))} C")


def _day_after_the_last(w: Any, case: Case, need: Need) -> None:
    """Main measurements lie half a year apart."""
    done = Measurement.objects.filter(pupil=case.pupil_id, instrument=_asked(w, need).instrument)
    last = done.order_by("-day").first()
    if last:
        w.today = max(w.today, last.day + timedelta(days=150))


def _measure(w: Any, case: Case, need: Need) -> None:
    asked = _asked(w, need)
    wanted = [level for level in LEVELS if (level in asked.levels) == (need.max is None)]
    record_measurement(
        case.pupil_id,
        instrument=asked.instrument,
        day=w.today,
        moment="main",
        level=wanted[-1],
        score=Decimal("12.5"),
        actor=w.hand(case, "record_measurement"),
    )


def _absent(w: Any, case: Case, need: Need) -> None:
    """Every week of the period as many hours as the bound says."""
    weeks = Weeks.before(w.today, need.of or "2 weeks")
    hours = next((bound for bound in (need.min, need.max) if bound is not None), 1)
    for number in range(weeks.count):
        day = weeks.first + number * WEEK
        record_absence(case.pupil_id, week=day, hours=Decimal(hours), actor=w.hand(case, "record_absence"))


def _incident(w: Any, case: Case, need: Need) -> None:
    saw = f"gooide een stoel, keer {_numbers()}"
    log_observation(case.pupil_id, w.today, "gedrag", saw, incident=True, actor=w.hand(case, "record_incident"))


def _judge(w: Any, case: Case, need: Need) -> None:
    word = need.bound if isinstance(need.bound, str) else "within"
    limit = need.of or next(iter(w.sop.limits), "")
    actor = w.world.people[w.sop.judges(limit)[0]] if need.of else w.hand(case, "judge_limit")
    judge_limit(case.pk, limit=limit, word=word, reasons="zo besproken", actor=actor)


ACT: dict[str, Any] = {
    "record_measurement": _measure,
    "record_absence": _absent,
    "record_incident": _incident,
    "judge_limit": _judge,
}
PREPARE: dict[str, Any] = {"record_measurement": _day_after_the_last}
