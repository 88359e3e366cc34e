"""Who answers which fact. The apps register one provider a fact; a system check fails on none or two."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from caseflow.sop.facts import FACTS

Provider = TypeVar("Provider", bound=Callable[..., Any])

providers: dict[str, list[Callable[..., Any]]] = defaultdict(list)


def provides(fact: str) -> Callable[[Provider], Provider]:
    """Register a function that gives an expression over a case for `fact`; with a parameter if the fact takes one."""

    def register(provider: Provider) -> Provider:
        if provider not in providers[fact]:
            providers[fact].append(provider)
        return provider

    return register


def unprovided() -> list[str]:
    """Facts that have not exactly one provider, and providers of facts that do not exist."""
    odd = [fact for fact in FACTS if len(providers.get(fact, ())) != 1]
    return odd + [fact for fact in providers if fact not in FACTS]


def expression(fact: str, of: str = "") -> Any:
    """The expression that answers `fact`, with its parameter if it takes one."""
    (provider,) = providers[fact]
    return provider(of) if of else provider()
