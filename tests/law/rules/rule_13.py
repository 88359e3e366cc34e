"""What is written and read is kept, the database refuses to change it, and a check sees when it no longer would."""

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction

from caseflow.audit import guards
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.route.opened import opened
from caseflow.sop.vocabulary import Part
from tests.append_only import guards_lifted
from tests.law.school import Story


def tell(story: Story) -> None:
    opened(story.coach, story.case.pupil, Part.PUPIL)
    assert CaseEvent.objects.filter(chain=story.case.chain, kind="open_case").count() == 1
    assert ReadRow.objects.filter(pupil_id=story.case.pupil_id, person_id=story.coach.pk).count() == 1
    for model, change in ((CaseEvent, {"role": "x"}), (ReadRow, {"part": "x"})):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            model.objects.all()._raw_delete(model.objects.db)
    assert _reported() == set()
    logs = {CaseEvent._meta.db_table, ReadRow._meta.db_table}
    with guards_lifted(*logs):
        assert _reported() == logs
        with pytest.MonkeyPatch.context() as patch:  # nor may a migration forget what the law names
            patch.setattr(guards, "append_only_tables", lambda _connection: [])
            assert _reported() == logs


def _reported() -> set[str]:
    found = run_checks(tags=["database"], databases=["default"])
    tables = connection.introspection.table_names()
    return {table for error in found if error.id == "audit.E001" for table in tables if f" {table} " in error.msg}
