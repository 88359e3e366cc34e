"""What differs between two versions of a SOP, in sentences: what came, what went, and from what to what.

It follows the schema, so a key that is added there is compared here at once; only its words are to be given.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from caseflow.sop.dates import Span
from caseflow.sop.diff_words import BEFORE, BEHIND, LABELS, WORDS, day, label_of
from caseflow.sop.rules import Document
from caseflow.sop.schema import Sop
from caseflow.sop.schema.words import Names
from caseflow.sop.vocabulary import ACTS

Place = tuple[str, ...]
Field = tuple[type[Document], str]  # the part of the schema and its field that a value stands in
_SPAN = re.compile(r"(?:\w+ )?\d+ (\w+)")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where, by names from the section down, and what stood and stands there (None: nothing)."""

    place: Place
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def what(self) -> str:
        if self.before is None:
            return f"erbij gekomen: {self.after}"
        if self.after is None:
            return f"vervallen: {self.before}"
        return f"van {_without_unit(self.before, self.after)} naar {self.after}"

    def __str__(self) -> str:
        return f"{' · '.join(self.place)}: {self.what}"


def differences(before: Sop, after: Sop) -> tuple[Change, ...]:
    """Every difference, in the order of the document."""
    return tuple(_Differ(before, after).document((), before, after))


def _without_unit(before: str, after: str) -> str:
    """ "6 maanden", before "5 maanden", is said as "6"."""
    one, other = _SPAN.fullmatch(before), _SPAN.fullmatch(after)
    return before.rpartition(" ")[0] if one and other and one[1] == other[1] else before


@dataclass(frozen=True, slots=True)
class _Differ:
    old: Sop
    new: Sop

    def document(self, place: Place, before: Document, after: Document) -> Iterator[Change]:
        model = type(after)
        for field in model.model_fields:
            then, now = getattr(before, field), getattr(after, field)
            if then != now:
                yield from self.value((*place, label_of(model.__name__, field)), (model, field), then, now)

    def value(self, place: Place, field: Field, before: Any, after: Any) -> Iterator[Change]:
        if isinstance(before, dict) and isinstance(after, dict):
            yield from self.entries(place, field, before, after)
        elif isinstance(before, tuple) and isinstance(after, tuple) and not _one_for_another(before, after):
            yield from self.entries(place, field, _by_name(before), _by_name(after))
        elif isinstance(before, Document) and type(before) is type(after):
            yield from self.document(place, before, after)
        else:
            yield Change(place, self.said(field, before, self.old), self.said(field, after, self.new))

    def entries(
        self, place: Place, field: Field, before: Mapping[Any, Any], after: Mapping[Any, Any]
    ) -> Iterator[Change]:
        """What stands under a key (or is known by its name) on one side or on both; else only the order differs."""
        found = False
        for key in [*before, *(key for key in after if key not in before)]:
            then, now = before.get(key), after.get(key)
            if then != now:
                found = True
                yield from self.entry(place, field, key, then, now)
        if not found:
            yield Change(
                place,
                self.said(field, tuple(before.values()), self.old),
                self.said(field, tuple(after.values()), self.new),
            )

    def entry(self, place: Place, field: Field, key: Any, then: Any, now: Any) -> Iterator[Change]:
        if then is not None and now is not None:
            yield from self.value((*place, self.title(field, key, then, self.old)), field, then, now)
        elif isinstance(now if then is None else then, tuple):
            here = (*place, self.title(field, key, None, self.new))
            yield from self.entries(here, field, _by_name(then or ()), _by_name(now or ()))
        else:
            yield Change(place, self.told(field, key, then, self.old), self.told(field, key, now, self.new))

    def told(self, field: Field, key: Any, one: Any, sop: Sop) -> str | None:
        """An entry as it came or went: its name, or what stands under its key."""
        if one is None or isinstance(one, Document) or not isinstance(key, str):
            return None if one is None else self.title(field, key, one, sop)
        return f"{self.title(field, key, None, self.old)} → {self.said(field, one, sop)}"

    def title(self, field: Field, key: Any, one: Any, sop: Sop) -> str:
        """What an entry is called: by its own name, that of the role it names, the sentence it says, or its key's."""
        if isinstance(one, Document):
            if name := getattr(one, "name", None) or getattr(one, "say", None):
                return str(name)
            if role := getattr(one, "role", None):
                return _word((type(one), "role"), role, sop)
            if years := getattr(one, "years", None):
                return f"groep {', '.join(map(str, years))}"
        word = key[0] if isinstance(key, tuple) else key
        return _word(field, word, sop)

    def said(self, field: Field, one: Any, sop: Sop) -> str | None:
        """A value in words; None and what is left empty are nothing."""
        if one is None or one == "" or one == ():
            return None
        if isinstance(one, tuple):
            return ", ".join(str(self.said(field, part, sop)) for part in one)
        if isinstance(one, Document):
            return "; ".join(
                f"{label_of(type(one).__name__, f)}: {self.said((type(one), f), v, sop)}"
                for f in type(one).model_fields
                if (v := getattr(one, f)) not in (None, "", (), {}, False)
            )
        return f"{BEFORE.get(field[1], '')}{_word(field, one, sop)}{BEHIND.get(field[1], '')}"


def _word(field: Field, one: Any, sop: Sop) -> str:
    """One value by its label, by the name of what it refers to, or as it was written."""
    if isinstance(one, bool):
        return "ja" if one else "nee"
    if isinstance(one, date):
        return day(one)
    if isinstance(one, StrEnum) and (label := LABELS.get(type(one), {}).get(one)):
        return label
    if isinstance(one, float):
        return f"{one:g}".replace(".", ",")
    if isinstance(one, Span | int):
        return str(one)
    section = names_of(*field)
    if section and one in (ACTS if section == "acts" else getattr(sop, section)):
        return ACTS[one].label if section == "acts" else str(getattr(sop, section)[one].name)
    return one if section else WORDS.get(one) or f"“{one}”"


@cache
def names_of(model: type[Document], field: str) -> str:
    """The section that a field's values (or keys) name an entry of; its type says so."""
    return next(iter(_marks(get_type_hints(model, include_extras=True)[field])), "")


def _marks(hint: Any) -> Iterator[str]:
    if get_origin(hint) is Annotated:
        yield from (mark.section for mark in get_args(hint) if isinstance(mark, Names))
    for part in get_args(hint):
        yield from _marks(part)


def _one_for_another(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    """A list of one word that became a list of one other: said as one change, not as a loss and a gain."""
    return len(before) == len(after) == 1 and not isinstance(after[0], Document)


def _by_name(items: tuple[Any, ...]) -> dict[tuple[Any, int], Any]:
    """The items of a list by what they are known by, the first of that, the second, …"""
    seen: Counter[Any] = Counter()
    known = {}
    for item in items:
        name = _identity(item)
        known[(name, seen[name])] = item
        seen[name] += 1
    return known


def _identity(item: Any) -> Any:
    if not isinstance(item, Document):
        return item
    names = (getattr(item, name, None) for name in ("key", "role", "name", "say"))
    return next((name for name in names if name), type(item).__name__)
