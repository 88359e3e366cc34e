"""The facts of a case, or of many, in one query: plain values that the SOP judges."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, QuerySet
from django.db.models import Value as Plain

from caseflow import clock
from caseflow.route.models import Case
from caseflow.sop.providers import expression
from caseflow.sop.rules import Value
from pupils.models import Pupil

#: The number of no case: a fact of what lies in a case finds nothing there.
NO_CASE = 0


@lru_cache(maxsize=1024)
def _expression(key: str, on: date) -> Any:
    """Built once a day: some carry today as a bound value, and building costs more than asking."""
    name, _, of = key.removesuffix(")").partition("(")
    return expression(name, of)


def with_facts(cases: QuerySet[Case], keys: Iterable[str]) -> dict[int, dict[str, Value]]:
    """Each case's id with the facts asked for, however many cases: one query."""
    return _read(cases, keys, "pk")


def facts_before_a_case(pupils: QuerySet[Pupil], keys: Iterable[str]) -> dict[int, dict[str, Value]]:
    """Each pupil's id with the facts as they would be of a case that was opened today: one query as well.

    The expressions are over a case, so each pupil gets the columns of one that is just opened and nowhere stored.
    """
    fresh = Case(step_since=clock.today(), opened_on=clock.today(), visits=1)
    columns: dict[str, Any] = {
        field.attname: Plain(getattr(fresh, field.attname), output_field=field)
        for field in Case._meta.concrete_fields
        if field.attname not in ("id", "pupil_id", "school_id")
    }
    columns |= {"pk": Plain(NO_CASE), "pupil_id": F("id")}
    return _read(pupils.annotate(**columns), keys, "id")


def _read(rows: QuerySet[Any], keys: Iterable[str], number: str) -> dict[int, dict[str, Value]]:
    names = _names(keys)
    found = _annotated(rows, names, clock.today()).values(number, *names.values())
    return {row[number]: {key: row[name] for key, name in names.items()} for row in found}


def _names(keys: Iterable[str]) -> dict[str, str]:
    return {key: f"fact_{index}" for index, key in enumerate(sorted(keys))}


def _annotated(rows: QuerySet[Any], names: dict[str, str], on: date) -> QuerySet[Any]:
    return rows.order_by().annotate(**{name: _expression(key, on) for key, name in names.items()})


# --- Of one case -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asking:
    """One statement for these facts on a day; only the number of the case is filled in anew."""

    keys: tuple[str, ...]
    sql: str
    params: tuple[Any, ...]
    converters: dict[int, Any]

    def of(self, case: int) -> dict[str, Value]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, (*self.params, case))
            row = cursor.fetchone()
        if row is None:
            raise Case.DoesNotExist(case)
        return {key: self._plain(column, row[column]) for column, key in enumerate(self.keys)}

    def _plain(self, column: int, value: Any) -> Value:
        """As the model's fields would give it: a day of SQLite is text until then."""
        convert, field = self.converters.get(column, ((), None))
        for one in convert:
            value = one(value, field, connection)
        return cast(Value, value)


def facts_of(case: Case, keys: Iterable[str]) -> dict[str, Value]:
    """The facts of one case as the database has them now.

    Every act asks them, under its lock, so the statement is kept: Django takes longer to write it than the database
    to answer it.
    """
    return _asking(frozenset(keys), clock.today()).of(case.pk)


@lru_cache(maxsize=1024)
def _asking(keys: frozenset[str], on: date) -> _Asking:
    names = _names(keys)
    asked = _annotated(Case.objects.filter(pk=NO_CASE), names, on).values_list(*names.values())
    compiler = asked.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    *before, case = params  # what is selected comes first; the case alone is what is filtered by
    if case != NO_CASE:
        raise RuntimeError("the number of the case is not where it was")
    converters = compiler.get_converters([column for column, _sql, _name in compiler.select or ()])
    return _Asking(tuple(names), sql, tuple(before), converters)
