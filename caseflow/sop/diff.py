"""What differs between two versions of a SOP, in sentences: what came, what went, and from what to what.

It follows the schema, so a key that is added there is compared here at once; only its words are to be given.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from caseflow.sop.alike import alike
from caseflow.sop.dates import Span
from caseflow.sop.diff_words import AROUND, FIELDS, GROUP, LABELS, NO, WORDS, YES, Words, label_of
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


def differences(before: Sop, after: Sop, words: Words | None = None) -> tuple[Change, ...]:
    """Every difference, in the order of the document, in Dutch or in these words."""
    return tuple(_Differ(before, after, words or Words()).document((), before, after))


def _without_unit(before: str, after: str) -> str:
    """ "6 maanden", before "5 maanden", is said as "6"."""
    one, other = _SPAN.fullmatch(before), _SPAN.fullmatch(after)
    return before.rpartition(" ")[0] if one and other and one[1] == other[1] else before


@dataclass(frozen=True, slots=True)
class _Differ:
    old: Sop
    new: Sop
    words: Words

    def document(self, place: Place, before: Document, after: Document) -> Iterator[Change]:
        model = type(after)
        for field in model.model_fields:
            then, now = getattr(before, field), getattr(after, field)
            if then != now:
                yield from self.value((*place, self.label(model, field)), (model, field), then, now)

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
        if field[0] is Sop:
            renamed = alike(before, after)
            for old, new in renamed.items():
                found = True
                yield from self.renamed(place, field, old, before[old], new, after[new])
            before = {key: one for key, one in before.items() if key not in renamed}
            after = {key: one for key, one in after.items() if key not in renamed.values()}
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

    def renamed(self, place: Place, field: Field, old: str, then: Any, new: str, now: Any) -> Iterator[Change]:
        """The same thing under another key: its key, and what else differs."""
        here = (*place, self.title(field, old, then, self.old))
        yield Change((*here, self.words.say(FIELDS["key"])), f"“{old}”", f"“{new}”")
        yield from self.value(here, field, then, now)

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
                return self.word((type(one), "role"), role, sop)
            if years := getattr(one, "years", None):
                return self.words.say(GROUP) % ", ".join(map(str, years))
        word = key[0] if isinstance(key, tuple) else key
        return self.word(field, word, sop)

    def said(self, field: Field, one: Any, sop: Sop) -> str | None:
        """A value in words; None and what is left empty are nothing."""
        if one is None or one == "" or one == ():
            return None
        if isinstance(one, tuple):
            return ", ".join(str(self.said(field, part, sop)) for part in one)
        if isinstance(one, Document):
            return "; ".join(
                f"{self.label(type(one), f)}: {self.said((type(one), f), v, sop)}"
                for f in type(one).model_fields
                if (v := getattr(one, f)) not in (None, "", (), {}, False)
            )
        word = self.word(field, one, sop)
        return self.words.say(AROUND[field[1]]) % word if field[1] in AROUND else word

    def label(self, model: type[Document], field: str) -> str:
        return self.words.say(label_of(model.__name__, field))

    def word(self, field: Field, one: Any, sop: Sop) -> str:
        """One value by its label, by the name of what it refers to, or as it was written."""
        if isinstance(one, bool):
            return self.words.say(YES if one else NO)
        if isinstance(one, date):
            return self.words.day(one)
        if isinstance(one, float):
            return self.words.number(one)
        if isinstance(one, Span):
            return self.words.term(one)
        if isinstance(one, int):
            return str(one)
        if label := _label(field, one):
            return self.words.say(label)
        section = names_of(*field)
        if section and section != "acts" and one in getattr(sop, section):
            return _name(getattr(sop, section)[one])
        return one if section else f"“{one}”"


def _name(one: Any) -> str:
    """What an entry is called; of locations the entry is the name."""
    return str(getattr(one, "name", one))


def _label(field: Field, one: Any) -> str:
    """The word for what stands in a closed list, and for an act; "" for the school's own."""
    section = names_of(*field)
    if section == "acts" and one in ACTS:
        return ACTS[one].label
    if section and section != "acts":
        return ""
    return LABELS.get(type(one), {}).get(one) or WORDS.get(one) or ""


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
