"""Every opening of something about one child is written down (floor rule 13)."""

from collections.abc import Iterable
from typing import Any

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.audit.reads import record_reads
from caseflow.sop.vocabulary import Part
from pupils.models import Pupil
from pupils.policy import role_towards


def opened(person: Any, pupil: Pupil, part: str, what: str = "") -> None:
    """Write down that `person` opened `part` of this pupil's file; `what` is short: "item-3"."""
    opened_parts(person, pupil, (Part(part),), what)


def opened_parts(person: Any, pupil: Pupil, parts: Iterable[Part], what: str = "") -> None:
    """The same for a page that shows more parts at once: those that really stand on it."""
    role = role_towards(person, pupil, clock.today())
    record_reads(
        ReadRow(person_id=person.pk, role=role, school_id=pupil.school_id, pupil_id=pupil.pk, part=part, object=what)
        for part in sorted(set(parts))
    )


def opened_group(person: Any, pupils: Iterable[Pupil], parts: Iterable[Part], what: str) -> None:
    """The same of several pupils of one group, who stand on one page: towards them she has one role."""
    rows, parts = list(pupils), sorted(set(parts))
    role = role_towards(person, rows[0], clock.today()) if rows else ""
    record_reads(
        ReadRow(person_id=person.pk, role=role, school_id=one.school_id, pupil_id=one.pk, part=part, object=what)
        for one in rows
        for part in parts
    )
