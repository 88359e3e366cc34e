"""What a fact was counted from: the rows behind it, the newest first, for somebody who may see them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from caseflow.sop.dates import Span
from caseflow.sop.measures import Measured, Weeks
from caseflow.sop.vocabulary import Part
from pupils.models import Absence, Measurement, Observation, Person

#: More than a requirement asks in a row: so one also sees what came before.
SHOWN = 6
Behind = Callable[[Person, str, date], QuerySet[Any]]


def _measurements(person: Person, of: str, on: date) -> QuerySet[Measurement]:
    """The main measurements of which the newest in a row were counted."""
    seen = Measurement.objects.visible_to(person).counted(Measured.parse(of).instrument)
    return seen.filter(recorded_on__lte=on)


def _weeks(person: Person, over: str, on: date) -> QuerySet[Absence]:
    weeks = Weeks.before(on, over)
    return Absence.objects.visible_to(person).standing().filter(week__gte=weeks.first, week__lt=weeks.until)


def _incidents(person: Person, over: str, on: date) -> QuerySet[Observation]:
    within = (Span.parse(over).before(on) + timedelta(days=1), on)
    seen = Observation.objects.standing().visible_to(person).filter(incident=True, seen_on__range=within)
    return seen.select_related("author")


BEHIND: dict[str, tuple[Part, Behind]] = {
    "measured_in_a_row": (Part.MEASUREMENTS, _measurements),
    "hours_missed_a_week": (Part.ATTENDANCE, _weeks),
    "incidents": (Part.OBSERVATIONS, _incidents),
}


def rows_behind(person: Person, pupil_id: int, fact: str, of: str, on: date) -> tuple[Part, list[Any]]:
    """Those behind a pupil's fact as it was on a day, and the part of the file that they are of."""
    part, find = BEHIND[fact]
    rows = find(person, of, on).filter(pupil=pupil_id)
    return part, list(rows[:SHOWN] if part is Part.MEASUREMENTS else rows)
