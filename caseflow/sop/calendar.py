"""From an entry of the calendar to days: plain arithmetic on the school year and its holidays.

A month means its last school day. The checker refuses a month that the holidays leave without one, so that day never
slips into another month: each month of an entry has one occasion in each school year, no more and no fewer.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from caseflow.sop.dates import Days, last_school_day, school_year
from caseflow.sop.schema import CalendarEntry


@dataclass(frozen=True, slots=True)
class Due:
    """One occasion's days. `period` is what it is the occasion of (its month, or its school year), whatever its day."""

    period: date
    due_on: date
    appears_on: date


def in_months(entry: CalendarEntry, year: Days, free: Iterable[Days]) -> tuple[Due, ...]:
    """An entry by months: its occasions in one school year, in their order."""
    holidays = tuple(free)
    firsts = sorted(first_of(month, year) for month in entry.months)
    return tuple(_due(entry, first, last_school_day(_last_day_of(first), holidays)) for first in firsts)


def after_event(entry: CalendarEntry, day: date, free: Iterable[Days]) -> Due:
    """An entry after an event in a pupil's life: a holiday moves its day back, but never past the event itself."""
    if entry.after is None:
        raise ValueError("an entry by months has no event")
    holidays = tuple(free)
    last = entry.after.within.after(day)
    moved = last_school_day(last, holidays)
    return _due(entry, school_year(last).first, moved if moved > day else _next_school_day(last, holidays))


def first_of(month: int, year: Days) -> date:
    """The first day of a month as it falls in a school year: of August to December in its first calendar year."""
    return date(year.first.year if month >= year.first.month else year.last.year, month, 1)


def _last_day_of(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _due(entry: CalendarEntry, period: date, due_on: date) -> Due:
    return Due(period, due_on, entry.prepare.before(due_on))


def _next_school_day(day: date, free: tuple[Days, ...]) -> date:
    while last_school_day(day, free) != day:
        day += timedelta(days=1)
    return day
