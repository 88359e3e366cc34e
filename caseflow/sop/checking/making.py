"""Where on the route a document, and each part of one, can have been made by then."""

from collections.abc import Iterator

from caseflow.sop.checking.lists import at_the_door
from caseflow.sop.checking.possible import true_at_once
from caseflow.sop.papers import parts_here
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Sop

OF_DOCUMENTS = frozenset({"document", "document_part"})
Way = tuple[str, int]  # a step, and which of its exits
Place = tuple[str, bool]  # a step, and whether the thing may have been made by then


class Made:
    """For each name of a document or a part ("document.part"): the steps where it may be there already."""

    def __init__(self, sop: Sop) -> None:
        self._sop = sop
        self._listed: dict[str, set[str]] = {}
        self._waiting: dict[str, set[Way]] = {}
        self._reached: dict[str, set[Place]] = {}
        for key, step in sop.steps.items():
            for asked in step.documents:
                for name in (asked.document, *(f"{asked.document}.{part}" for part in parts_here(sop, asked))):
                    self._listed.setdefault(name, set()).add(key)
            for index, way in enumerate(step.exits):
                for name in _named((*way.needs, *at_the_door(sop, way))):
                    self._waiting.setdefault(name, set()).add((key, index))

    def possible(self, name: str, steps: tuple[str, ...]) -> bool:
        """Whether it may have been made where a case stands at one of these steps.

        A way that waits for it lets nobody through who could only make it behind that way; a step that no child comes
        to for that reason is judged as if it did, so that what is told is the way, and not all that lies behind it.
        """
        reached = self._from_the_start(name)
        if any((step, True) in reached for step in steps):
            return True
        if any((step, False) in reached for step in steps):
            return False
        listed = {(step, True) for step in self._listed.get(name, ())}
        return any((step, True) in self._walk(listed, name) for step in steps)

    def _from_the_start(self, name: str) -> set[Place]:
        if name not in self._reached:
            firsts = {first for its in self._sop.tracks.values() for first in (its.first, its.aanmelding) if first}
            self._reached[name] = self._walk({(first, False) for first in firsts}, name)
        return self._reached[name]

    def _walk(self, starts: set[Place], name: str) -> set[Place]:
        seen = set(starts)
        queue = list(starts)
        while queue:
            ahead = set(self._ahead(queue.pop(), name)) - seen
            seen |= ahead
            queue += ahead
        return seen

    def _ahead(self, place: Place, name: str) -> Iterator[Place]:
        step, made = place
        if step in self._listed.get(name, ()):
            yield step, True
        waiting: set[Way] = self._waiting.get(name, set())
        for index, way in enumerate(self._sop.steps[step].exits):
            if way.to and (made or (step, index) not in waiting):
                yield way.to, made


def _named(rules: tuple[Need | Group, ...]) -> set[str]:
    """The documents and parts without which these requirements are never met."""
    return set[str]().union(*map(_needed, rules))


def _needed(rule: Need | Group) -> set[str]:
    if isinstance(rule, Need):
        return {rule.of} if rule.fact in OF_DOCUMENTS and not true_at_once(rule) else set()
    named = [_needed(part) for part in rule.parts]
    every = set[str]().union(*named)
    return {name for name in every if sum(name not in part for part in named) < rule.n}
