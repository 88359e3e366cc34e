"""The one source of "now": who asks for the day asks here, so that time can be told instead of waited for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_pinned: ContextVar[date | datetime | None] = ContextVar("pinned_day", default=None)
_ahead = timedelta(0)


def today() -> date:
    """The school's calendar day (Europe/Amsterdam)."""
    pinned = _pinned.get() or _running()
    return pinned.astimezone(AMSTERDAM).date() if isinstance(pinned, datetime) else pinned


def now() -> datetime:
    """The moment, aware; on a pinned day the time of day still runs, so that rows keep their order."""
    moment = _running()
    pinned = _pinned.get()
    if isinstance(pinned, datetime):
        return pinned
    return moment if pinned is None else datetime.combine(pinned, moment.time(), AMSTERDAM)


def _running() -> datetime:
    return datetime.now(AMSTERDAM) + _ahead


def begin_on(day: date) -> None:
    """Let this whole process live in another season, from `day` on: for the demo, which tells it to nobody else."""
    global _ahead
    _ahead = timedelta(days=(day - datetime.now(AMSTERDAM).date()).days)


@contextmanager
def at(day: date | datetime) -> Iterator[None]:
    """Let it be `day` inside the block: for a history that is told afterwards, and for tests.

    Of an (aware) moment the time of day is pinned too: for what counts in hours.
    """
    token = _pinned.set(day)
    try:
        yield
    finally:
        _pinned.reset(token)
