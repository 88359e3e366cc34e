"""Are the triggers of the append-only tables really there, and do they still refuse?"""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from caseflow.sop import law

from .operations import AppendOnly, NoLongerAppendOnly

_CATALOGUE = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, relname, prosrc FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    ),
}


def append_only_tables(connection: BaseDatabaseWrapper) -> list[AppendOnly]:
    """Every table that an applied migration made append-only: the migrations are the only list, the last one counts."""
    loader = MigrationLoader(connection)
    known = sorted(loader.disk_migrations.items())
    applied = [migration for key, migration in known if key in loader.applied_migrations]
    found = {op.table: op for migration in applied for op in migration.operations if isinstance(op, AppendOnly)}
    return [found[table] for table in sorted(found) if not isinstance(found[table], NoLongerAppendOnly)]


def unguarded_tables(alias: str = "default") -> list[str]:
    """The append-only tables of which a trigger is missing, switched off or emptied.

    Those that the law names (floor rule 13) are expected wherever they stand, even if no migration guarded them.
    """
    connection = connections[alias]
    made = append_only_tables(connection)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        cursor.execute(_CATALOGUE[connection.vendor])
        standing = {(table, name): text for name, table, text in cursor.fetchall()}
    by_law = (law.LAW.words(13) & tables) - {guard.table for guard in made}
    guards = (*made, *map(AppendOnly, sorted(by_law)))
    return [guard.table for guard in guards if list(_gaps(guard, connection.vendor, standing))]


def _gaps(guard: AppendOnly, vendor: str, standing: dict[tuple[str, str], str]) -> Iterator[str]:
    for name, text in guard.guards(vendor).items():
        if standing.get((guard.table, name)) != text:
            yield name


def check_guards(*, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A database check (`manage.py check --database default`; `migrate` asks it too)."""
    return [
        Error(
            f"Rows of {table} can be changed: its append-only triggers are not as they should be.",
            hint="Repeat AppendOnly for this table in a new migration and apply it with --skip-checks.",
            id="audit.E001",
        )
        for alias in databases or []
        for table in unguarded_tables(alias)
    ]
