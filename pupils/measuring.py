"""What a result or a week's absence must be, whether it is typed or read from a file: written once, asked by both."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.measures import LEVELS, monday
from pupils.commands.recording import not_before_birth, not_in_future
from pupils.errors import Invalid, one_of
from pupils.models import Absence, Measurement, Pupil, School
from pupils.models.measured import minutes_of
from pupils.sop import NoSop, sop_for

#: An option, or a heading with the options below it.
Choice = tuple[str, str] | tuple[str, list[tuple[str, str]]]
HIGHEST = Decimal(99_999)
MOST_HOURS = 40


def instruments_of(school: School | int) -> dict[str, str]:
    """What the school measures with, by its SOP of today: key and name; nothing without a SOP."""
    try:
        _version, sop = sop_for(school, clock.today())
    except NoSop:
        return {}
    return {key: one.name for key, one in sop.instruments.items()}


def offered(pupil: Pupil) -> list[Choice]:
    """What to choose a pupil's test from: those of her group first, then the other ones of the school.

    A child may be tested with what belongs to other years, so nothing is refused.
    """
    try:
        _version, sop = sop_for(pupil.school_id, clock.today())
    except NoSop:
        return []
    years = pupil.group.jaargroepen if pupil.group else frozenset()
    fits = {key: not one.years or not years or not years.isdisjoint(one.years) for key, one in sop.instruments.items()}
    own = [(key, one.name) for key, one in sop.instruments.items() if fits[key]]
    others = [(key, one.name) for key, one in sop.instruments.items() if not fits[key]]
    return [*own, (str(_("Voor andere groepen")), others)] if others else [*own]


def measurement(
    pupil: Pupil,
    instruments: Mapping[str, str],
    *,
    instrument: str,
    day: date,
    moment: str,
    level: str = "",
    score: Decimal | None = None,
) -> Measurement:
    """One result, checked and not yet kept."""
    if instrument not in instruments:
        raise Invalid("instrument", _("Deze toets staat niet in het SOP van de school."))
    not_in_future("day", day)
    not_before_birth("day", day, pupil)
    _not_after_leaving("day", day, pupil)
    one_of("moment", moment, Measurement.Moment.values)
    one_of("level", level, ["", *LEVELS])
    if score is not None and not -HIGHEST <= score <= HIGHEST:
        raise Invalid("score", _("Kijk de score na: dit getal kan niet."))
    if not level and score is None:
        raise Invalid("level", _("Vul een niveau of een score in."))
    name = instruments[instrument][:200]
    return Measurement(
        pupil=pupil, instrument=instrument, instrument_name=name, day=day, moment=moment, level=level, score=score
    )


def absence(pupil: Pupil, *, week: date, hours: Decimal) -> Absence:
    """The hours missed in the week in which a day lies, checked and not yet kept."""
    not_in_future("week", monday(week))
    not_before_birth("week", week, pupil)
    _not_after_leaving("week", monday(week), pupil)
    if not 0 <= hours <= MOST_HOURS:
        raise Invalid("hours", _("Vul een getal in van 0 tot en met %(most)s.") % {"most": MOST_HOURS})
    return Absence(pupil=pupil, week=monday(week), minutes=minutes_of(hours))


def _not_after_leaving(field: str, day: date, pupil: Pupil) -> None:
    """Of the days before she was gone a result may come in late."""
    if pupil.gone_on(day):
        raise Invalid(field, _("Op deze dag was %(name)s niet meer op school.") % {"name": pupil.first_name})


def kept(row: Any, by: Any) -> Any:
    """A checked row with who records it, today."""
    row.recorded_by, row.recorded_on = by, clock.today()
    return row
