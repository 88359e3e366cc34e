"""The law that binds on a day: the floor's rules, and what Caseflow's own house asks beside them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from caseflow.sop.dates import Span
from caseflow.sop.floor import RULES, FloorRule
from caseflow.sop.house import HOUSE
from caseflow.sop.rules import Group, Need


@dataclass(frozen=True, slots=True)
class Law:
    """All rules that bind on a day."""

    rules: tuple[FloorRule, ...]
    house: Mapping[str, tuple[Need | Group, ...]]

    def asks(self, act: str, today: date) -> tuple[tuple[Need | Group, int | None], ...]:
        """What is asked before `act`, each with the number of its floor rule (None: Caseflow's own)."""
        floor = [
            (asked, rule.number)
            for rule in self.rules
            if rule.valid_from is None or rule.valid_from <= today
            for asked in rule.asks.get(act, ())
        ]
        return (*((asked, None) for asked in self.house.get(act, ())), *floor)  # what it is about must be there first

    def bounds(self) -> Mapping[str, tuple[Span, FloorRule]]:
        return {path: (span, rule) for rule in self.rules for path, span in rule.bounds.items()}

    def rule(self, number: int) -> FloorRule | None:
        return next((rule for rule in self.rules if rule.number == number), None)

    def words(self, number: int) -> frozenset[str]:
        """The closed list by which an invariant is held; empty when the law does not have the rule."""
        rule = self.rule(number)
        return rule.words if rule else frozenset()

    def cites(self) -> frozenset[str]:
        """The paragraphs that the law's own requirements name; any other is a school's."""
        asked = [one for rule in self.rules for rules in rule.asks.values() for one in rules]
        return frozenset(_cites([*asked, *(one for rules in self.house.values() for one in rules)]))

    def without(self, number: int) -> "Law":
        """The law with one rule taken out: for the test that shows the rule matters."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.number != number))


def _cites(rules: Iterable[Need | Group]) -> Iterator[str]:
    for rule in rules:
        yield rule.cite
        if isinstance(rule, Group):
            yield from _cites(rule.parts)


LAW = Law(RULES, HOUSE)
