"""Writing down who opened what."""

from collections.abc import Iterable

from caseflow import clock

from .models import ReadRow


def record_read(*, person_id: int, role: str, school_id: int, pupil_id: int, part: str, object: str = "") -> None:
    """One opening; `object` is short ("opp-3"), never a path or a word of what was read."""
    read = ReadRow(person_id=person_id, role=role, school_id=school_id, pupil_id=pupil_id, part=part, object=object)
    record_reads([read])


def record_reads(reads: Iterable[ReadRow]) -> None:
    """The same for a set, such as an export of many files; `at` is filled in here."""
    moment = clock.now()
    rows = list(reads)
    for row in rows:
        row.at = moment
    ReadRow.objects.bulk_create(rows)
