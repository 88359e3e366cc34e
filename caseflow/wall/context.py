"""Whose rows a statement may meet: said by whoever begins (a request, a task, a command line), told to PostgreSQL.

    with rows_of([school.pk]): …          rows_of(EVERY_SCHOOL)          rows_of(of_person(person.pk, clock.today()))

Around a task or a command line it is a decorator, and may work the schools out of the task's arguments:
`@rows_of(lambda school_id, on: [school_id])`. Nobody said anything: no row of any school is there.
A thread begins with nothing said, and so does every process.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from contextvars import ContextVar, Token
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Rows:
    """Every school, some, or those of a person on a day, which the database works out itself."""

    schools: frozenset[int] = frozenset()
    every: bool = False
    person_id: int | None = None
    on: date | None = None


NOBODY = Rows()
EVERY_SCHOOL = Rows(every=True)

Whose = Rows | Iterable[int]
_rows: ContextVar[Rows] = ContextVar("rows", default=NOBODY)


def of_person(person_id: int, on: date) -> Rows:
    """Where somebody works, has a child, is invited, or answers for a samenwerkingsverband, on this day."""
    return Rows(person_id=person_id, on=on)


def whose_rows() -> Rows:
    """What was said last, here."""
    return _rows.get()


class rows_of(AbstractContextManager[None]):
    """For as long as the block, or each call of what it decorates, lasts; inside another it takes its place."""

    def __init__(self, whose: Whose | Callable[..., Whose]) -> None:
        self.whose = whose
        self._before: list[Token[Rows]] = []

    def __enter__(self) -> None:
        if callable(self.whose):
            raise TypeError("Whose rows follow from arguments: this is for around a function.")
        self._before.append(_rows.set(_as_rows(self.whose)))

    def __exit__(self, *_raised: object) -> None:
        _rows.reset(self._before.pop())

    def __call__(self, function: Function) -> Function:
        whose = self.whose

        @wraps(function)
        def within(*args: Any, **kwargs: Any) -> Any:
            with rows_of(whose(*args, **kwargs) if callable(whose) else whose):
                return function(*args, **kwargs)

        vars(within)["says_whose_rows"] = True  # by which a test knows that a task says it
        return cast(Function, within)


def _as_rows(whose: Whose) -> Rows:
    return whose if isinstance(whose, Rows) else Rows(schools=frozenset(whose))
