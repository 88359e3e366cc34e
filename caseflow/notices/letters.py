"""What cannot be mailed because its reader has no address that is known to be hers: it waits for who prints it."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from caseflow import clock

from .kinds import Kind
from .models import How, Notice
from .reaching import BY_LETTER, not_by_mail

#: What puts something before a guardian that waits for her word, or asks for it again.
ASKING = frozenset(
    {
        Kind.CONSENT_ASKED,
        Kind.HANDELINGSDEEL_OFFERED,
        Kind.DOCUMENT_LAID,
        Kind.REFERRAL_TO_SEE,
        Kind.ANSWER_AWAITED,
    }
)


def waiting_for_paper(schools: Any) -> QuerySet[Notice]:
    """The notices of these schools (numbers, or a query of them) that become letters, the oldest first."""
    undelivered = Notice.objects.filter(delivered_at=None, not_before__lte=clock.today(), school_id__in=schools)
    unreached = undelivered.filter(not_by_mail(), recipient__is_active=True, kind__in=BY_LETTER)
    return unreached.select_related("recipient").order_by("pk")


def unprinted(people: Collection[int], cases: Collection[int]) -> set[tuple[int, int]]:
    """Of these people and cases (who, which) those for whom a letter about it lies waiting still."""
    waiting = Notice.objects.filter(delivered_at=None, recipient__in=people, case_id__in=cases, kind__in=ASKING)
    return {(person, case) for person, case in waiting.values_list("recipient", "case_id") if case}


def given_on_paper(school_id: int) -> QuerySet[Notice]:
    """What was given as a letter, the newest first."""
    given = Notice.objects.filter(school_id=school_id, how=How.LETTER)
    return given.select_related("recipient").order_by("-delivered_at", "-pk")


def mark_given(notices: Collection[Notice]) -> int:
    """They went as a letter: how many that were not delivered meanwhile."""
    waiting = Notice.objects.filter(pk__in=[one.pk for one in notices], delivered_at=None)
    return waiting.update(delivered_at=clock.now(), how=How.LETTER, taken_until=None)
