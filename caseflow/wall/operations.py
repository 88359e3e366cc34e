"""Migration operations that put a table behind the wall: PostgreSQL's row-level security. SQLite has none.

`Walled` is for rows of one school. A table that names its school itself says `Walled("pupils_pupil")`; one that hangs
on another takes the school from there: `Walled("pupils_guardian", by="pupil_id", of="pupils_pupil.school_id")`. It
gets a column of its own for it that Django does not know, filled by a trigger, so that the wall is one comparison
with a setting and never a look into another table (which costs twelve times as much).
`WalledIf` is for the few tables that are not of one school.

The owner of the tables stands outside the wall: it migrates. Altering a table leaves its wall standing.
"""

from collections.abc import Callable
from typing import Any

from django.db import router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

COLUMN = "wall_school_id"
POLICY = "wall"


def _setting(name: str, of: str) -> str:
    """NULL where nobody set it, and no row is within NULL."""
    return f"NULLIF(current_setting('caseflow.{name}', true), '')::{of}"


def of_schools(column: str) -> str:
    """Whether a row lies within what was said.

    The first and last of the schools an index can be asked for, so that a person of one school pays for no other's
    rows; `every` is a truth value, since of that PostgreSQL does not guess that it is hardly ever so.
    """
    within = f'"{column}" BETWEEN {_setting("first", "bigint")} AND {_setting("last", "bigint")}'
    return f'{within} AND ({_setting("every", "boolean")} OR "{column}" = ANY ({_setting("schools", "bigint[]")}))'


def of_swvs(column: str) -> str:
    """The same of what is a samenwerkingsverband's."""
    return f'{_setting("every", "boolean")} OR "{column}" = ANY ({_setting("swvs", "bigint[]")})'


class Behind(Operation):
    """What every wall has in common: who reads a row may write it, and nobody else does either."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def condition(self) -> str:
        raise NotImplementedError

    def told(self) -> tuple[str, ...]:
        """Words by which the catalogue knows that the policy asks what it should."""
        raise NotImplementedError

    def up(self) -> list[str]:
        return [
            f'CREATE POLICY {POLICY} ON "{self.table}" USING ({self.condition()}) WITH CHECK ({self.condition()})',
            f'ALTER TABLE "{self.table}" ENABLE ROW LEVEL SECURITY',
        ]

    def down(self) -> list[str]:
        return [
            f'DROP POLICY IF EXISTS {POLICY} ON "{self.table}"',
            f'ALTER TABLE "{self.table}" DISABLE ROW LEVEL SECURITY',
        ]

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

    def _run(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, statements: Callable[[], list[str]]
    ) -> None:
        connection = schema_editor.connection
        if connection.vendor == "postgresql" and router.allow_migrate(connection.alias, app_label):
            for statement in statements():
                schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Put {self.table} behind the wall"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.table}_walled"


class Walled(Behind):
    """Rows of one school: that of their own `column`, or without one that of the row they hang on."""

    def __init__(self, table: str, column: str = "school_id", by: str = "", of: str = "") -> None:
        super().__init__(table)
        self.column = COLUMN if by else column
        self.by = by
        self.of = of

    def condition(self) -> str:
        return of_schools(self.column)

    def told(self) -> tuple[str, ...]:
        return ("caseflow.first", "caseflow.last", "caseflow.every", "caseflow.schools", self.column)

    def up(self) -> list[str]:
        return [*self._own_column(), *super().up()] if self.by else super().up()

    def down(self) -> list[str]:
        if not self.by:
            return super().down()
        return [
            *super().down(),
            f'DROP TRIGGER IF EXISTS "{self.table}_wall" ON "{self.table}"',
            f'DROP FUNCTION IF EXISTS "{self.table}_wall"()',
            f'ALTER TABLE "{self.table}" DROP COLUMN IF EXISTS {COLUMN}',
        ]

    def _own_column(self) -> list[str]:
        """The rows that are there get their school first; what guards a table stands aside for its owner meanwhile."""
        parent, school = self.of.split(".")
        return [
            f'ALTER TABLE "{self.table}" ADD COLUMN {COLUMN} bigint',
            f'ALTER TABLE "{self.table}" DISABLE TRIGGER USER',
            f'UPDATE "{self.table}" SET {COLUMN} = parent."{school}" FROM "{parent}" parent '
            f'WHERE parent.id = "{self.table}"."{self.by}"',
            f'ALTER TABLE "{self.table}" ENABLE TRIGGER USER',
            f'ALTER TABLE "{self.table}" ALTER COLUMN {COLUMN} SET NOT NULL',
            # The parent is looked for by whoever writes: one behind the wall gives no school, and the policy refuses.
            f'CREATE FUNCTION "{self.table}_wall"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            f'SELECT parent."{school}" INTO NEW.{COLUMN} FROM "{parent}" parent WHERE parent.id = NEW."{self.by}"; '
            "RETURN NEW; END $$",
            f'CREATE TRIGGER "{self.table}_wall" BEFORE INSERT OR UPDATE OF "{self.by}", {COLUMN} ON "{self.table}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{self.table}_wall"()',
        ]


class WalledIf(Behind):
    """Rows of which `sql` is so; `words` of it are looked for in the catalogue."""

    def __init__(self, table: str, sql: str, words: tuple[str, ...]) -> None:
        super().__init__(table)
        self.sql = sql
        self.words = words

    def condition(self) -> str:
        return self.sql

    def told(self) -> tuple[str, ...]:
        return self.words
