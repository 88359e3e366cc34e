"""The facts of a case, or of many, in one query: plain values that the SOP judges."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

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
    names = {key: f"fact_{index}" for index, key in enumerate(sorted(keys))}
    asked = {name: _expression(key, clock.today()) for key, name in names.items()}
    found = rows.order_by().annotate(**asked).values(number, *asked)
    return {row[number]: {key: row[name] for key, name in names.items()} for row in found}


def facts_of(case: Case, keys: Iterable[str]) -> dict[str, Value]:
    """The facts of one case as the database has them now."""
    return with_facts(Case.objects.filter(pk=case.pk), keys)[case.pk]
