"""What stands in one version of a SOP, in words: entries by their names, closed words by their labels."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from caseflow.sop.acts import ACTS
from caseflow.sop.dates import Span
from caseflow.sop.diff_words import AROUND, GROUP, LABELS, NO, WORDS, YES, Words, label_of
from caseflow.sop.fact_words import MOMENT_WORDS, word_of
from caseflow.sop.facts import FACTS
from caseflow.sop.rules import Document, Need
from caseflow.sop.schema import Sop, Step
from caseflow.sop.schema.documents import PaperAsked
from caseflow.sop.schema.words import Names
from caseflow.sop.vocabulary import LANGUAGE_LABELS, OtherLanguage

Field = tuple[type[Document], str]  # the part of the schema and its field that a value stands in
#: By what an entry of a list is known, the first that it has.
KNOWN_BY = ("key", "role", "document", "name", "say", "years")
#: Of what a fact may be asked that stands in a section of its own.
SECTIONS = {"purpose": "purposes", "body": "bodies", "step": "steps", "document": "documents", "limit": "limits"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two versions, and the part of it that is looked at: a word may mean something there alone."""

    sop: Sop
    words: Words
    part: Document
    step: Step | None = None

    def within(self, part: Document) -> "Side":
        return replace(self, part=part, step=part if isinstance(part, Step) else self.step)

    def label(self, field: Field) -> str:
        return self.words.say(label_of(field[0].__name__, field[1]))

    def told(self, field: Field, key: Any, one: Any) -> str | None:
        """An entry as it came or went: its name, or what stands under its key."""
        if one is None or isinstance(one, Document) or not isinstance(key, str) or not _of(field).values:
            return None if one is None else self.title(field, key, one)
        said = self.said(field, one)
        return f"{self.title(field, key)} → {said}" if said else self.title(field, key)

    def title(self, field: Field, key: Any, one: Any = None) -> str:
        """What an entry is called: by its own name, that of what it names, the sentence it says, or its key's."""
        if isinstance(key, OtherLanguage):
            return self.words.say(LANGUAGE_LABELS[key])
        if isinstance(one, Document):
            if name := getattr(one, "name", None) or getattr(one, "say", None):
                return str(name)
            for named in ("role", "document"):
                if word := getattr(one, named, None):
                    return self.word((type(one), named), word)
            if years := getattr(one, "years", None):
                return self.words.say(GROUP) % ", ".join(map(str, years))
        if isinstance(key, tuple):  # an item of a list
            return self.word(field, key[0])
        if isinstance(one, str) and not _of(field).values:  # a name under its key
            return one
        return self._named(field, _of(field).keys, key) or f"“{key}”"

    def said(self, field: Field, one: Any) -> str | None:
        """A value in words; None and what is left empty are nothing."""
        if one is None or one == "" or one == ():
            return None
        if isinstance(one, tuple):
            return ", ".join(
                self.title(field, None, part) if isinstance(part, Document) else str(self.said(field, part))
                for part in one
            )
        if isinstance(one, Document):
            inside, model = self.within(one), type(one)
            return "; ".join(
                f"{inside.label((model, f))}: {inside.said((model, f), v)}"
                for f in model.model_fields
                if (v := getattr(one, f)) not in (None, "", (), {}, False)
            )
        word = self.word(field, one)
        return self.words.say(AROUND[field[1]]) % word if field[1] in AROUND else word

    def word(self, field: Field, one: Any) -> str:
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
            return self.words.month(one) if field[1] == "months" else str(one)
        if label := _label(field, one):
            return self.words.say(label)
        if isinstance(self.part, Need) and (said := self._of_fact(self.part, field[1], one)):
            return said
        return self._named(field, _of(field).values, one) or f"“{one}”"

    def _named(self, field: Field, marks: tuple[Names, ...], key: str) -> str:
        """The name of what a key leads to; the key itself where this version does not have it, "" for a mere text."""
        for mark in marks:
            if mark.section == "acts" and key in ACTS:
                return self.words.say(ACTS[key].label)
            if key in mark.beside:
                return self.words.say(WORDS[key])
            if key in (known := self._known(mark.section)):
                return _name(known[key])
        return key if marks else ""

    def _known(self, section: str) -> Any:
        """What a key may lead to; the parts of a document are those of the one that is asked for here."""
        if section == "parts":
            asked = self.part.document if isinstance(self.part, PaperAsked) else ""
            return self.sop.documents[asked].sections if asked in self.sop.documents else {}
        return {} if section == "acts" else getattr(self.sop, section)

    def _of_fact(self, need: Need, field: str, one: str) -> str:
        """What a fact is asked of, and what it may say."""
        if field in ("is_", "not_"):
            own = self.sop.arrangements.get(one) if need.fact == "arrangement_proposed" else None
            return own.name if own else self.words.say(word_of(need.fact, one))
        return self._asked_of(FACTS[need.fact].of, one) if field == "of" else ""

    def _asked_of(self, kind: str, one: str) -> str:
        if kind in SECTIONS:
            key, _, more = one.partition(":")  # behind a purpose may stand the roles that it must have named
            roles = [_name(self.sop.roles[role]) for role in more.split(",") if role in self.sop.roles]
            known = getattr(self.sop, SECTIONS[kind])
            return ", ".join([_name(known[key]), *roles]) if key in known else ""
        if kind in ("weeks", "period"):
            return self.words.term(Span.parse(one))
        if kind == "moment":
            return self.words.say(MOMENT_WORDS[one])
        if kind == "measured":
            key, _, levels = one.partition(" ")
            return f"{_name(self.sop.instruments[key])} {levels}" if key in self.sop.instruments else ""
        return self._inside(kind, one)

    def _inside(self, kind: str, one: str) -> str:
        """What stands in a step or in a document: "step:clock", "document.part", the key of an exit."""
        if kind == "part":
            key, _, part = one.partition(".")
            paper = self.sop.documents.get(key)
            return f"{paper.name}: {paper.sections[part].name}" if paper and part in paper.sections else ""
        if kind == "clock":
            key, _, name = one.partition(":")
            return f"{_name(self.sop.steps[key])}: {name}" if key in self.sop.steps else ""
        steps = (*((self.step,) if self.step else ()), *self.sop.steps.values())
        ways = (way for step in steps for way in step.exits)
        return next((way.name for way in ways if way.key == one), "")


def known_by(item: Any) -> Any:
    """By what an item of a list is the same one in another version."""
    if not isinstance(item, Document):
        return item
    return next((name for by in KNOWN_BY if (name := getattr(item, by, None))), type(item).__name__)


def _name(one: Any) -> str:
    """What an entry is called; of locations the entry is the name."""
    return str(getattr(one, "name", one))


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a field's keys and its values lead to, and the closed words that may stand there."""

    keys: tuple[Names, ...]
    values: tuple[Names, ...]
    closed: frozenset[str]


@cache
def _of(field: Field) -> _Marks:
    hint = get_type_hints(field[0], include_extras=True)[field[1]]
    keys, values = get_args(hint) if get_origin(hint) is dict else (hint, hint)
    every = tuple(_marks(hint))
    return _Marks(tuple(_marks(keys)) or every, tuple(_marks(values)), frozenset(_closed(values)))


def _label(field: Field, one: str) -> str:
    """The word for what stands in a closed list, for a fact and for an act; "" for the school's own."""
    match field[1]:
        case "fact":
            return FACTS[one].label
        case "todo":
            return ACTS[one].label
        case "cite":
            return WORDS["own choice"] if one == "own choice" else ""
    if isinstance(one, StrEnum) or one in _of(field).closed:
        return LABELS.get(type(one), {}).get(one) or WORDS.get(one) or ""
    return ""


def _marks(hint: Any) -> Iterator[Names]:
    if get_origin(hint) is Annotated:
        yield from (mark for mark in get_args(hint) if isinstance(mark, Names))
    for part in get_args(hint):
        yield from _marks(part)


def _closed(hint: Any) -> Iterator[str]:
    for part in get_args(hint):
        if isinstance(part, str) and get_origin(hint) is Literal:
            yield part
        yield from _closed(part)
