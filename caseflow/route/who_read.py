"""Who looked in a child's file, as its guardians may know it: which role, on which day, at which part."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import PART_LABELS
from pupils.models import Person, Pupil
from pupils.policy import Audience


@dataclass(frozen=True, slots=True)
class Look:
    """Everybody in one role who looked at one part on one day is one line."""

    on: date
    who: str
    what: str


def looks_at(pupil: Pupil, person: Person) -> Any:
    """Rows of day, role and part, newest first: not her own, nor another guardian's, which nobody here may tell."""
    rows = ReadRow.objects.filter(pupil_id=pupil.pk).exclude(person_id=person.pk).exclude(role=Audience.GUARDIAN)
    by_day = rows.annotate(day=TruncDate("at", tzinfo=clock.AMSTERDAM)).values("day", "role", "part").distinct()
    return by_day.order_by("-day", "role", "part")


def look_of(row: dict[str, Any], sop: Sop) -> Look:
    """In words; a role that the school no longer has is told as a member of staff."""
    label = {str(part): said for part, said in PART_LABELS.items()}.get(row["part"])
    what = _(label) if label else _("iets uit het dossier")
    return Look(row["day"], _roles(row["role"], sop), what)


def _roles(roles: str, sop: Sop) -> str:
    named = [word.strip() for word in roles.split(",") if word.strip()]
    if named == [Audience.OUTSIDER]:
        return _("iemand van buiten de school die hiervoor is uitgenodigd")
    return sop.names(role for role in named if role in sop.roles) or _("iemand van de school")
