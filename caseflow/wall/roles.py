"""Two roles of PostgreSQL: the owner, who migrates, and the application's, which the wall holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connections
from psycopg import sql

_WHO = ("USER", "PASSWORD", "HOST", "PORT", "NAME")
_owner: ContextVar[bool] = ContextVar("owner", default=False)

#: What the application does with rows; it makes and empties no table, and what migrations did is not its own to write.
RIGHTS = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)
_MAKE = "CREATE ROLE {role} LOGIN PASSWORD {password} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"


def is_owner_at_work() -> bool:
    return _owner.get()


@contextmanager
def as_owner(alias: str, owner: dict[str, Any]) -> Iterator[None]:
    """Connected as the tables' owner, for as long as it lasts."""
    settings = connections[alias].settings_dict
    application = {key: settings[key] for key in _WHO}
    token = _owner.set(True)
    _connect_as(alias, {key: owner.get(key) or application[key] for key in _WHO})
    try:
        yield
    finally:
        _connect_as(alias, application)
        _owner.reset(token)


def _connect_as(alias: str, who: dict[str, Any]) -> None:
    connections[alias].close()
    connections[alias].settings_dict.update(who)


def give_rights(alias: str, role: str, password: str) -> None:
    """Asked of the owner after each migration. A role that is not there yet is made, if the owner may do that."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_schema(), EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role])
        schema, exists = cursor.fetchone()
        names = {"role": sql.Identifier(role), "schema": sql.Identifier(schema), "password": sql.Literal(password)}
        for statement in (*(() if exists else (_MAKE,)), *RIGHTS):
            cursor.execute(sql.SQL(statement).format(**names).as_string(cursor.connection))
