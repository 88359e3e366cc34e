"""The memory, read: the timeline's rows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import QuerySet

from .models import CaseEvent


@dataclass(frozen=True)
class TimelineRow:
    """One line of a timeline; the page turns kind, states and ids into words."""

    chain: str
    number: int
    kind: str
    on: date
    actor_id: int | None
    role: str
    from_state: str
    to_state: str
    from_step: str
    to_step: str
    data: dict[str, Any]
    texts: dict[str, str]
    is_erased: bool


def events_of(chains: Collection[str]) -> QuerySet[CaseEvent]:
    """The events of some chains together, oldest first, with their texts, in one query."""
    return CaseEvent.objects.of(chains).select_related("text").order_by("at", "id")


def timeline(chains: Collection[str]) -> Iterator[TimelineRow]:
    names = [field.name for field in fields(TimelineRow)]
    return (TimelineRow(**{name: getattr(event, name) for name in names}) for event in events_of(chains))
