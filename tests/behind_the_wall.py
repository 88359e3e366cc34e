"""On PostgreSQL the suite runs as production does: behind the wall, as a role that owns nothing.

The session begins with the rows of every school, for what a test makes and looks at itself; a request through the
client meets those of its own person alone, and a thread nobody's.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from caseflow.wall.context import EVERY_SCHOOL, rows_of
from caseflow.wall.roles import give_rights

#: Of the suite alone; who makes the test database may take it.
ROLE = "caseflow_suite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tables are made by their owner; from then on every connection is the application's."""
    with django_db_blocker.unblock():
        if connection.vendor != "postgresql":
            yield
            return
        _made(ROLE)
        give_rights("default", ROLE, password="")
        connection.settings_dict["OPTIONS"]["assume_role"] = ROLE
        connection.close()
    yield
    del connection.settings_dict["OPTIONS"]["assume_role"]


def _made(role: str) -> None:
    """Two suites at once share a server, and its roles."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$"
        )


@pytest.fixture(scope="session", autouse=True)
def _rows_of_every_school() -> Iterator[None]:
    with rows_of(EVERY_SCHOOL):
        yield


@contextmanager
def as_owner(alias: str = "default") -> Iterator[None]:
    """For what only the owner of the tables does: change and empty them."""
    if connections[alias].vendor != "postgresql":
        yield
        return
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user")
        (before,) = cursor.fetchone()
        cursor.execute("SET ROLE NONE")
    try:
        yield
    finally:
        with connections[alias].cursor() as cursor:
            cursor.execute(f'SET ROLE "{before}"')
