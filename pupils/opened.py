"""Every opening of something about one child is written down (floor rule 13)."""

from collections.abc import Iterable
from typing import Any

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.audit.reads import record_read, record_reads
from pupils.models import Pupil
from pupils.policy import role_towards


def opened(person: Any, pupil: Pupil, part: str, what: str = "") -> None:
    """Write down that `person` opened `part` of this pupil's file; `what` is short: "item-3"."""
    role = role_towards(person, pupil, clock.today())
    record_read(person_id=person.pk, role=role, school_id=pupil.school_id, pupil_id=pupil.pk, part=part, object=what)


def opened_group(person: Any, pupils: Iterable[Pupil], part: str, what: str) -> None:
    """The same of several pupils of one group, who stand on one page: towards them she has one role."""
    rows = list(pupils)
    role = role_towards(person, rows[0], clock.today()) if rows else ""
    record_reads(
        ReadRow(person_id=person.pk, role=role, school_id=one.school_id, pupil_id=one.pk, part=part, object=what)
        for one in rows
    )
