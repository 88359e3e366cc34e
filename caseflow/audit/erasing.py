"""Forgetting: the words go, that something happened stays."""

from collections.abc import Collection

from django.db import models

from .models import CaseEvent, EventText


def erase_text_of(events: models.QuerySet[CaseEvent]) -> int:
    """Erase what was written with these events alone, for good; their chains still verify."""
    return EventText.objects.filter(event__in=events).delete()[0]


def erase_texts(chains: Collection[str]) -> int:
    """Erase the texts of these chains for good; the chains still verify."""
    return EventText.objects.filter(event__chain__in=chains).delete()[0]
