"""The names of roles side by side: a word that two of them share is said once."""

from collections.abc import Iterable


def once(names: Iterable[str]) -> str:
    """All the names, each once, in their order."""
    return ", ".join(dict.fromkeys(name for name in names if name))


def beside(name: str, more: Iterable[str]) -> str:
    """A name with what says more of it; what another part holds already, as "Arts (GGD)" holds "arts", is left out."""
    parts = list(dict.fromkeys((name, *more)))
    return once(one for one in parts if not any(_holds(other, one) for other in parts))


def _holds(whole: str, part: str) -> bool:
    return whole != part and part.casefold() in whole.casefold()
