"""Does the memory still hold together? The rows, fetched; the judging is plain arithmetic in digest.py."""

from itertools import groupby
from typing import Any

from .digest import chain_problems
from .models import CaseEvent


def verify(chain: str) -> list[str]:
    """What is wrong with a chain; an empty list when all is well. A cut tail needs the seals (sealing.py)."""
    events = CaseEvent.objects.of([chain]).select_related("text").order_by("number")
    return chain_problems(map(_record, events))


def verify_school(school_id: int) -> list[str]:
    """The same for all chains of a school, read in one pass."""
    chains = CaseEvent.objects.filter(school_id=school_id).values("chain")
    events = CaseEvent.objects.filter(chain__in=chains).select_related("text").order_by("chain", "number")
    by_chain = groupby(events.iterator(), key=lambda event: event.chain)
    return [problem for _, group in by_chain for problem in chain_problems(map(_record, group))]


def _record(event: CaseEvent) -> dict[str, Any]:
    text = (event.text.salt, event.text.texts) if hasattr(event, "text") else None
    return {**event.record(), "digest": event.digest, "text": text}
