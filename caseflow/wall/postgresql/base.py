"""Django's PostgreSQL, which tells each transaction whose rows it may meet before its first statement.

The settings last for the transaction alone (SET LOCAL), so that nothing is left to whoever has the connection next.
A statement outside any transaction gets one of its own. Nobody's rows are what a transaction begins with: then there
is nothing to tell.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base

from caseflow.wall.context import NOBODY, Rows, whose_rows

_TELL = (
    "SELECT set_config('caseflow.first', {first}, true), set_config('caseflow.last', {last}, true), "
    "set_config('caseflow.every', {every}, true), set_config('caseflow.schools', {schools}, true), "
    "set_config('caseflow.swvs', {swvs}, true)"
)
_SCHOOLS = _TELL.format(first="%s", last="%s", every="%s", schools="%s", swvs="''")
#: `caseflow_wall_of` is a function of the app that knows who works where (pupils).
_PERSON = (
    _TELL.format(
        first="(SELECT min(one)::text FROM unnest(schools) one)",
        last="(SELECT max(one)::text FROM unnest(schools) one)",
        every="''",
        schools="schools::text",
        swvs="swvs::text",
    )
    + " FROM caseflow_wall_of(%s, %s)"
)
_EVERY = ["0", str(2**63 - 1), "true", ""]
#: These do not meet rows, and the last must come through when nothing else does.
_OF_THE_TRANSACTION = ("SAVEPOINT ", "RELEASE SAVEPOINT ", "ROLLBACK TO SAVEPOINT ")


class DatabaseWrapper(base.DatabaseWrapper):
    has_wall = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: Rows | None = NOBODY  # None: a rollback may have put back what was told before
        if self.alias != NO_DB_ALIAS:  # there it makes databases, outside any transaction
            self.execute_wrappers.append(self._behind_the_wall)

    def _behind_the_wall(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        rows = whose_rows()
        if rows == self._told or (isinstance(sql, str) and sql.startswith(_OF_THE_TRANSACTION)):
            return execute(sql, params, many, context)
        if self.in_atomic_block or not self.get_autocommit():
            self._tell(rows)
            return execute(sql, params, many, context)
        with self.connection.transaction():
            self._tell(rows)
            self._told = NOBODY  # it ends with the statement
            return execute(sql, params, many, context)

    def _tell(self, rows: Rows) -> None:
        """Past Django's cursors: what a page costs in statements is what the page asks."""
        with self.wrap_database_errors:
            if rows.person_id is not None:
                self.connection.execute(_PERSON, [rows.person_id, rows.on])
            else:
                self.connection.execute(_SCHOOLS, _EVERY if rows.every else _some(rows.schools))
        self._told = rows

    def init_connection_state(self) -> None:
        self._told = NOBODY
        super().init_connection_state()

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._told = NOBODY

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._told = NOBODY

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self._told = None


def _some(schools: frozenset[int]) -> list[str]:
    """First, last, not every, and which; of none nothing is set."""
    if not schools:
        return ["", "", "", ""]
    return [str(min(schools)), str(max(schools)), "", f"{{{','.join(map(str, sorted(schools)))}}}"]
