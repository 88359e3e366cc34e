"""Whom a mail reaches. What goes to the others waits as a letter (letters.py)."""

from collections.abc import Callable

from django.db.models import Q

from .kinds import Kind

#: What guardians are told, also on paper.
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
        Kind.ANSWER_AWAITED,
    }
)
#: What goes to nobody's mailbox but a guardian's own: a file for a calendar makes no letter, and who answered on paper
#: for want of a mailbox knows that she did.
OF_A_CHILD = BY_LETTER | {Kind.MEETING_LEFT, Kind.ANSWER_WRITTEN_DOWN}

Unreached = Callable[[], Q]
registered: list[Unreached] = []


def reaches_no_mail(rule: Unreached) -> Unreached:
    """Register which recipients (a Q over notices) have an address that no mail goes to."""
    registered.append(rule)
    return rule


def not_by_mail() -> Q:
    """Of a notice: its reader has no address, or none that is known to be hers."""
    unreached = Q(recipient__email=None)
    for rule in registered:
        unreached |= Q(kind__in=OF_A_CHILD) & rule()
    return unreached
