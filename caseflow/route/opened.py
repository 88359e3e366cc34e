"""Openings of more parts of one pupil's file at once (floor rule 13)."""

from collections.abc import Iterable
from typing import Any

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.audit.reads import record_reads
from caseflow.sop.vocabulary import Part
from pupils.models import Pupil
from pupils.opened import opened
from pupils.policy import role_towards

__all__ = ["opened", "opened_parts"]


def opened_parts(person: Any, pupil: Pupil, parts: Iterable[Part], what: str = "") -> None:
    """The same for a page that shows more parts at once."""
    role = role_towards(person, pupil, clock.today())
    record_reads(
        ReadRow(person_id=person.pk, role=role, school_id=pupil.school_id, pupil_id=pupil.pk, part=part, object=what)
        for part in sorted(parts)
    )
