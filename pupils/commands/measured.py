"""Results of tests and hours missed: recorded by who works with the child, struck or set right when typed wrong."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from pupils.commands.calendar import drop_talks, propose_talks
from pupils.commands.recording import record
from pupils.errors import Invalid
from pupils.getters import locked
from pupils.measuring import absence, instruments_of, kept, measurement
from pupils.models import RECORDS, Absence, Measurement, Person, Pupil
from pupils.policy import require_kind


@transaction.atomic
def record_measurement(
    pupil_id: int,
    *,
    instrument: str,
    day: date,
    moment: str,
    actor: Person,
    level: str = "",
    score: Decimal | None = None,
) -> Measurement:
    """One result; of one instrument on one day there is one, and another only after that was struck."""
    pupil = _pupil(pupil_id, actor)
    row = measurement(
        pupil,
        instruments_of(pupil.school_id),
        instrument=instrument,
        day=day,
        moment=moment,
        level=level,
        score=score,
    )
    there = Measurement.objects.standing().filter(pupil=pupil, instrument=instrument, day=day, moment=moment)
    if there.exists():
        raise Invalid("day", _("Van deze dag staat er al een resultaat. Klopt dat niet? Haal dat dan eerst weg."))
    kept(row, actor).save()
    record("record_measurement", pupil, actor, data={"measurements": [row.pk], "instrument": instrument})
    propose_talks(pupil.school_id, [pupil.pk], clock.today())
    return row


@transaction.atomic
def strike_measurement(measurement_id: int, *, actor: Person) -> Measurement:
    """It was a mistake: it counts no longer, and stays known who recorded it and who struck it."""
    row = locked(Measurement.objects.standing().visible_to(actor), measurement_id)
    require_kind(actor, row.pupil, RECORDS)
    row.strike(actor, clock.today())
    drop_talks(row.pupil.school_id, row.pupil_id, row.instrument, row.recorded_on, clock.today())
    record("strike_measurement", row.pupil, actor, data={"measurement": row.pk})
    return row


@transaction.atomic
def record_absence(pupil_id: int, *, week: date, hours: Decimal, actor: Person) -> Absence:
    """The hours missed in a week; what was recorded of that week before is struck, so the last word counts."""
    pupil = _pupil(pupil_id, actor)
    row = absence(pupil, week=week, hours=hours)
    before = Absence.objects.standing().filter(pupil=pupil, week=row.week).first()
    if before is not None and before.minutes == row.minutes:
        return before
    if before is not None:
        before.strike(actor, clock.today())
    kept(row, actor).save()
    record("record_absence", pupil, actor, data={"absences": [row.pk], "struck": before and before.pk})
    return row


def _pupil(pupil_id: int, actor: Person) -> Pupil:
    pupil = locked(Pupil.objects.visible_to(actor), pupil_id)
    require_kind(actor, pupil, RECORDS)
    return pupil
