"""When a talk is, in words: its day, and its hours where a time was set."""

from datetime import date, time

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

DAY = 24 * 60


def minute_of(at: time) -> int:
    return at.hour * 60 + at.minute


def time_at(minute: int) -> time:
    """The end of the day is its last minute: no talk goes past it."""
    return time(*divmod(min(minute, DAY - 1), 60))


def clock_time(at: time) -> str:
    return time_format(at, "H:i")


def hours_told(begins: time | None, lasts: int | None) -> str:
    """ "" where only the day is known."""
    if begins is None or lasts is None:
        return ""
    ends = time_at(minute_of(begins) + lasts)
    return _("van %(first)s tot %(last)s uur") % {"first": clock_time(begins), "last": clock_time(ends)}


def when_told(on: date, begins: time | None, lasts: int | None, day: str = "l j F Y") -> str:
    hours = hours_told(begins, lasts)
    return f"{date_format(on, day)}, {hours}" if hours else date_format(on, day)
