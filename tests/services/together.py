"""Several people at the very same moment: everybody stands in line for one row before anybody may go on."""

import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection, transaction

from caseflow import clock
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from tests.behind_the_wall import as_owner

PATIENCE = 20.0


def together(held: Callable[[], Any], on: date, *runs: Callable[[], Any]) -> list[Any]:
    """Run all at once, each in a thread with its own connection, on a day; what each returned or raised.

    `held` locks the row that all of them need. It is let go when PostgreSQL says that every one of them waits.
    """
    with transaction.atomic():
        held()
        finish = started(on, *runs)
        until(lambda: _waiting() == len(runs), "not everybody came to stand in line")
    return finish()


def started(on: date, *runs: Callable[[], Any]) -> Callable[[], list[Any]]:
    """Set them going, each in a thread with its own connection; what it gives back waits for all of them."""
    results: list[Any] = [None] * len(runs)

    def run(index: int) -> None:
        try:
            with clock.at(on), rows_of(EVERY_SCHOOL):
                results[index] = runs[index]()
        except Exception as raised:
            results[index] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,), daemon=True) for index in range(len(runs))]
    for thread in threads:
        thread.start()

    def finish() -> list[Any]:
        for thread in threads:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in threads), "somebody still waits"
        return results

    return finish


def someone_waits() -> None:
    """Go on only when somebody stands in line."""
    until(lambda: _waiting() > 0, "nobody came to stand in line")


def _waiting() -> int:
    with as_owner(), connection.cursor() as cursor:  # the application does not see what others wait for
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        (number,) = cursor.fetchone()
    return int(number)


def until(true: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.02)
