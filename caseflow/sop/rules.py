"""Requirements and what is found of them: plain Python on plain values, no clock and no database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)

from caseflow.sop.acts import ACTS
from caseflow.sop.complaining import Unfit, known_words, meant
from caseflow.sop.facts import FACTS
from caseflow.sop.fields import CITE, SpanField, choice, one_complaint, says_why
from caseflow.sop.fitting import fits

Value = bool | int | float | str | date | None  # None: not known, never "met"


DAYS = {name: fact.label for name, fact in FACTS.items() if fact.type == "date" and not fact.of}
FactName = Annotated[str, WithJsonSchema(choice({name: fact.label for name, fact in FACTS.items()}))]
DayName = Annotated[str, WithJsonSchema(choice(DAYS))]
Todo = Annotated[str, WithJsonSchema(choice({"": "Niemand", **{name: act.label for name, act in ACTS.items()}}))]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
_ANY_BOUND = one_complaint("een getal, een woord, een lijst van woorden, true of false")
Bound = Annotated[bool | int | str | tuple[str, ...] | None, _ANY_BOUND]
Words = Annotated[str | tuple[str, ...] | None, _ANY_BOUND]


class Document(BaseModel):
    """A part of a SOP: frozen, and without a key that nobody reads.

    The text under a key is its help, in plain Dutch: editors show it, and the checker says it where the key is wrong.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True)


class After(Document):
    """A day that lies this long after another fact's day."""

    fact: DayName
    """Het feit met de dag vanaf wanneer wordt geteld."""
    plus: SpanField
    """Hoe lang na die dag."""

    @model_validator(mode="after")
    def _names_a_day(self) -> "After":
        if self.fact not in DAYS:
            what = f"'{self.fact}' is geen feit met een datum; {known_words(self.fact, DAYS)}"
            raise Unfit(what, meant(self.fact, DAYS, "Kies een van die feiten"), "fact")
        return self


class Need(Document):
    """One fact, one bound: what must be true, in a sentence, by which paragraph, and the act that would make it so."""

    fact: FactName
    """Het feit over de leerling of de casus waar het om gaat."""
    of: str = ""
    """Waarover het feit gaat, als het dat vraagt: een doel van toestemming, of een moment."""
    is_: Bound = Field(None, alias="is")
    """Wat het feit moet zijn; bij een woord mag het een lijst zijn waarvan er een klopt."""
    not_: Words = Field(None, alias="not")
    """Welk woord (of welke woorden) het feit niet mag zijn."""
    min: int | None = None
    """Het kleinste getal dat genoeg is."""
    max: int | None = None
    """Het grootste getal dat nog mag."""
    known: bool | None = None
    """Of de dag bekend moet zijn (true) of juist niet (false)."""
    past: SpanField | None = None
    """De dag ligt ten minste zo lang terug."""
    within: SpanField | None = None
    """De dag ligt korter dan dit terug."""
    ahead: bool | None = None
    """Of de dag nog moet komen (vandaag telt mee), of juist voorbij moet zijn."""
    after: After | None = None
    """De dag ligt op of na een andere dag."""
    say: Said
    """De zin die mensen lezen: wat er waar moet zijn."""
    cite: Annotated[Said, CITE]
    """De paragraaf die dit vraagt, of 'own choice'."""
    why: str = ""
    """Waarom, als het een eigen keuze is."""
    todo: Todo = ""
    """De handeling die het waar maakt; Caseflow wijst daarheen."""

    @property
    def key(self) -> str:
        return f"{self.fact}({self.of})" if self.of else self.fact

    @property
    def subject(self) -> str:
        """What it is asked of; of a consent the purpose alone, without the roles that it must have named."""
        return self.of.partition(":")[0] if self.fact == "consent" else self.of

    @property
    def op(self) -> str:
        return next(iter(self.operators()))

    @property
    def bound(self) -> Any:
        return getattr(self, {"is": "is_", "not": "not_"}.get(self.op, self.op))

    def operators(self) -> list[str]:
        names = {"is": self.is_, "not": self.not_, **{op: getattr(self, op) for op in _PLAIN_OPERATORS}}
        return [name for name, bound in names.items() if bound is not None]

    @model_validator(mode="after")
    def _fits_its_fact(self) -> "Need":
        fits(self, self.operators())
        says_why(self.cite, self.why)
        return self


def need(fact: str, say: str, todo: str, cite: str, **op: Any) -> Need:
    """A requirement written in code: the operator (and `of`) as a keyword, as in a SOP."""
    return Need.model_validate({"fact": fact, "say": say, "todo": todo, "cite": cite, **op})


def zero(fact: str, say: str, todo: str, cite: str) -> Need:
    """Nothing of this may be left."""
    return need(fact, say, todo, cite, **{"is": 0})


_PLAIN_OPERATORS = ("min", "max", "known", "past", "within", "ahead", "after")


class Group(Document):
    """Several requirements of which all, any, or at least `n` must be met."""

    all: tuple["Rule", ...] = ()
    """Al deze eisen."""
    any: tuple["Rule", ...] = ()
    """Ten minste een van deze eisen."""
    at_least: int | None = None
    """Hoeveel van de eisen onder 'of' genoeg zijn."""
    of: tuple["Rule", ...] = ()
    """De eisen waarvan er 'at_least' waar moeten zijn."""
    say: Said
    """De zin die mensen lezen: wat er samen waar moet zijn."""
    cite: Annotated[str, CITE] = ""
    """De paragraaf die dit vraagt, of 'own choice'."""
    why: str = ""
    """Waarom, als het een eigen keuze is."""

    @property
    def parts(self) -> tuple["Rule", ...]:
        return self.all or self.any or self.of

    @property
    def n(self) -> int:
        return len(self.all) or (1 if self.any else self.at_least or 0)

    @model_validator(mode="after")
    def _is_one_kind(self) -> "Group":
        empty = [key for key in ("all", "any", "of") if key in self.model_fields_set]
        if empty and not self.parts:
            raise Unfit(f"onder '{empty[0]}' staat niets", "Zet er eisen onder, of haal de groep weg", empty[0])
        if sum(map(bool, (self.all, self.any, self.of))) != 1 or bool(self.of) != (self.at_least is not None):
            what = "een groep heeft precies één van: all, any, of at_least met of"
            given = [key for key in ("all", "any", "of") if getattr(self, key)]
            raise Unfit(what, "Laat er een staan, met de eisen eronder", given[-1] if given else "at_least")
        if not 1 <= self.n <= len(self.parts):
            what = f"at_least ligt tussen 1 en {len(self.parts)}"
            raise Unfit(what, f"Schrijf een getal van 1 tot en met {len(self.parts)}", "at_least")
        says_why(self.cite, self.why)
        return self


def _kind(given: Any) -> str:
    keys = given if isinstance(given, dict) else {"all"} if isinstance(given, Group) else {}
    return "group" if {"all", "any", "at_least"} & set(keys) else "need"


Rule = Annotated[Annotated[Need, Tag("need")] | Annotated[Group, Tag("group")], Discriminator(_kind)]
Group.model_rebuild()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one requirement; `met` is None where a fact is not known, and that is never "met"."""

    rule: Need | Group
    met: bool | None
    value: Value = None
    parts: tuple["Finding", ...] = ()
    floor: int | None = None

    def unmet(self) -> Iterator["Finding"]:
        """The single requirements that still stand in the way."""
        if self.met:
            return
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.unmet()


def judge(rule: Need | Group, facts: Mapping[str, Value], today: date, floor: int | None = None) -> Finding:
    """Hold one requirement against the facts on a day."""
    if isinstance(rule, Need):
        value = facts.get(rule.key)
        return Finding(rule, _holds(rule, value, facts, today), value, floor=floor)
    parts = tuple(judge(part, facts, today, floor) for part in rule.parts)
    met = sum(part.met is True for part in parts)
    open_ = sum(part.met is None for part in parts)
    return Finding(rule, True if met >= rule.n else None if met + open_ >= rule.n else False, parts=parts, floor=floor)


def _holds(need: Need, value: Any, facts: Mapping[str, Value], today: date) -> bool | None:
    if need.op == "known":
        return (value is not None) == need.known
    if value is None:
        return None
    bound = need.bound
    match need.op:
        case "is":
            return value in bound if isinstance(bound, tuple) else value == bound
        case "not":
            return value not in bound if isinstance(bound, tuple) else value != bound
        case "min":
            return bool(value >= bound)
        case "max":
            return bool(value <= bound)
        case "past":
            return bool(bound.after(value) <= today)
        case "within":
            return bool(bound.after(value) > today)
        case "ahead":
            return bool(value >= today) == bound
    since: Any = facts.get(bound.fact)
    return None if since is None else bool(value >= bound.plus.after(since))


def fact_keys(*rules: Need | Group) -> frozenset[str]:
    """Every fact that the rules read, so that one query can bring them all."""
    keys: set[str] = set()
    for rule in rules:
        if isinstance(rule, Group):
            keys |= fact_keys(*rule.parts)
        else:
            keys |= {rule.key, rule.after.fact} if rule.after else {rule.key}
    return frozenset(keys)


def passed(findings: tuple[Finding, ...]) -> bool:
    return all(finding.met is True for finding in findings)
