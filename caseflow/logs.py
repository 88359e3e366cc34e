"""What the log may hold: where something went wrong and of which kind, never the values it went wrong with."""

import logging
import re
import sys
import traceback
from collections.abc import Mapping
from copy import copy
from types import TracebackType
from typing import Any

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

#: An address that is itself a secret: the way by which a calendar fetches somebody's agenda.
SECRET_ADDRESS = re.compile(r"(?<=/agenda/)[^\s?\"'<>]+")


class WithoutValues(logging.Formatter):
    """Leaves out an exception's own words: a database quotes the row in them, and the row is about a child.

    They come under the traceback, as an argument of the message, and as the message itself. So does the address of a
    request that went wrong, which may be a secret.
    """

    def format(self, record: logging.LogRecord) -> str:
        spared = copy(record)
        spared.exc_text = None  # another handler may have written it out in full
        error = record.exc_info[1] if record.exc_info else sys.exc_info()[1]
        spared.msg, spared.args = _spared(record.msg, error), _without_words(record.args, error)
        return SECRET_ADDRESS.sub("…", super().format(spared))

    def formatException(self, ei: ExcInfo) -> str:
        _kind, error, trace = ei
        return "".join([*traceback.format_tb(trace), kind(error)]) if error is not None else ""


def kind(error: BaseException) -> str:
    """An exception by its kind; that for which celery tries again stands inside its Retry."""
    error = getattr(error, "exc", None) or error
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _without_words(args: Any, error: BaseException | None) -> Any:
    if isinstance(args, Mapping):
        told_by_celery = {"exc": kind(error) if error is not None else "…"} if "exc" in args else {}
        return {**{name: _spared(value, error) for name, value in args.items()}, **told_by_celery}
    return tuple(_spared(value, error) for value in args or ())


def _spared(value: Any, error: BaseException | None) -> Any:
    """The kind, where an exception or its words would stand."""
    if isinstance(value, BaseException):
        return kind(value)
    return kind(error) if error is not None and value in (str(error), repr(error)) else value
