from datetime import date

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils.timezone import localtime

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.notices.outbox import NoticeSpec, notify_many


def test_a_promise_stands_in_the_outbox(promise, ida):
    with clock.at(date(2026, 3, 2)):
        promise()
    notice = Notice.objects.get()
    assert (notice.key, notice.recipient, notice.kind, notice.school_id, notice.case_id) == (
        "task-1",
        ida,
        "consent_asked",
        1,
        4,
    )
    assert notice.not_before == date(2026, 3, 2) == localtime(notice.created_at).date()
    assert notice.delivered_at is None


def test_the_same_promise_twice_is_one(promise):
    promise()
    promise(kind="deadline_near")
    assert Notice.objects.get().kind == "consent_asked"


def test_an_unknown_kind_is_an_error(promise):
    with pytest.raises(ValueError, match="gossip"):
        promise(kind="gossip")


def test_a_set_is_one_statement(ida, django_assert_num_queries):
    specs = [NoticeSpec(key=str(n), recipient_id=ida.pk, kind="deadline_near", school_id=1) for n in range(20)]
    with django_assert_num_queries(1):
        notify_many(specs)
    notify_many(specs[:2])
    assert Notice.objects.count() == 20


@pytest.mark.django_db(transaction=True)
def test_it_goes_with_the_callers_transaction(promise):
    with pytest.raises(TransactionManagementError):
        promise()
    with transaction.atomic():
        promise()
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
