"""Every wall that the migrations built stands, holds the application's role, and is missed when it is gone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection
from django.test import override_settings

from caseflow.wall.checks import check_wall, open_tables, refuse_without_wall, role_problems
from caseflow.wall.context import rows_of
from caseflow.wall.operations import COLUMN, Walled
from caseflow.wall.roles import give_rights
from pupils.models import Guardian, Pupil
from tests.behind_the_wall import as_owner
from tests.cast import make_guardian, make_pupil, make_school

pytestmark = pytest.mark.services
ROOT = Path(__file__).parent.parent.parent
TABLE = "pupils_guardian"
WALL = Walled(TABLE, by="pupil_id", of="pupils_pupil.school_id")


@pytest.fixture(autouse=True)
def _on_postgres(db: None) -> None:
    assert connection.vendor == "postgresql", "make services-test names the database"


def _run(*statements: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


# --- The tables ----------------------------------------------------------------------------------------------------


def test_every_wall_stands() -> None:
    assert open_tables() == []
    assert check_wall(databases=["default"]) == []


@pytest.mark.parametrize(
    "undone",
    [
        f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY",
        f"DROP POLICY wall ON {TABLE}",
        f"CREATE POLICY wider ON {TABLE} USING (true)",
        f"ALTER POLICY wall ON {TABLE} USING (true)",
        f"ALTER POLICY wall ON {TABLE} USING (true) WITH CHECK (true)",
        f"ALTER POLICY wall ON {TABLE} TO pg_monitor",
    ],
)
def test_a_wall_with_a_hole_is_named(undone: str) -> None:
    _run(undone)
    assert open_tables() == [TABLE]
    (error,) = check_wall(databases=["default"])
    assert TABLE in error.msg


def test_rows_that_were_there_before_their_wall_get_their_school() -> None:
    guardian = make_guardian(make_pupil(make_school()))
    _run("SET CONSTRAINTS ALL IMMEDIATE", *WALL.down())
    assert open_tables() == [TABLE]
    _run(*WALL.up())
    assert open_tables() == []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {COLUMN} FROM {TABLE}")
        assert cursor.fetchall() == [(guardian.pk, guardian.pupil.school_id)]


# --- The role ------------------------------------------------------------------------------------------------------


@contextmanager
def _connected_as(role: str) -> Iterator[None]:
    """Really signed in as that role: one that was only taken (SET ROLE) can be put off again."""
    settings = connection.settings_dict
    before = {"USER": settings["USER"], "OPTIONS": dict(settings["OPTIONS"])}
    connection.close()
    settings.update(USER=role, OPTIONS={})
    try:
        yield
    finally:
        connection.close()
        settings.update(before)


@pytest.fixture
def role(transactional_db: None) -> Iterator[str]:
    """A role of this test alone, with what the application gets."""
    name = f"caseflow_{uuid4().hex[:12]}"
    with as_owner():
        give_rights("default", name, password="geheim")
    yield name
    _run(f'DROP OWNED BY "{name}"', f'DROP ROLE "{name}"')


def test_the_role_that_migrate_makes_is_held_by_the_wall(role: str) -> None:
    pupil = make_pupil(make_school())
    with _connected_as(role):
        assert list(role_problems()) == []
        assert not Pupil.objects.filter(pk=0).exists()
        with rows_of([]):
            assert not Pupil.objects.exists()
        with rows_of([pupil.school_id]):
            assert Pupil.objects.get() == pupil
            make_guardian(pupil)
            assert Guardian.objects.count() == 1
        with override_settings(MODE="production"):
            refuse_without_wall()


#: What makes the wall no wall; {role} is the application's, {other} one that stands above it.
TOO_MUCH = {
    "superuser": ["ALTER ROLE {role} SUPERUSER"],
    "BYPASSRLS": ["ALTER ROLE {role} BYPASSRLS"],
    "take, BYPASSRLS": ["ALTER ROLE {other} BYPASSRLS", "GRANT {other} TO {role}"],
    "owns tables": ["ALTER TABLE pupils_person OWNER TO {role}"],
    "become who does": ["GRANT {other} TO {role}", "ALTER TABLE pupils_person OWNER TO {other}"],
}


@pytest.fixture
def other(role: str) -> Iterator[str]:
    name, owner = f"{role}_above", connection.settings_dict["USER"]
    _run(f'CREATE ROLE "{name}"')
    yield name
    _run(f'ALTER TABLE pupils_person OWNER TO "{owner}"', f'ALTER ROLE "{role}" NOSUPERUSER', f'DROP ROLE "{name}"')


@pytest.mark.parametrize("said", TOO_MUCH)
def test_production_does_not_start_with_a_role_that_the_wall_does_not_hold(said: str, role: str, other: str) -> None:
    _run(*(one.format(role=role, other=other) for one in TOO_MUCH[said]))
    with _connected_as(role), override_settings(MODE="production"):
        with pytest.raises(ImproperlyConfigured, match=said):
            refuse_without_wall()
        (error,) = check_wall(databases=["default"])
        assert "OWNER_DATABASE_URL" in str(error.hint)


def test_outside_production_anybody_may_start() -> None:
    assert list(role_problems())  # the suite signs in as who makes its database
    refuse_without_wall()


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE pupils_pupil CASCADE",
        "DROP TABLE pupils_involved",
        "CREATE TABLE mine (id int)",
        "ALTER TABLE pupils_pupil DISABLE ROW LEVEL SECURITY",
        "DELETE FROM django_migrations",
    ],
)
def test_the_application_changes_no_table(role: str, statement: str) -> None:
    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with _connected_as(role), refused, connection.cursor() as cursor:
        cursor.execute(statement)


# --- migrate, and what starts ----------------------------------------------------------------------------------------


def _production(user: str, owner: str = "") -> dict[str, str]:
    """The environment of a production on the test database."""
    database = connection.settings_dict
    at = f"{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
    owned = {"OWNER_DATABASE_URL": f"postgres://{owner}:{database['PASSWORD']}@{at}"} if owner else {}
    said = dict.fromkeys(("SECRET_KEY", "SEAL_KEY", "ALLOWED_HOSTS"), "suite") | {
        "SITE_URL": "https://suite.example", "EMAIL_URL": "smtp://suite.example",
        "REDIS_URL": os.environ["REDIS_URL"], "CASEFLOW_MODE": "production",
        "DATABASE_URL": f"postgres://{user}:geheim@{at}",
    }  # fmt: skip
    mine = {key: word for key, word in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return {**mine, **said, **owned}


def _started(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_migrate_works_as_the_owner_and_makes_the_role_of_the_application(transactional_db: None) -> None:
    owner, name = connection.settings_dict["USER"], f"caseflow_{uuid4().hex[:12]}"
    try:
        done = _started(_production(name, owner), "manage.py", "migrate")
        assert done.returncode == 0, done.stderr
        checked = _started(_production(name), "manage.py", "check", "--database", "default")
        assert checked.returncode == 0, checked.stderr
    finally:
        _run(f'DROP OWNED BY "{name}"', f'DROP ROLE "{name}"')


def test_migrate_does_not_take_one_role_for_both(transactional_db: None) -> None:
    owner = connection.settings_dict["USER"]
    for environment in (_production(owner), _production(owner, owner)):
        done = _started(environment, "manage.py", "migrate")
        assert done.returncode != 0
        assert "OWNER_DATABASE_URL" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["-c", "import caseflow.asgi"],
        ["-m", "celery", "-A", "caseflow", "worker", "--pool", "solo"],
        ["-m", "celery", "-A", "caseflow", "beat", "--schedule", "{tmp}/beat"],
        ["manage.py", "check", "--database", "default"],
    ],
    ids=["web", "worker", "beat", "check"],
)
def test_what_starts_as_the_owner_of_the_tables_says_what_to_do(
    command: list[str], transactional_db: None, tmp_path: Path
) -> None:
    said = [part.replace("{tmp}", str(tmp_path)) for part in command]
    done = _started(_production(connection.settings_dict["USER"]), *said)
    assert done.returncode != 0
    assert "OWNER_DATABASE_URL" in done.stdout + done.stderr
