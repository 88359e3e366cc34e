"""The names of roles side by side: a word that two of them share is said once."""

from collections.abc import Iterable


def once(names: Iterable[str]) -> str:
    """All the names, each once, in their order."""
    return ", ".join(dict.fromkeys(name for name in names if name))


def beside(name: str, more: Iterable[str]) -> str:
    """A name with what says more of it; where that holds the name already, as "Arts (GGD)" does, it stands alone."""
    rest = list(more)
    whole = any(name.casefold() in one.casefold() for one in rest)
    return once(rest if whole else (name, *rest))
