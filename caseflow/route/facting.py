"""The facts of a case, or of many, in one query: plain values that the SOP judges."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from caseflow import clock
from caseflow.route.models import Case
from caseflow.sop.providers import expression
from caseflow.sop.rules import Value


@lru_cache(maxsize=1024)
def _expression(key: str, on: date) -> Any:
    """Built once a day: some carry today as a bound value, and building costs more than asking."""
    name, _, of = key.removesuffix(")").partition("(")
    return expression(name, of)


def with_facts(cases: QuerySet[Case], keys: Iterable[str]) -> dict[int, dict[str, Value]]:
    """Each case's id with the facts asked for, however many cases: one query."""
    names = {key: f"fact_{index}" for index, key in enumerate(sorted(keys))}
    asked = {name: _expression(key, clock.today()) for key, name in names.items()}
    rows = cases.order_by().annotate(**asked).values("pk", *asked)
    return {row["pk"]: {key: row[name] for key, name in names.items()} for row in rows}


def facts_of(case: Case, keys: Iterable[str]) -> dict[str, Value]:
    """The facts of one case as the database has them now."""
    return with_facts(Case.objects.filter(pk=case.pk), keys)[case.pk]
