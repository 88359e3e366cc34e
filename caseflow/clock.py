"""The one source of "now": who asks for the day asks here, so that time can be told instead of waited for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_pinned: ContextVar[date | None] = ContextVar("pinned_day", default=None)


def today() -> date:
    """The school's calendar day (Europe/Amsterdam)."""
    return _pinned.get() or datetime.now(AMSTERDAM).date()


def now() -> datetime:
    """The moment, aware; on a pinned day the time of day still runs, so that rows keep their order."""
    moment = datetime.now(AMSTERDAM)
    pinned = _pinned.get()
    return moment if pinned is None else datetime.combine(pinned, moment.time(), AMSTERDAM)


@contextmanager
def at(day: date) -> Iterator[None]:
    """Let it be `day` inside the block: for a history that is told afterwards, and for tests."""
    token = _pinned.set(day)
    try:
        yield
    finally:
        _pinned.reset(token)
