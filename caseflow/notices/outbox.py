"""Putting a notice in the outbox, in the caller's transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.transaction import TransactionManagementError

from caseflow import clock

from .kinds import Kind
from .models import Notice


@dataclass(frozen=True, kw_only=True)
class NoticeSpec:
    """`key` is the same for the same thing to tell the same person, such as "consent-7-asked-of-12"."""

    key: str
    recipient_id: int
    kind: str
    school_id: int
    case_id: int | None = None
    not_before: date | None = None


def notify_many(specs: Iterable[NoticeSpec]) -> None:
    """Promise these mails, in one statement; a second promise with the same key changes nothing."""
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("A notice is promised in the transaction of what it tells.")
    Notice.objects.bulk_create(map(_notice, specs), ignore_conflicts=True)


def _notice(spec: NoticeSpec) -> Notice:
    return Notice(
        key=spec.key,
        recipient_id=spec.recipient_id,
        kind=Kind(spec.kind),  # an unknown word is an error here: ignoring conflicts could swallow it in the database
        school_id=spec.school_id,
        case_id=spec.case_id,
        created_at=clock.now(),
        not_before=spec.not_before or clock.today(),
    )
