"""What the log may hold: where something went wrong and of which kind, never the values it went wrong with."""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """Leaves out an exception's own words: a database quotes the row in them, and the row is about a child."""

    def formatException(self, ei: ExcInfo) -> str:
        kind, error, trace = ei
        if kind is None or error is None:
            return ""
        return "".join([*traceback.format_tb(trace), f"{kind.__module__}.{kind.__qualname__}"])
