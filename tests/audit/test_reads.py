from datetime import date

import pytest
from django.utils.timezone import localtime

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.audit.reads import record_read, record_reads


@pytest.mark.django_db
def test_it_says_who_opened_what_and_when():
    with clock.at(date(2026, 3, 2)):
        record_read(person_id=3, role="teacher", school_id=1, pupil_id=7, part="opp", object="opp-3")
    row = ReadRow.objects.get()
    assert (row.person_id, row.role, row.school_id, row.pupil_id) == (3, "teacher", 1, 7)
    assert (row.part, row.object, localtime(row.at).date()) == ("opp", "opp-3", date(2026, 3, 2))


@pytest.mark.django_db
def test_a_set_is_one_statement(django_assert_num_queries):
    rows = [ReadRow(person_id=3, role="", school_id=1, pupil_id=pupil, part="opp") for pupil in range(20)]
    with django_assert_num_queries(1):
        record_reads(rows)
    assert ReadRow.objects.count() == 20
