"""Keeping what was found of the document that was looked at last: many rules ask it, one after another."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from caseflow.sop.schema import Sop

Found = TypeVar("Found")


def of_the_latest(find: Callable[[Sop], Found]) -> Callable[[Sop], Found]:
    """`find`, done once for a document while no other one is asked about."""
    kept: list[tuple[Sop, Found]] = []

    @wraps(find)
    def found(sop: Sop) -> Found:
        known = next((one for one in kept if one[0] is sop), None)
        if known is None:  # not read back from there: another may be checked at the same time
            known = (sop, find(sop))
            kept[:] = [known]
        return known[1]

    return found
