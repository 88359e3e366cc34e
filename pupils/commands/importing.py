"""Results and absence of a whole group or school from a file: read, shown, and taken in whole or not at all."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.calendar import propose_talks
from pupils.commands.recording import record_for_many
from pupils.errors import Invalid
from pupils.imports.files import lines_in
from pupils.imports.kinds import KINDS, Kind, Unsaid
from pupils.imports.register import Register
from pupils.imports.report import is_new, report, there
from pupils.measuring import instruments_of, kept
from pupils.models import ImportPreview, Person, Pupil, RoleAssignment, School

BATCH = 1000


@transaction.atomic
def prepare_import(
    school_id: int, kind: str, data: bytes, *, actor: Person, unsaid: Unsaid | None = None
) -> ImportPreview:
    """Read a file and keep what it would bring for a day; its bytes, and every column not asked for, are let go."""
    _roles(school_id, actor)
    asked = KINDS[kind]
    pupils = list(_pupils(school_id, actor))
    lines = lines_in(data, asked.columns, asked.needed_beside(unsaid or {}))
    told = report(asked, lines, Register(pupils), there(asked, pupils), instruments_of(school_id), unsaid or {})
    kept_lines = [line.kept() for line in told]
    ImportPreview.objects.filter(by=actor, school=school_id, kind=kind).delete()  # the last file read is the one meant
    return ImportPreview.objects.create(
        school=School.objects.get(pk=school_id), by=actor, kind=kind, lines=kept_lines, made_at=clock.now()
    )


@transaction.atomic
def confirm_import(preview_id: int, *, actor: Person) -> int:
    """Take in all that is new, and forget the preview; how many rows came. What came in meanwhile is not doubled."""
    preview = ImportPreview.objects.of(actor).select_for_update().get(pk=preview_id)
    role = ", ".join(_roles(preview.school_id, actor))
    kind = KINDS[preview.kind]
    pupils = {pupil.pk: pupil for pupil in _pupils(preview.school_id, actor)}
    rows = [kept(row, actor) for row in _rows(preview, kind, pupils)]
    try:
        with transaction.atomic():
            kind.model.objects.bulk_create(rows, batch_size=BATCH)
    except IntegrityError as twin:
        raise Invalid("", _("Iemand anders legde net hetzelfde vast. Lees het bestand opnieuw in.")) from twin
    added: dict[Pupil, list[int]] = defaultdict(list)
    for row in rows:
        added[pupils[row.pupil_id]].append(row.pk)
    record_for_many(kind.act, actor, role, {pupil: {kind.ids: ids, "imported": True} for pupil, ids in added.items()})
    propose_talks(preview.school_id, [pupil.pk for pupil in added], clock.today())
    preview.delete()
    return len(rows)


@transaction.atomic
def drop_import(preview_id: int, *, actor: Person) -> None:
    """Nothing of the file is wanted: forget it."""
    ImportPreview.objects.of(actor).get(pk=preview_id).delete()


def purge_previews() -> None:
    """What nobody took in within the day is forgotten."""
    ImportPreview.objects.expired().delete()


def _rows(preview: ImportPreview, kind: Kind, pupils: dict[int, Pupil]) -> list[Any]:
    """The new lines as rows, held once more against what stands there now."""
    new = [line for line in preview.lines if line["word"] == "new"]
    if any(line["pupil_id"] not in pupils for line in new):
        raise Invalid("", _("Een kind uit dit bestand is niet meer van deze school. Lees het bestand opnieuw in."))
    instruments = instruments_of(preview.school_id)
    known = there(kind, pupils.values())
    rows = (kind.again(line["row"], pupils[line["pupil_id"]], instruments) for line in new)
    return [row for row in rows if is_new(row, known)]


def _pupils(school_id: int, actor: Person) -> Any:
    return Pupil.objects.visible_to(actor).filter(school=school_id)


def _roles(school_id: int, actor: Person) -> list[str]:
    """The roles by which the actor steers this school; without one nothing is read."""
    held = RoleAssignment.objects.current().filter(person=actor, school=school_id, kind__in=SCHOOL_WIDE)
    roles = sorted(set(held.values_list("role", flat=True)))
    if not roles:
        raise PermissionDenied
    return roles
