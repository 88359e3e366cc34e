"""What cannot be mailed because its reader has no address: it waits for somebody who prints it."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from caseflow import clock

from .kinds import Kind
from .models import How, Notice

#: What guardians are told; everybody else has an address.
BY_LETTER = frozenset(
    {
        Kind.CONSENT_ASKED,
        Kind.HANDELINGSDEEL_OFFERED,
        Kind.DOCUMENT_LAID,
        Kind.REFERRAL_TO_SEE,
        Kind.MEETING_INVITED,
        Kind.MEETING_MOVED,
        Kind.MEETING_CANCELLED,
        Kind.DECISION_TAKEN,
    }
)


def waiting_for_paper(schools: Any) -> QuerySet[Notice]:
    """The notices of these schools (numbers, or a query of them) that become letters, the oldest first."""
    undelivered = Notice.objects.filter(delivered_at=None, not_before__lte=clock.today(), school_id__in=schools)
    without_address = undelivered.filter(recipient__email=None, recipient__is_active=True, kind__in=BY_LETTER)
    return without_address.select_related("recipient").order_by("pk")


def given_on_paper(school_id: int) -> QuerySet[Notice]:
    """What was given as a letter, the newest first."""
    given = Notice.objects.filter(school_id=school_id, how=How.LETTER)
    return given.select_related("recipient").order_by("-delivered_at", "-pk")


def mark_given(notices: Collection[Notice]) -> int:
    """They went as a letter: how many that were not delivered meanwhile."""
    waiting = Notice.objects.filter(pk__in=[one.pk for one in notices], delivered_at=None)
    return waiting.update(delivered_at=clock.now(), how=How.LETTER, taken_until=None)
