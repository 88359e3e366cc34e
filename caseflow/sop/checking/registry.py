"""The rules of the checker: each is one function that looks at a whole SOP and yields what is wrong, with its place.

A new rule is a new function in the room where it belongs (names, law, route, …), under `@error`, `@warning` or
`@advice`; its name is the function's. `tests/sop` asks of each rule a SOP with exactly that fault.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice

from caseflow.sop.complaining import Path, Severity
from caseflow.sop.schema import Sop

Place = tuple[str, Path]  # a rule, and where in the document


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong at a place; `why` and `todo` where those of the rule can be said more exactly.

    `explains` names what this fault makes look wrong besides, by rule and by the part of the document: what follows
    from it is not said as well, so that one fault is one finding. What it hid wrongly is found once it is mended.
    """

    path: Path
    what: str
    why: str = ""
    todo: str = ""
    explains: tuple[Place, ...] = ()


MOST = 100  # of one kind: nobody reads on
Flaws = Iterator[Flaw]
Look = Callable[[Sop], Flaws]


class Stage(IntEnum):
    """When a rule can be judged."""

    NAMES = 1  # first: does every name lead somewhere?
    VALUES = 2  # always: it follows no names
    WHOLE = 3  # only where every name leads somewhere


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: how heavy it weighs, why it is there, and what helps."""

    name: str
    severity: Severity
    why: str
    todo: str
    stage: Stage
    look: Look


RULES: dict[str, Rule] = {}


def _rule(severity: Severity, why: str, todo: str, stage: Stage) -> Callable[[Look], Look]:
    def register(look: Look) -> Look:
        name = look.__name__.replace("_", "-")
        if name in RULES:
            raise ValueError(f"two rules are called {name}")
        RULES[name] = Rule(name, severity, why, todo, stage, look)
        return look

    return register


def error(*, why: str, todo: str, stage: Stage = Stage.WHOLE) -> Callable[[Look], Look]:
    """A rule that refuses the SOP."""
    return _rule(Severity.ERROR, why, todo, stage)


def warning(*, why: str, todo: str, stage: Stage = Stage.WHOLE) -> Callable[[Look], Look]:
    """A rule whose finding will most likely not be what the school meant."""
    return _rule(Severity.WARNING, why, todo, stage)


def advice(*, why: str, todo: str, stage: Stage = Stage.WHOLE) -> Callable[[Look], Look]:
    """A rule that points at what could be better, and may be left."""
    return _rule(Severity.ADVICE, why, todo, stage)


Found = tuple[Rule, Flaw]


def flaws(sop: Sop, severities: frozenset[Severity]) -> Iterator[Found]:
    """All that the rules of these weights find, without what another of them explains."""
    found = list(_found(sop, severities))
    explained: dict[str, set[Path]] = {}
    for rule, flaw in found:
        for name, at in flaw.explains:
            if rule.severity.weight >= RULES[name].severity.weight:  # an error is never hidden by less
                explained.setdefault(name, set()).add(at)
    for rule, flaw in found:
        if not any(flaw.path[: len(at)] == at for at in explained.get(rule.name, ())):
            yield rule, flaw


def _found(sop: Sop, severities: frozenset[Severity]) -> Iterator[Found]:
    """Where a name leads nowhere, only what can be seen without it."""
    last = Stage.WHOLE
    for rule in sorted(RULES.values(), key=lambda rule: rule.stage):
        if rule.severity not in severities or rule.stage > last:
            continue
        for flaw in dict.fromkeys(islice(rule.look(sop), MOST)):  # the same of one place is said once
            last = min(last, Stage.VALUES) if rule.stage is Stage.NAMES else last
            yield rule, flaw
