"""Putting a notice in the outbox, in the caller's transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.transaction import TransactionManagementError

from caseflow import clock

from .kinds import Kind
from .letters import ASKING
from .models import How, Notice


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


def lapse(about: str, recipient_id: int) -> None:
    """Who has answered is asked no more, by mail or on paper: `about` is how the keys of it begin ("consent-7").

    Nor is she told of an earlier answer that others wrote down for her.
    """
    overtaken = (*ASKING, Kind.ANSWER_WRITTEN_DOWN)
    waiting = Notice.objects.filter(recipient=recipient_id, kind__in=overtaken, delivered_at=None)
    waiting.filter(key__startswith=f"{about}-").update(delivered_at=clock.now(), how=How.NOT_AT_ALL, taken_until=None)


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
