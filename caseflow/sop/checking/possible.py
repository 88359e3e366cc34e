"""Contradictions: the values of a fact that meet a requirement, and those that are left when more is asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

from caseflow.sop import law
from caseflow.sop.checking.lists import Asked, choices, every_list, part_of, together
from caseflow.sop.checking.registry import Flaw, Flaws, error, warning
from caseflow.sop.complaining import Path
from caseflow.sop.dates import Span
from caseflow.sop.facts import FACTS
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Sop


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers from a least to a most; a count is never less than nothing."""

    least: float
    most: float

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int) and self.least <= value <= self.most

    def __and__(self, other: "Numbers") -> "Numbers":
        return Numbers(max(self.least, other.least), min(self.most, other.most))

    def __bool__(self) -> bool:
        return self.least <= self.most


@dataclass(frozen=True, slots=True)
class Days:
    """The days that lie at least as long ago as each of some spans, and less long than each of others; or none."""

    known: frozenset[bool]
    past: frozenset[Span] = frozenset()
    within: frozenset[Span] = frozenset()

    def __and__(self, other: "Days") -> "Days":
        return Days(self.known & other.known, self.past | other.past, self.within | other.within)

    def __bool__(self) -> bool:
        return False in self.known or (True in self.known and not any(map(self._ends_too_early, self.within)))

    def _ends_too_early(self, span: Span) -> bool:
        return any(span.within(past) for past in self.past)


Possible = Any  # Numbers, Days, or a set of words, or of true and false
Left = dict[str, Possible]  # of each fact
_KNOWN = frozenset({True})
_A_DAY = frozenset({Span(1, "days")})
#: What is so of a child of whom nothing was recorded, where its type does not say: None is what nobody knows yet.
AT_FIRST: dict[str, str | None] = {
    "consent": "none",
    "document": "none",
    "limit": "none",
    "referral_unsigned": None,
    "measured_in_a_row": None,
    "weeks_of_help": None,
    "hours_missed_a_week": None,
}


def possible(need: Need) -> Possible:
    """The values of its fact that meet a requirement."""
    fact, bound = FACTS[need.fact], need.bound
    if fact.type == "number":
        return Numbers(0, inf) & {"is": Numbers(bound, bound), "min": Numbers(bound, inf)}.get(
            need.op, Numbers(0, bound)
        )
    if fact.type == "date":
        return _days(need)
    words = frozenset(bound if isinstance(bound, tuple) else (bound,))
    return frozenset(fact.words) - words if need.op == "not" else words


def _days(need: Need) -> Days:
    match need.op:
        case "known":
            return Days(frozenset({need.known is True}))
        case "past":
            return Days(_KNOWN, past=frozenset({need.bound}))
        case "within":
            return Days(_KNOWN, within=frozenset({need.bound}))
        case "ahead":  # today is still to come, and yesterday is over
            return Days(_KNOWN, within=_A_DAY) if need.ahead else Days(_KNOWN, past=_A_DAY)
    return Days(_KNOWN)  # after another day, of which nothing is known here


def true_at_once(need: Need) -> bool:
    """Whether it holds of a case of which nothing has happened yet."""
    value = AT_FIRST.get(need.fact, {"number": 0, "bool": False}.get(FACTS[need.fact].type))
    return need.known is False if value is None else value in possible(need)


@error(
    why="Wat elkaar tegenspreekt kan nooit samen waar zijn",
    todo="Haal een van de eisen weg, of maak er met 'any' een keuze van",
)
def requirements_contradict(sop: Sop) -> Flaws:
    """What is asked of one act can never hold at once, by itself or with what the law asks."""
    for one in every_list(sop):
        left = _asked_besides(sop, one)
        yield from _contradictions(together(one.rules, one.at), left)
        for path, group in _choices_in(one):
            if not _can_be(group, left):
                what = "van deze mogelijkheden kan er geen" if group.n == 1 else "van deze eisen kunnen er niet genoeg"
                yield Flaw(path, f"{what} waar zijn, of niet samen met wat er verder gevraagd wordt")


@warning(
    why="Wat zichzelf tegenspreekt is geen mogelijkheid",
    todo="Haal deze mogelijkheid weg, of verander wat zij vraagt",
)
def alternative_contradicts(sop: Sop) -> Flaws:
    """One of several ways to meet a requirement can never be, and another can."""
    for one in every_list(sop):
        if chosen := tuple(_choices_in(one)):
            left = _asked_besides(sop, one)
            list(_contradictions(together(one.rules, one.at), left))
            for path, group in chosen:
                if _can_be(group, left):
                    yield from _idle(group, left, path)


def _idle(group: Group, left: Left, at: Path) -> Flaws:
    """The possibilities of a choice that can never be, also within one that can."""
    for index, part in enumerate(group.parts):
        here = (*at, part_of(group), index)
        within = dict(left)
        list(_contradictions(together((part,)), within))
        if not _can_be(part, left):
            yield Flaw(here, "dit kan nooit waar zijn, of niet samen met wat er verder gevraagd wordt")
        else:
            for path, inner in choices(part, here):
                yield from _idle(inner, within, path)


def _can_be(rule: Need | Group, left: Left) -> bool:
    """Whether a rule can be met by values that are left."""
    within = dict(left)
    if any(True for _flaw in _contradictions(together((rule,)), within)):
        return False
    return all(sum(_can_be(part, within) for part in group.parts) >= group.n for _at, group in choices(rule))


def _choices_in(one: Asked) -> Iterator[tuple[Path, Group]]:
    for index, rule in enumerate(one.rules):
        yield from choices(rule, (*one.at, index))


def _asked_besides(sop: Sop, one: Asked) -> Left:
    """What is left by what is asked of the act besides: by the law, and by the school elsewhere."""
    by_law = tuple(rule for rule, _floor in law.LAW.asks(one.act, sop.first_day))
    left: Left = {}
    for _at, need in together((*by_law, *one.beside)):
        left[need.key] = left.get(need.key, possible(need)) & possible(need)
    return left


def _contradictions(own: Iterable[tuple[Path, Need]], left: Left) -> Flaws:
    """What cannot hold beside what is left; of the rest, what is left after it."""
    for path, need in own:
        rest = left.get(need.key, possible(need)) & possible(need)
        if rest:
            left[need.key] = rest
        else:
            yield Flaw(path, f"'{need.key}' kan dit nooit zijn, of niet samen met wat er verder gevraagd wordt")
