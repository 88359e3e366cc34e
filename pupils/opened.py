"""Every opening of something about one child is written down (floor rule 13)."""

from typing import Any

from caseflow import clock
from caseflow.audit.reads import record_read
from pupils.models import Pupil
from pupils.policy import role_towards


def opened(person: Any, pupil: Pupil, part: str, what: str = "") -> None:
    """Write down that `person` opened `part` of this pupil's file; `what` is short: "item-3"."""
    role = role_towards(person, pupil, clock.today())
    record_read(person_id=person.pk, role=role, school_id=pupil.school_id, pupil_id=pupil.pk, part=part, object=what)
