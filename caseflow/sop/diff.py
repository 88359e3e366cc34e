"""What differs between two versions of a SOP, in sentences: what came, what went, and from what to what.

It follows the schema, so a key that is added there is compared here at once; only its words are to be given.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from caseflow.sop.alike import alike
from caseflow.sop.diff_values import Field, Side, known_by
from caseflow.sop.diff_words import FIELDS, Words
from caseflow.sop.rules import Document
from caseflow.sop.schema import Sop

Place = tuple[str, ...]
_SPAN = re.compile(r"(?:\w+ )?\d+ (\w+)")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where, by names from the section down, and what stood and stands there (None: nothing).

    Where neither is said the same stands there in another order.
    """

    place: Place
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        if self.before is None and self.after is None:
            return "reordered"
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def what(self) -> str:
        if self.kind == "reordered":
            return "in een andere volgorde"
        if self.before is None:
            return f"erbij gekomen: {self.after}"
        if self.after is None:
            return f"vervallen: {self.before}"
        return f"van {_without_unit(self.before, self.after)} naar {self.after}"

    def __str__(self) -> str:
        return f"{' · '.join(self.place)}: {self.what}"


def differences(before: Sop, after: Sop, words: Words | None = None) -> tuple[Change, ...]:
    """Every difference, in the order of the document, in Dutch or in these words."""
    told_in = words or Words()
    return tuple(_Differ(Side(before, told_in, before), Side(after, told_in, after)).fields(()))


def _without_unit(before: str, after: str) -> str:
    """ "6 maanden", before "5 maanden", is said as "6"."""
    one, other = _SPAN.fullmatch(before), _SPAN.fullmatch(after)
    return before.rpartition(" ")[0] if one and other and one[1] == other[1] else before


@dataclass(frozen=True, slots=True)
class _Differ:
    """Two sides, each at the same part of its version."""

    old: Side
    new: Side

    def fields(self, place: Place) -> Iterator[Change]:
        model = type(self.new.part)
        for name in model.model_fields:
            then, now = getattr(self.old.part, name), getattr(self.new.part, name)
            if then != now:
                field = (model, name)
                yield from self.value((*place, self.new.label(field)), field, then, now)

    def value(self, place: Place, field: Field, before: Any, after: Any) -> Iterator[Change]:
        if isinstance(before, dict) and isinstance(after, dict):
            yield from self.entries(place, field, before, after)
        elif isinstance(before, tuple) and isinstance(after, tuple) and not _one_for_another(before, after):
            yield from self.items(place, field, before, after)
        elif isinstance(before, Document) and type(before) is type(after):
            yield from _Differ(self.old.within(before), self.new.within(after)).fields(place)
        else:
            yield Change(place, self.old.said(field, before), self.new.said(field, after))

    def items(self, place: Place, field: Field, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Change]:
        """What is known by its name in one list or in both; else only the order differs."""
        changes = tuple(self.entries(place, field, *_by_name(before, after)))
        yield from changes or (Change(place, None, None),)

    def entries(
        self, place: Place, field: Field, before: Mapping[Any, Any], after: Mapping[Any, Any]
    ) -> Iterator[Change]:
        """What stands under a key (or is known by its name) on one side or on both."""
        if field[0] is Sop:
            renamed = alike(before, after)
            for old, new in renamed.items():
                yield from self.renamed(place, field, old, before[old], new, after[new])
            before = {key: one for key, one in before.items() if key not in renamed}
            after = {key: one for key, one in after.items() if key not in renamed.values()}
        for key in [*before, *(key for key in after if key not in before)]:
            then, now = before.get(key), after.get(key)
            if then != now:
                yield from self.entry(place, field, key, then, now)

    def entry(self, place: Place, field: Field, key: Any, then: Any, now: Any) -> Iterator[Change]:
        if then is not None and now is not None:
            yield from self.value((*place, self.old.title(field, key, then)), field, then, now)
        elif (listed := then or now) and isinstance(listed, tuple):  # a list under a key, on one side alone
            yield from self.items((*place, self.new.title(field, key)), field, then or (), now or ())
        else:
            yield Change(place, self.old.told(field, key, then), self.new.told(field, key, now))

    def renamed(self, place: Place, field: Field, old: str, then: Any, new: str, now: Any) -> Iterator[Change]:
        """The same thing under another key: its key, and what else differs."""
        here = (*place, self.old.title(field, old, then))
        yield Change((*here, self.new.words.say(FIELDS["key"])), f"“{old}”", f"“{new}”")
        yield from self.value(here, field, then, now)


def _one_for_another(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    """A list of one word that became a list of one other: said as one change, not as a loss and a gain."""
    return len(before) == len(after) == 1 and not isinstance(after[0], Document)


def _by_name(before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """The items of two lists, each by what it is known by: the first of that, the second, …"""
    then, now = _numbered(before), _numbered(after)
    gone, come = [key for key in then if key not in now], [key for key in now if key not in then]
    same: dict[Any, Any] = {}
    for key in come:  # a way that leads elsewhere still has its name on it, a requirement its sentence
        old = next((one for one in gone if one not in same.values() and _alike(then[one], now[key])), None)
        if old is not None:
            same[key] = old
    return then, {same.get(key, key): item for key, item in now.items()}


def _numbered(items: tuple[Any, ...]) -> dict[tuple[Any, int], Any]:
    seen: Counter[Any] = Counter()
    known = {}
    for item in items:
        name = known_by(item)
        known[(name, seen[name])] = item
        seen[name] += 1
    return known


def _alike(one: Any, other: Any) -> bool:
    """Whether people read the same name on both, or the same sentence."""
    read, reads = (getattr(item, "name", None) or getattr(item, "say", None) for item in (one, other))
    return read is not None and read == reads
