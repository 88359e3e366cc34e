"""A migration operation that makes the database itself refuse to change a table's rows.

Own triggers, because django-pgtrigger is silently skipped on SQLite. Note for SQLite: altering a table there
rebuilds it without its triggers, so such a migration ends with the same `AppendOnly` again (it may be repeated).
And SQLite's INSERT OR REPLACE removes the row in its way without asking a DELETE trigger: there an INSERT that meets
a standing row is refused before it starts. (PostgreSQL's ON CONFLICT DO UPDATE is an UPDATE, and refused as one.)
"""

from collections.abc import Sequence
from typing import Any

from django.db import NotSupportedError, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


class AppendOnly(Operation):
    """Rows of `table` may be added, never changed or removed; with `erasable` they may be removed, one by one.

    `keys` are the columns by which a row is the only one: each primary key and unique constraint of the table. Of one
    that holds among some rows only, those follow after WHERE, in SQL about {row}.
    """

    reversible = True

    def __init__(self, table: str, keys: Sequence[str] = ("id",), erasable: bool = False) -> None:
        self.table = table
        self.keys = keys
        self.erasable = erasable

    def acts(self, vendor: str) -> list[str]:
        """What the database refuses (SQLite has no TRUNCATE, PostgreSQL no REPLACE)."""
        acts = ["UPDATE"] if self.erasable else ["UPDATE", "DELETE"]
        return [*acts, "TRUNCATE" if vendor == "postgresql" else "REPLACE"]

    def trigger(self, act: str) -> str:
        return f"{self.table}_no_{act.lower()}"

    def guards(self, vendor: str) -> dict[str, str]:
        """{name of a trigger: the text by which the catalogue knows that it does what it should}."""
        if vendor == "postgresql":
            return {self.trigger(act): self._body() for act in self.acts(vendor)}
        return {self.trigger(act): self._sqlite(act) for act in self.acts(vendor)}

    def up(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [self._sqlite(act).replace("TRIGGER", "TRIGGER IF NOT EXISTS", 1) for act in self.acts(vendor)]
        if vendor == "postgresql":
            return [self._function(), *(self._postgresql(act) for act in self.acts(vendor))]
        raise NotSupportedError(f"Append-only tables are not known on {vendor}.")

    def down(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [f'DROP TRIGGER IF EXISTS "{self.trigger(act)}"' for act in self.acts(vendor)]
        drops = [f'DROP TRIGGER IF EXISTS "{self.trigger(act)}" ON "{self.table}"' for act in self.acts(vendor)]
        return [*drops, f'DROP FUNCTION IF EXISTS "{self.table}_refuse"()']

    def _sqlite(self, act: str) -> str:
        before = "INSERT" if act == "REPLACE" else act
        met = f"WHEN {self._stands()} " if act == "REPLACE" else ""
        return (
            f'CREATE TRIGGER "{self.trigger(act)}" BEFORE {before} ON "{self.table}" '
            f"{met}BEGIN SELECT RAISE(ABORT, '{self.table} is append-only'); END"
        )

    def _stands(self) -> str:
        """A row with one of the new row's keys is there already."""
        return " OR ".join(f'EXISTS (SELECT 1 FROM "{self.table}" WHERE {self._same(key)})' for key in self.keys)

    def _same(self, key: str) -> str:
        names, _where, among = key.partition(" WHERE ")
        same = [f'"{name}" = NEW."{name}"' for name in names.split()]
        there = [among.format(row=row) for row in ("NEW", f'"{self.table}"')] if among else []
        return " AND ".join([*same, *there])

    def _function(self) -> str:
        return (
            f'CREATE OR REPLACE FUNCTION "{self.table}_refuse"() RETURNS trigger LANGUAGE plpgsql AS $${self._body()}$$'
        )

    def _body(self) -> str:
        return f"BEGIN RAISE EXCEPTION '{self.table} is append-only' USING ERRCODE = 'restrict_violation'; END"

    def _postgresql(self, act: str) -> str:
        each = "STATEMENT" if act == "TRUNCATE" else "ROW"
        return (
            f'CREATE OR REPLACE TRIGGER "{self.trigger(act)}" BEFORE {act} ON "{self.table}" '
            f'FOR EACH {each} EXECUTE FUNCTION "{self.table}_refuse"()'
        )

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models stay as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._run(app_label, schema_editor, self.up)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._run(app_label, schema_editor, self.down)

    def _run(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, statements: Any) -> None:
        connection = schema_editor.connection
        if router.allow_migrate(connection.alias, app_label):
            for statement in statements(connection.vendor):
                schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Refuse changes of rows in {self.table}"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.table}_append_only"


class NoLongerAppendOnly(AppendOnly):
    """Take the guards of `table` away, for a migration that puts others in their place."""

    def up(self, vendor: str) -> list[str]:
        return super().down(vendor)

    def down(self, vendor: str) -> list[str]:
        return super().up(vendor)

    def describe(self) -> str:
        return f"Let rows in {self.table} be changed"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.table}_no_longer_append_only"


class Unchanging(AppendOnly):
    """Rows of `table` are never removed, and these `columns` of them never change.

    `settled`: once the column before the colon is filled, those after it (and itself) stay as they are too.
    `but`: a row of which this is so leaves its keys to others, all but the first, which is its own for good.
    """

    def __init__(
        self,
        table: str,
        columns: list[str],
        settled: dict[str, list[str]],
        keys: Sequence[str] = ("id",),
        but: str = "FALSE",
    ) -> None:
        super().__init__(table, keys)
        self.columns = columns
        self.settled = settled
        self.but = but

    def _same(self, key: str) -> str:
        return super()._same(key) if key == self.keys[0] else f"{super()._same(key)} AND NOT ({self.but})"

    def _changes(self, differs: str) -> str:
        """When an update is refused; `differs` is how a database says that two are not the same."""
        said = [f'OLD."{name}" {differs} NEW."{name}"' for name in self.columns]
        for once, names in self.settled.items():
            later = " OR ".join(f'OLD."{name}" {differs} NEW."{name}"' for name in (once, *names))
            said.append(f'(OLD."{once}" IS NOT NULL AND ({later}))')
        return " OR ".join(said)

    def _sqlite(self, act: str) -> str:
        refuses = super()._sqlite(act)
        return refuses.replace("BEGIN", f"WHEN {self._changes('IS NOT')} BEGIN", 1) if act == "UPDATE" else refuses

    def _body(self) -> str:
        lets_go = f"IF NOT ({self._changes('IS DISTINCT FROM')}) THEN RETURN NEW; END IF;"
        return super()._body().replace("BEGIN", f"BEGIN IF TG_OP = 'UPDATE' THEN {lets_go} END IF;", 1)

    def describe(self) -> str:
        return f"Refuse changes of {', '.join(self.columns)} in {self.table}"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.table}_unchanging"


class AddedUntil(AppendOnly):
    """Rows of `table` are only added, and none any more once `so` (SQL about the new row, NEW) holds."""

    def __init__(self, table: str, so: str, keys: Sequence[str] = ("id",)) -> None:
        super().__init__(table, keys)
        self.so = so

    def acts(self, vendor: str) -> list[str]:
        return [*super().acts(vendor), "INSERT"]

    def _sqlite(self, act: str) -> str:
        refuses = super()._sqlite(act)
        return refuses.replace("BEGIN", f"WHEN {self.so} BEGIN", 1) if act == "INSERT" else refuses

    def _body(self) -> str:
        lets_go = f"IF NOT ({self.so}) THEN RETURN NEW; END IF;"
        return super()._body().replace("BEGIN", f"BEGIN IF TG_OP = 'INSERT' THEN {lets_go} END IF;", 1)


class StandsOnce(AppendOnly):
    """Rows of `table` are a draft until `so` (SQL about {row}) holds of them; from then on they stand.

    What stands is never removed, and its `columns` never change (all, where none is named); of `settled` each column
    stays once it is filled. `closed`: no row is added of which `so` holds from the beginning.
    """

    def __init__(
        self,
        table: str,
        so: str,
        columns: Sequence[str] = (),
        settled: Sequence[str] = (),
        keys: Sequence[str] = ("id",),
        closed: bool = False,
    ) -> None:
        super().__init__(table, keys)
        self.so = so
        self.columns = columns
        self.settled = settled
        self.closed = closed

    def acts(self, vendor: str) -> list[str]:
        return [*super().acts(vendor), *(["INSERT"] if self.closed else [])]

    def _refused(self, act: str, differs: str) -> str:
        """When an act on a row is refused."""
        old, new = self.so.format(row="OLD"), self.so.format(row="NEW")
        if act != "UPDATE":
            return old if act == "DELETE" else new
        if not self.columns:
            return f"({old}) OR ({new})"
        changed = [f'OLD."{name}" {differs} NEW."{name}"' for name in self.columns]
        for name in self.settled:
            changed.append(f'(OLD."{name}" IS NOT NULL AND OLD."{name}" {differs} NEW."{name}")')
        return f"({old}) AND ({' OR '.join(changed)})"

    def _stands(self) -> str:
        """A row with one of the new row's keys is there, and stands."""
        of_row = self.so.format(row=f'"{self.table}"')
        there = (f'EXISTS (SELECT 1 FROM "{self.table}" WHERE {self._same(key)} AND ({of_row}))' for key in self.keys)
        return " OR ".join(there)

    def _sqlite(self, act: str) -> str:
        refuses = super()._sqlite(act)
        if act == "REPLACE":
            return refuses
        return refuses.replace("BEGIN", f"WHEN {self._refused(act, 'IS NOT')} BEGIN", 1)

    def _body(self) -> str:
        acts = ["UPDATE", "DELETE", *(["INSERT"] if self.closed else [])]
        said = [(act, self._refused(act, "IS DISTINCT FROM"), "OLD" if act == "DELETE" else "NEW") for act in acts]
        lets_go = [f"IF TG_OP = '{act}' THEN IF NOT ({so}) THEN RETURN {row}; END IF; END IF;" for act, so, row in said]
        return super()._body().replace("BEGIN", f"BEGIN {' '.join(lets_go)}", 1)

    def describe(self) -> str:
        return f"Refuse changes of rows in {self.table} once they stand"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.table}_stands_once"


class NoLongerUnchanging(Unchanging):
    """Take the guards of `table` away, for a migration that puts others in their place or makes the table anew."""

    def up(self, vendor: str) -> list[str]:
        return super().down(vendor)

    def down(self, vendor: str) -> list[str]:
        return super().up(vendor)

    def describe(self) -> str:
        return f"Let columns of {self.table} be changed"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.table}_no_longer_unchanging"
