"""What SQLite takes in one statement, asked of SQLite itself.

Django holds to the 999 values of before SQLite 3.32, and cuts what a sweep inserts into as many statements as that
takes. The night's sweeps promise a number of statements that does not grow with the cases.
"""

import sqlite3
from typing import Any

from django.db.backends.signals import connection_created


def allow_as_many_values(connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite":
        limit = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = limit


connection_created.connect(allow_as_many_values)
