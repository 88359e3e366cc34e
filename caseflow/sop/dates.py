"""Spans and terms: the one place where a day follows from another day.

A half year is six calendar months, same day or the month's last; legal terms count calendar weeks (domain §2.1).
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from caseflow.sop.complaining import Unfit

Unit = Literal["days", "weeks", "months", "years"]

_WORDS: dict[str, Unit] = {
    "day": "days", "days": "days", "dag": "days", "dagen": "days",
    "week": "weeks", "weeks": "weeks", "weken": "weeks",
    "month": "months", "months": "months", "maand": "months", "maanden": "months",
    "year": "years", "years": "years", "jaar": "years",
}  # fmt: skip
_SPAN = re.compile(r"(\d{1,3}) ([a-z]+)")
_IN_DAYS: dict[Unit, int] = {"days": 1, "weeks": 7}
_IN_MONTHS: dict[Unit, int] = {"months": 1, "years": 12}
_DUTCH = {
    "days": ("dag", "dagen"),
    "weeks": ("week", "weken"),
    "months": ("maand", "maanden"),
    "years": ("jaar", "jaar"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as laws and schools write it: "6 weeks", "6 months"."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read "6 weeks" or "6 weken"; ValueError says what was expected."""
        found = _SPAN.fullmatch(str(text).strip().lower())
        unit = _WORDS.get(found[2]) if found else None
        if found is None or unit is None:
            raise Unfit(
                f"verwacht een termijn zoals '6 weeks' of '6 months', niet '{str(text)[:60]}'",
                "Schrijf een getal en een maat: '3 days', '6 weeks', '6 months' of '1 year'",
            )
        return cls(int(found[1]), unit)

    def after(self, day: date) -> date:
        """The day this span after `day`; a month too short for it gives its last day."""
        if self.unit in ("days", "weeks"):
            return day + timedelta(days=self.count * (7 if self.unit == "weeks" else 1))
        months = day.year * 12 + day.month - 1 + self.count * (12 if self.unit == "years" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

    def before(self, day: date) -> date:
        """The day this span before `day`; a month too short for it gives its last day."""
        return Span(-self.count, self.unit).after(day)

    def within(self, bound: "Span") -> bool:
        """Whether it never ends later than `bound`, whatever day it starts on."""
        for lengths in (_IN_DAYS, _IN_MONTHS):
            if self.unit in lengths and bound.unit in lengths:
                return self.count * lengths[self.unit] <= bound.count * lengths[bound.unit]
        apart = bound.count * _ABOUT[bound.unit] - self.count * _ABOUT[self.unit]
        return apart > 0 if abs(apart) > _SURE else _on_every_day(self, bound)

    def __str__(self) -> str:
        return f"{self.count} {_DUTCH[self.unit][self.count != 1]}"


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


_ABOUT: dict[Unit, float] = {"days": 1, "weeks": 7, "months": 30.436875, "years": 365.2425}
_SURE = 7  # days by which the calendar never differs from its average


@lru_cache(maxsize=1024)
def _on_every_day(span: Span, bound: Span) -> bool:
    return all(span.after(day) <= bound.after(day) for day in _FOUR_YEARS)


_FOUR_YEARS = tuple(date(2024, 1, 1) + timedelta(days=days) for days in range(1461))  # with one leap day


@lru_cache(maxsize=1024)
def add_up_within(first: Span, second: Span, bound: Span) -> bool:
    """Whether a span and then another never end later than `bound`, whatever day they start on."""
    fits = first.within(bound) and second.within(bound)
    return fits and all(second.after(first.after(day)) <= bound.after(day) for day in _FOUR_YEARS)


def school_year(day: date) -> Days:
    """The school year in which `day` lies: 1 August to 31 July."""
    start = day.year if day.month >= 8 else day.year - 1
    return Days(date(start, 8, 1), date(start + 1, 7, 31))


def last_school_day(day: date, holidays: Iterable[Days]) -> date:
    """`day`, or the last school day before it: a term within which the school must act never grows by a holiday."""
    free = tuple(holidays)
    while day.weekday() >= 5 or any(day in stretch for stretch in free):
        day -= timedelta(days=1)
    return day


#: A fixed month that comes sooner than this after the last evaluation says nothing new: the next one is meant.
TOO_SOON = Span(6, "weeks")


def evaluation_due(
    in_force: date, held: date | None, every: Span, holidays: Iterable[Days], *, once_a_school_year: bool,
    months: Collection[int] = (),
) -> date:  # fmt: skip
    """The last day for the next OPP evaluation.

    At most `every` after the last one (or after the OPP came in force), and sooner in the first of the school's own
    `months` that is far enough away; by floor rule 4 also within the first school year that lies wholly in force and
    has no evaluation yet.
    """
    free, since = tuple(holidays), held or in_force
    due = every.after(since)
    fixed = (last_school_day(day, free) for day in _ends_of(months, since, due))
    due = next((day for day in fixed if TOO_SOON.after(since) <= day), due)
    if once_a_school_year:
        due = min(due, _first_year_without(in_force, held).last)
    return last_school_day(due, free)


def _ends_of(months: Collection[int], since: date, until: date) -> Iterator[date]:
    """The last days of these months after a day, the first one first, as long as they lie within."""
    for number in range(since.year * 12 + since.month - 1, until.year * 12 + until.month):
        year, month = divmod(number, 12)
        day = date(year, month + 1, monthrange(year, month + 1)[1])
        if month + 1 in months and since < day <= until:
            yield day


def _first_year_without(in_force: date, held: date | None) -> Days:
    year = school_year(held or in_force)
    if held is None and year.first == in_force:
        return year
    return school_year(date(year.last.year, 8, 1))
