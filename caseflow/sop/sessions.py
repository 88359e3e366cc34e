"""How often something was done against how often it should have been, in school weeks: plain arithmetic on days.

What rests on it later is that support was demonstrably given (domain §6.4), and the effective weeks of the dyslexia
protocol (§1.9).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caseflow.sop.dates import Days

SCHOOL_DAYS = 5
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """`held` of the `planned` sessions so far; in `effective` of the `weeks` of school all that was planned was."""

    planned: int = 0
    held: int = 0
    weeks: int = 0
    effective: int = 0


def count_sessions(
    times_a_week: int, starts_on: date, ends_on: date | None, free: Iterable[Days], held: Iterable[date], today: date
) -> Counted:
    """Of one intervention, from its first day to its last, or to today.

    A week that is short by a holiday, or by the period's own first and last day, asks its share of the sessions. Days
    are counted: what was held twice on a day is held once. Of the week that still runs is asked what its days so far
    ask, or what was held of it ahead of that; it is effective only when all that the whole of it asks was held.
    """
    until = min(ends_on or today, today)
    if until < starts_on:
        return Counted()
    so_far, whole = (
        _by_week(_school_days(starts_on, until, free)),
        _by_week(_school_days(starts_on, min(ends_on or date.max, _sunday(until)), free)),
    )
    given = _by_week({day for day in held if starts_on <= day <= until})
    all_of_it = {week: share(times_a_week, days) for week, days in whole.items()}
    asked = {
        week: max(share(times_a_week, days), min(given.get(week, 0), all_of_it[week])) for week, days in so_far.items()
    }
    effective = [week for week, number in given.items() if 0 < all_of_it.get(week, 0) <= number]
    return Counted(
        planned=sum(asked.values()),
        held=sum(given.values()),
        weeks=sum(number > 0 for number in asked.values()),
        effective=len(effective),
    )


def share(times_a_week: int, days: int) -> int:
    """How many of a week's sessions its `days` of school ask, rounded to the nearest; never more than one a day."""
    return (2 * min(times_a_week, SCHOOL_DAYS) * days + SCHOOL_DAYS) // (2 * SCHOOL_DAYS)


def hours_between(hours_a_week: int, first: date, last: date, free: Iterable[Days]) -> int:
    """How many hours so many a week are from a day to a day: of a short week its share, to the nearest whole hour."""
    days = sum(1 for _day in _school_days(first, last, free)) if last >= first else 0
    return (2 * hours_a_week * days + SCHOOL_DAYS) // (2 * SCHOOL_DAYS)


def is_school_day(day: date, free: Iterable[Days]) -> bool:
    return day.weekday() < _SATURDAY and not any(day in stretch for stretch in free)


def monday(day: date) -> date:
    """By which a week is known."""
    return day - timedelta(days=day.weekday())


def _sunday(day: date) -> date:
    return monday(day) + timedelta(days=6)


def _school_days(first: date, last: date, free: Iterable[Days]) -> Iterator[date]:
    stretches = tuple(stretch for stretch in free if stretch.last >= first and stretch.first <= last)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return (day for day in days if is_school_day(day, stretches))


def _by_week(days: Iterator[date] | Collection[date]) -> dict[date, int]:
    weeks: dict[date, int] = {}
    for day in days:
        weeks[monday(day)] = weeks.get(monday(day), 0) + 1
    return weeks
