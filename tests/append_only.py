"""Transactional tests end with Django's flush (TRUNCATE on PostgreSQL, DELETE on SQLite), which the triggers of the
append-only tables rightly refuse. Here, and nowhere in the project, the triggers stand aside for that flush alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from django.db import connections
from django.test import TransactionTestCase

from caseflow.audit.guards import append_only_tables
from caseflow.audit.operations import AppendOnly
from tests.behind_the_wall import as_owner


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_guards() -> Iterator[None]:
    """Imported by tests/conftest.py; covers every test with a transactional database or a live server."""
    flush = TransactionTestCase._fixture_teardown

    def teardown(test: Any) -> None:
        with as_owner(), guards_lifted():
            flush(test)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@contextmanager
def guards_lifted(*tables: str, alias: str = "default") -> Iterator[None]:
    """Without the triggers of these append-only tables (of all, when none is named): also to play the tamperer."""
    guards = [guard for guard in _guards(alias) if not tables or guard.table in tables]
    _run(alias, [sql for guard in guards for sql in guard.down(connections[alias].vendor)])
    try:
        yield
    finally:
        _run(alias, [sql for guard in guards for sql in guard.up(connections[alias].vendor)])


@cache
def _guards(alias: str) -> list[AppendOnly]:
    return append_only_tables(connections[alias])


def _run(alias: str, statements: list[str]) -> None:
    with as_owner(alias), connections[alias].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
