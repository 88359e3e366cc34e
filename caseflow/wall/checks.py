"""Does the wall stand: is every table behind it that should be, and is the application's role held by it?"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader

from .operations import POLICY, Behind
from .roles import is_owner_at_work

_STANDING = """
SELECT relname, relrowsecurity, polname, polpermissive AND polcmd = '*' AND polroles = '{0}',
       pg_get_expr(polqual, polrelid) = pg_get_expr(polwithcheck, polrelid), pg_get_expr(polqual, polrelid)
FROM pg_class LEFT JOIN pg_policy ON polrelid = pg_class.oid WHERE relnamespace = current_schema()::regnamespace
"""
# Whom somebody may become counts as what she is: SET ROLE needs no password.
_ROLE = """
SELECT session_user,
       EXISTS (SELECT FROM pg_roles WHERE rolsuper AND pg_has_role(session_user, oid, 'MEMBER')),
       EXISTS (SELECT FROM pg_roles WHERE rolbypassrls AND pg_has_role(session_user, oid, 'MEMBER')),
       EXISTS (SELECT FROM pg_class WHERE relkind IN ('r', 'p') AND pg_has_role(session_user, relowner, 'MEMBER')
               AND relnamespace = current_schema()::regnamespace)
"""


def walled_tables(alias: str = DEFAULT_DB_ALIAS) -> list[Behind]:
    """Every table that an applied migration put behind the wall; the last one counts."""
    loader = MigrationLoader(connections[alias])
    known = sorted(loader.disk_migrations.items())
    applied = [migration for key, migration in known if key in loader.applied_migrations]
    found = {op.table: op for migration in applied for op in migration.operations if isinstance(op, Behind)}
    return [found[table] for table in sorted(found)]


def open_tables(alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Those whose wall is missing, switched off or emptied, or stands beside a policy that lets more through."""
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return []
    standing: dict[str, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING)
        for table, *policy in cursor.fetchall():
            standing.setdefault(table, []).append(tuple(policy))
    return [one.table for one in walled_tables(alias) if not _stands(one, standing.get(one.table, []))]


def _stands(wall: Behind, policies: list[tuple[Any, ...]]) -> bool:
    if len(policies) != 1:
        return False
    ((enabled, name, for_all, alike, condition),) = policies
    return bool(enabled and name == POLICY and for_all and alike and all(word in condition for word in wall.told()))


def role_problems(alias: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """Why the wall would not hold the role that the application connects as."""
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(_ROLE)
        name, is_super, bypasses, owns = cursor.fetchone()
    if is_super:
        yield f"The database role {name} is, or may become, a superuser."
    elif bypasses:
        yield f"The database role {name} has, or may take, BYPASSRLS."
    elif owns:
        yield f"The database role {name} owns tables, or may become who does."


HINT = (
    "PostgreSQL's row-level security does not hold it. Let DATABASE_URL name a role of the application's own, and "
    "OWNER_DATABASE_URL the tables' owner, and run `manage.py migrate`: it makes the role and gives it its rights."
)


def check_wall(*, databases: Any = None, **_: Any) -> list[CheckMessage]:
    """A database check (`manage.py check --database default`; `migrate` asks it too, which the owner does)."""
    aliases = list(databases or [])
    messages: list[CheckMessage] = [
        Error(
            f"Rows of {table} are not behind the wall: its policy is not as it should be.",
            hint="Repeat its operation of caseflow.wall in a new migration and apply it with --skip-checks.",
            id="wall.E001",
        )
        for alias in aliases
        for table in open_tables(alias)
    ]
    if settings.MODE == "production" and not is_owner_at_work():
        messages += [Error(said, hint=HINT, id="wall.E002") for alias in aliases for said in role_problems(alias)]
    return messages


def refuse_without_wall() -> None:
    """For what starts and stays: in production it does not, when the database would not hold it."""
    if settings.MODE != "production":
        return
    try:
        for said in role_problems():
            raise ImproperlyConfigured(f"{said} {HINT}")
    finally:
        connections.close_all()
