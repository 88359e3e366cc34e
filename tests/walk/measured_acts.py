"""Measuring, counting hours, noting an incident and judging a limit, with the outcome that the finding asks for."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from caseflow.route.commands.limit import judge_limit
from caseflow.route.models import Case
from caseflow.sop.measures import LEVELS, WEEK, Measured, Weeks, monday
from caseflow.sop.rules import Need
from pupils.commands.intervention import start_intervention
from pupils.commands.measured import record_absence, record_measurement
from pupils.commands.observation import log_observation
from pupils.models import InterventionSession, Measurement

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


def _help(w: Any, case: Case, need: Need) -> None:
    """Once a week, for as many weeks as the bound says."""
    weeks = need.min or 1
    began = monday(w.today) - weeks * WEEK
    level = need.of or next(iter(w.sop.levels), "")
    plan = {"by_whom": "leerkracht", "minutes": 20, "times_a_week": 1, "starts_on": began, "level": level}
    by = w.hand(case, "hold_session")
    given = start_intervention(case.pupil_id, what=f"oefenen, {_numbers()}", need="vlotter lezen", **plan, actor=by)
    days = [began + number * WEEK for number in range(weeks)]
    InterventionSession.objects.bulk_create(  # written down each on its own day, weeks ago
        InterventionSession(intervention=given, day=day, recorded_on=day, recorded_by=by) for day in days
    )


ACT: dict[str, Any] = {
    "hold_session": _help,
    "record_measurement": _measure,
    "record_absence": _absent,
    "record_incident": _incident,
    "judge_limit": _judge,
}
PREPARE: dict[str, Any] = {"record_measurement": _day_after_the_last}
