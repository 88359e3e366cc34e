"""Each place of a SOP's text, with what else could stand there: less, more, another name, other words."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

Place = tuple[Any, ...]
#: Words that no SOP has.
OTHER = "Heel iets anders"


def changes(tree: Any) -> Iterator[tuple[Place, Any]]:
    """The document again and again, each time with one thing changed, and where."""
    names = _names(tree)
    for place, value in _places(tree):
        *above, last = place
        if isinstance(value, str) and value in names:
            yield from ((place, _put(tree, place, other)) for other in names[value])
        elif isinstance(value, str):
            yield place, _put(tree, place, OTHER)
        elif isinstance(value, list) and value:
            yield place, _put(tree, place, value[1:])
            yield place, _put(tree, place, value[::-1])
            yield place, _put(tree, place, [*value, *_another(value[-1], names)])
        elif isinstance(value, bool):
            yield place, _put(tree, place, not value)
        elif isinstance(value, int):
            yield place, _put(tree, place, value + 1)
        holder = _at(tree, above)
        if isinstance(holder, dict):
            yield place, _put(tree, above, {key: one for key, one in holder.items() if key != last})


def _names(tree: Any) -> dict[str, tuple[str, ...]]:
    """Of each key of a section the one beside it, and so of the parts of a document.

    Of a key that two sections have it is not known which is meant: it has none.
    """
    sections = [one for one in tree.values() if isinstance(one, dict)]
    sections += [one["sections"] for one in tree.get("documents", {}).values()]
    names: dict[str, tuple[str, ...]] = {}
    for section in sections:
        keys = list(section)
        names |= {key: (other,) for key, other in zip(keys, [*keys[1:], keys[0]], strict=True) if key != other}
    several = Counter(key for section in sections for key in section)
    return {key: other for key, other in names.items() if several[key] == 1}


def _another(last: Any, names: dict[str, tuple[str, ...]]) -> list[Any]:
    """One more item of a list: the name beside the last one, or the last one under another name."""
    if isinstance(last, str):
        return [*names.get(last, (f"{last} {OTHER}",))]
    if isinstance(last, dict):
        return [{key: OTHER if key in ("name", "say") else one for key, one in last.items()}]
    return [last + 1] if isinstance(last, int) else []


def _places(tree: Any, at: Place = ()) -> Iterator[tuple[Place, Any]]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, one in inner:
        yield (*at, key), one
        yield from _places(one, (*at, key))


def _at(tree: Any, place: Any) -> Any:
    for key in place:
        tree = tree[key]
    return tree


def _put(tree: Any, place: Any, value: Any) -> Any:
    """The document with this value at a place; what does not lead there is shared."""
    if not place:
        return value
    key, *below = place
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[key] = _put(tree[key], below, value)
    return copy
