"""Whether a requirement fits its fact: one bound that the fact can have, asked of what it can be asked of."""

from collections.abc import Iterator
from typing import Any, Protocol

from caseflow.sop.acts import ACTS
from caseflow.sop.complaining import Unfit, known_words, meant
from caseflow.sop.facts import FACTS, MOMENTS, Fact
from caseflow.sop.measures import WRITTEN

OPERATORS = {
    "number": {"is", "min", "max"},
    "date": {"known", "past", "within", "ahead", "after"},
    "word": {"is", "not"},
    "bool": {"is"},
}
_TYPES: dict[str, type] = {"number": int, "word": str, "bool": bool}
_TYPE_WORDS = {"number": "een getal", "word": "een woord", "bool": "true of false"}
#: What facts count over a time that moves along, so that what lies long ago drops out by itself.
_OVER_A_TIME = ("weeks", "period")


class Asking(Protocol):
    """A requirement, as far as it says what is asked of which fact."""

    @property
    def fact(self) -> str: ...
    @property
    def of(self) -> str: ...
    @property
    def todo(self) -> str: ...
    @property
    def bound(self) -> Any: ...


def fits(need: Asking, operators: list[str]) -> None:
    """Raises Unfit, at the key that is wrong."""
    fact = FACTS.get(need.fact)
    if fact is None:
        what = f"onbekend feit '{need.fact}'; {known_words(need.fact, FACTS)}"
        raise Unfit(what, meant(need.fact, FACTS, "Kies een feit uit de lijst van sleutels (docs/sop-keys.md)"), "fact")
    _one_operator(fact, operators)
    _asked_of(fact, need.of)
    _bounded(fact, need.bound, operators[0])
    _brought_about(fact, need.todo, operators[0])


def _one_operator(fact: Fact, operators: list[str]) -> None:
    allowed = OPERATORS[fact.type]
    if len(operators) != 1 or operators[0] not in allowed:
        what = f"het feit '{fact.name}' vraagt precies één van: {', '.join(sorted(allowed))}"
        odd = next((one for one in operators if one not in allowed), (operators or ["fact"])[-1])
        raise Unfit(what, "Laat er een staan die hier past" if operators else "Voeg er een toe", odd)


def _asked_of(fact: Fact, of: str) -> None:
    if fact.of and not of:
        raise Unfit(f"het feit '{fact.name}' vraagt 'of'", "Voeg 'of' toe: waar gaat het feit over?", "fact")
    if of and not fact.of:
        raise Unfit(f"het feit '{fact.name}' kent geen 'of'", "Haal 'of' weg", "of")
    if fact.of == "moment" and of not in MOMENTS:
        what = f"'of' is een van: {', '.join(MOMENTS)}"
        raise Unfit(what, meant(of, MOMENTS, "Kies een van die woorden"), "of")
    if fact.of in WRITTEN:
        try:
            WRITTEN[fact.of](of)
        except Unfit as odd:
            raise Unfit(str(odd), odd.todo, "of") from None


def _bounded(fact: Fact, bound: Any, operator: str) -> None:
    if operator not in ("is", "not"):
        return
    bounds = bound if isinstance(bound, tuple) else (bound,)
    if any(type(one) is not _TYPES[fact.type] for one in bounds):
        words = _TYPE_WORDS[fact.type]
        what = f"het feit '{fact.name}' wordt vergeleken met {words}"
        raise Unfit(what, f"Schrijf bij '{operator}' {words}", operator)
    if odd := next(_odd_words(fact, bounds), None):
        what = f"'{odd}' kan het feit '{fact.name}' niet zijn; wel: {', '.join(fact.words)}"
        raise Unfit(what, meant(odd, fact.words, "Kies een van die woorden"), operator)


def _odd_words(fact: Fact, bounds: tuple[Any, ...]) -> Iterator[str]:
    yield from (one for one in bounds if isinstance(one, str) and fact.words and one not in fact.words)


def _brought_about(fact: Fact, todo: str, operator: str) -> None:
    makes = (*fact.made_by, "wait") if _comes_by_waiting(fact, operator) else fact.made_by
    if todo in (*makes, ""):
        return
    helps = f"Schrijf 'todo: {makes[0]}', of laat 'todo' weg"
    if todo not in ACTS:
        what = f"onbekende handeling '{todo}' bij 'todo'; wel: {', '.join(makes)}"
        raise Unfit(what, meant(todo, ACTS, helps), "todo")
    if todo == "wait":
        what = f"'{fact.name}' komt niet vanzelf door te wachten: iemand moet iets doen; wel: {', '.join(makes)}"
        raise Unfit(what, helps, "todo")
    raise Unfit(f"'{todo}' kan '{fact.name}' niet waar maken; wel: {', '.join(makes)}", helps, "todo")


def _comes_by_waiting(fact: Fact, operator: str) -> bool:
    """A day comes, and others answer; a count changes by what somebody does, unless what is old drops out of it."""
    return fact.type != "number" or not fact.made_by or (fact.of in _OVER_A_TIME and operator != "min")
