"""These tests are about PostgreSQL and Redis themselves; `make services-test` says where they are."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection

from caseflow import clock
from tests.world import REAL, World, make_world

TODAY = date(2026, 9, 7)


@pytest.fixture
def on_postgres(transactional_db: None) -> None:
    assert connection.vendor == "postgresql", "make services-test names the database"


@pytest.fixture
def world(on_postgres: None) -> Iterator[World]:
    with clock.at(TODAY):
        yield make_world(REAL / "kbs-crescendo.yaml")
