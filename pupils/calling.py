"""How a guardian reaches the schools of her children: the telephone and the mail that stand in each school's SOP."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caseflow import clock
from pupils.models import School
from pupils.sop import NoSop, sop_for


@dataclass(frozen=True, slots=True)
class Reach:
    """`dial` is the number as a link wants it; "" for what the school does not give."""

    name: str
    phone: str
    dial: str
    email: str


def schools_to_call(guardian: Any) -> Iterator[Reach]:
    """By name, those that say how they are reached; one question whatever the number of children."""
    of_children = School.objects.filter(pupils__guardians__person=guardian).distinct().order_by("name", "pk")
    for school in of_children:
        try:
            said = sop_for(school, clock.today())[1].school
        except NoSop:
            continue
        phone, email = said.phone or "", said.email or ""
        if phone or email:
            yield Reach(school.name, phone, re.sub(r"[^\d+]", "", phone), email)
