"""These tests are about PostgreSQL and Redis themselves; `make services-test` says where they are."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from caseflow import clock
from caseflow.celery import app
from tests.world import REAL, World, make_world

TODAY = date(2026, 9, 7)
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def on_postgres(transactional_db: None) -> None:
    assert connection.vendor == "postgresql", "make services-test names the database"


@pytest.fixture
def world(on_postgres: None) -> Iterator[World]:
    with clock.at(TODAY):
        yield make_world(REAL / "kbs-crescendo.yaml")


def _environment(var: Path) -> dict[str, str]:
    """The suite's own, on the test database; mail goes to files."""
    database = connection.settings_dict
    where = (
        f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
        f"?assume_role={database['OPTIONS']['assume_role']}"
    )
    # REDIS_URL is this process's own already: a worker that counted down from it again would wait at another's queue.
    ours = {name: value for name, value in os.environ.items() if name != "PYTEST_XDIST_WORKER"}
    return {**ours, "CASEFLOW_MODE": "test", "DATABASE_URL": f"postgres://{where}", "CASEFLOW_VAR": str(var)}


@pytest.fixture
def queue(on_postgres: None, tmp_path: Path) -> Iterator[str]:
    """A worker that takes its work from a queue of this test alone."""
    assert settings.REDIS_URL, "make services-test names the broker"
    name = f"test-{uuid4().hex}"
    log = tmp_path / "worker.log"
    command = [sys.executable, "-m", "celery", "-A", "caseflow", "worker", "-Q", name, "-c", "1", "-l", "INFO"]
    quick = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    with log.open("wb") as written:
        worker = subprocess.Popen(
            [*command, *quick], cwd=ROOT, env=_environment(tmp_path), stdout=written, stderr=written
        )
    try:
        yield name
    finally:
        worker.terminate()
        worker.wait(20)
        with app.connection_for_write() as broker:
            broker.default_channel.queue_delete(name)
        print(log.read_text())  # pytest shows it when the test fails
