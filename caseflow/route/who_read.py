"""Who looked in a child's file, as its guardians may know it: which role, on which day, at which parts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.route.role_words import roles_told
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import PART_LABELS
from pupils.models import Person, Pupil
from pupils.policy import LAST_YEAR, Audience

#: Who looks without a role of the school's SOP.
ELSEWHERE: dict[str, str] = {
    Audience.OUTSIDER: gettext_noop("iemand van buiten de school die hiervoor is uitgenodigd"),
    Audience.SWV: gettext_noop("iemand van het samenwerkingsverband"),
    LAST_YEAR: gettext_noop("de leerkracht van vorig jaar"),
}
LABELS = {str(part): said for part, said in PART_LABELS.items()}


@dataclass(frozen=True, slots=True)
class Look:
    """Everybody in one role who looked on one day is one entry, with all that was opened."""

    on: date
    who: str
    parts: tuple[str, ...]


def looks_at(pupil: Pupil, person: Person) -> Any:
    """Day and role, newest first: not her own looks, nor another guardian's, which nobody here may tell."""
    return _by_day(pupil, person).values("day", "role").distinct().order_by("-day", "role")


def looks_of(pupil: Pupil, person: Person, entries: Sequence[dict[str, Any]], sop: Sop) -> list[Look]:
    """These entries in words, their parts read at once; a role that is no longer there is somebody of the school."""
    if not entries:
        return []
    days = entries[-1]["day"], entries[0]["day"]
    rows = _by_day(pupil, person).filter(day__range=days).values_list("day", "role", "part").distinct()
    opened: dict[tuple[date, str], set[str]] = {}
    for day, role, part in rows:
        opened.setdefault((day, role), set()).add(part)
    told: dict[tuple[date, str], set[str]] = {}  # two roles of the past are called the same
    for one in entries:
        told.setdefault((one["day"], _roles(one["role"], sop)), set()).update(opened[one["day"], one["role"]])
    return [Look(day, who, tuple(_parts(parts))) for (day, who), parts in told.items()]


def _by_day(pupil: Pupil, person: Person) -> Any:
    rows = ReadRow.objects.filter(pupil_id=pupil.pk).exclude(person_id=person.pk).exclude(role=Audience.GUARDIAN)
    return rows.annotate(day=TruncDate("at", tzinfo=clock.AMSTERDAM))


def _parts(opened: Iterable[str]) -> Iterator[str]:
    """In the order of the closed list; what is no longer on it comes last, once."""
    yield from (_(said) for part, said in LABELS.items() if part in opened)
    if not LABELS.keys() >= set(opened):
        yield _("iets uit het dossier")


def _roles(roles: str, sop: Sop) -> str:
    named = [word.strip() for word in roles.split(",") if word.strip()]
    if len(named) == 1 and named[0] in ELSEWHERE:
        return _(ELSEWHERE[named[0]])
    return roles_told(sop, named) or _("iemand van de school")
