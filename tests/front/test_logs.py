"""An exception's own words may quote a child's row; the log keeps the place and the kind."""

import logging
import sys

from caseflow.logs import WithoutValues


def test_an_error_is_logged_without_its_words() -> None:
    words = "Sanne heeft dyslexie"
    try:
        raise ValueError(words)
    except ValueError:
        record = logging.LogRecord("caseflow", logging.ERROR, __file__, 1, "refused", None, sys.exc_info())
    written = WithoutValues("{message}", style="{").format(record)
    assert "Sanne" not in written
    assert written.endswith("builtins.ValueError")
