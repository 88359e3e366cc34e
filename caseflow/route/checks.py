"""System checks: what the law forbids to store has no column."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register

from caseflow.sop import law


@register
def no_forbidden_field(app_configs: Iterable[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Floor rules 15 and 17: what may never be stored has no column."""
    return [
        Error(f"{model._meta.label}.{field.name} may not be stored (floor rule {number}).", id=f"caseflow.E0{number}")
        for number in (15, 17)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if forbidden(number, field.name)
    ]


def forbidden(number: int, name: str) -> bool:
    """Whether a column's name holds a word that this floor rule keeps out."""
    return any(word in name.lower() for word in law.LAW.words(number))
