"""Delivering the outbox: claim a few in a short transaction, mail them outside it, mark each when it has gone.

A worker that dies keeps its claim for a while only, so its notices go out later; mail is never sent under a lock.
"""

import logging
from datetime import datetime, timedelta
from email.mime.text import MIMEText
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import translation

from caseflow import clock

from .models import How, Notice
from .reaching import not_by_mail
from .telling import ATTACHED, Attached, told

log = logging.getLogger(__name__)

AT_ONCE = 50
CLAIM = timedelta(minutes=10)
#: After so many failures a notice is tried once an hour, and in the end (some four days) no more.
QUICK_ATTEMPTS = 5
MOST_ATTEMPTS = 100


def deliver_waiting() -> int:
    """Try every waiting notice once; says how many were mailed."""
    delivered, last = 0, 0
    while claimed := _claim(after=last):
        last = claimed[-1]
        notices = Notice.objects.filter(pk__in=claimed).select_related("recipient").order_by("pk")
        delivered += sum(_deliver(notice) for notice in notices)
    return delivered


@transaction.atomic
def _claim(after: int) -> list[int]:
    """Take a batch for this worker alone: others skip rows that are locked now or claimed a moment ago."""
    now = clock.now()
    free = Q(taken_until=None) | Q(taken_until__lte=now)
    waiting = Notice.objects.filter(
        free, pk__gt=after, delivered_at=None, not_before__lte=clock.today(), attempts__lt=MOST_ATTEMPTS
    )
    reached = waiting.filter(~not_by_mail(), recipient__is_active=True)
    batch = reached.order_by("pk")[:AT_ONCE]
    ids = list(batch.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
    Notice.objects.filter(pk__in=ids).update(taken_until=now + CLAIM, attempts=F("attempts") + 1)
    return ids


def _deliver(notice: Notice) -> bool:
    try:
        with translation.override(getattr(notice.recipient, "language", "") or settings.LANGUAGE_CODE):
            mail = None if (more := told(notice)) is None else _mail(notice, more)
        if mail is not None:
            mail.send()
    except Exception:
        # Whatever the mail server or the network did: it stays in the outbox. The key names no child.
        log.warning("notice %s was not delivered", notice.pk, exc_info=True)
        Notice.objects.filter(pk=notice.pk).update(taken_until=_next_try(notice))
        return False
    how = How.NOT_AT_ALL if mail is None else How.MAIL
    Notice.objects.filter(pk=notice.pk).update(delivered_at=clock.now(), how=how, taken_until=None)
    return mail is not None


def _next_try(notice: Notice) -> datetime | None:
    return None if notice.attempts < QUICK_ATTEMPTS else clock.now() + timedelta(hours=1)


def _mail(notice: Notice, more: dict[str, Any]) -> EmailMessage:
    """With the way to the site and nothing about a child; in the language that is spoken, as what it was told."""
    person, files = notice.recipient, more.pop(ATTACHED, [])
    text = render_to_string(f"notices/{notice.kind}.txt", {"person": person, "link": settings.SITE_URL, **more})
    subject, _, body = text.strip().partition("\n")
    mail = EmailMessage(subject=subject, body=body.strip() + "\n", to=[person.email or ""])
    for file in files:
        mail.attach(_part(file))
    return mail


def _part(file: Attached) -> MIMEText:
    part = MIMEText(file.content.decode(), file.subtype, "utf-8")
    for name, value in file.params.items():
        part.set_param(name, value)
    part.add_header("Content-Disposition", "attachment", filename=file.name)
    return part
