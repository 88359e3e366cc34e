"""Every list of requirements in a document: where it stands, before which act, what may have been done by then.

Whatever is to be seen of requirements is seen over `every_list`, so that no place where one can be written is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from caseflow.sop.acts import entering_act
from caseflow.sop.checking.doing import OF_THE_PUPIL, acts_until, steps_before
from caseflow.sop.checking.latest import of_the_latest
from caseflow.sop.complaining import Path
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Exit, Sop

Rules = tuple[Need | Group, ...]
Acts = frozenset[str]
Where = tuple[tuple[str, ...], Acts]


@dataclass(frozen=True, slots=True)
class Asked:
    """A list of requirements: its place, the act it is asked before, and what else the school asks of that act."""

    at: Path
    rules: Rules
    steps: tuple[str, ...]  # where a case may stand while this is judged
    done: Acts
    act: str
    beside: Rules = ()
    moves: bool = False  # whether a child stays where it is, or goes without its support, while this is not met

    def needs(self) -> Iterator[tuple[Path, Need]]:
        return needs_of(self.rules, self.at)


@of_the_latest
def every_list(sop: Sop) -> tuple[Asked, ...]:
    """Those of acts, exits, ends, triggers, levels and arrangements."""
    return tuple(_every_list(sop))


def _every_list(sop: Sop) -> Iterator[Asked]:
    until = acts_until(sop)
    yield from _of_steps(sop, until)
    yield from _of_tracks(sop, until)
    anywhere = (tuple(sop.steps), frozenset[str]().union(*until.values()))
    yield from _of_levels(sop, until, anywhere)
    for key, one in sop.arrangements.items():
        yield Asked(("arrangements", key, "needs"), one.needs, *anywhere, "grant_arrangement", moves=True)


def _of_steps(sop: Sop, until: dict[str, Acts]) -> Iterator[Asked]:
    for key, step in sop.steps.items():
        for act, rules in step.acts.items():
            at = ("steps", key, "acts", act)
            if act == "enter":
                before = _before(sop, key, until)
                yield Asked(at, rules, *before, entering_act(step.state), of_level(sop, key), moves=True)
            else:
                yield Asked(at, rules, (key,), until[key], act)
        for index, way in enumerate(step.exits):
            here: Path = ("steps", key, "exits", index, "needs")
            yield Asked(here, way.needs, (key,), until[key], sop.act_of(way), at_the_door(sop, way), moves=True)


def _of_tracks(sop: Sop, until: dict[str, Acts]) -> Iterator[Asked]:
    for track, its in sop.tracks.items():
        steps = tuple(sop.steps_of(track))
        done = frozenset[str]().union(*(until[step] for step in steps))
        for index, way in enumerate(its.ends):
            at = ("tracks", track, "ends", index, "needs")
            yield Asked(at, way.needs, steps, done, sop.act_of(way), at_the_door(sop, way), moves=True)
        # before there is a case to do more in
        first = (*sop.steps[its.first].acts.get("enter", ()), *of_level(sop, its.first))
        yield Asked(("tracks", track, "trigger"), its.trigger, (), OF_THE_PUPIL, "enter", first)


def _before(sop: Sop, key: str, until: dict[str, Acts]) -> Where:
    """Where a case stands, and what may have been done, when it is about to come into a step."""
    steps = steps_before(sop, key)
    return steps, OF_THE_PUPIL.union(*(until[step] for step in steps))


def _of_levels(sop: Sop, until: dict[str, Acts], anywhere: Where) -> Iterator[Asked]:
    """Once for each step of the level: what can be met before one may be out of reach before another."""
    for level, its in sop.levels.items():
        at = ("levels", level, "needs")
        steps = [key for key, step in sop.steps.items() if step.level == level]
        for key in steps:
            before = _before(sop, key, until)
            yield Asked(at, its.needs, *before, entering_act(sop.steps[key].state), moves=True)
        if not steps:
            yield Asked(at, its.needs, *anywhere, "enter", moves=True)


def of_level(sop: Sop, step: str) -> Rules:
    level = sop.steps[step].level
    return sop.levels[level].needs if level else ()


def at_the_door(sop: Sop, way: Exit) -> Rules:
    """What the step that an exit leads to asks of whoever comes in."""
    return (*sop.steps[way.to].acts.get("enter", ()), *of_level(sop, way.to)) if way.to else ()


def needs_of(rules: Rules, at: Path) -> Iterator[tuple[Path, Need]]:
    """Every single requirement, with its place."""
    for index, rule in enumerate(rules):
        if isinstance(rule, Group):
            yield from needs_of(rule.parts, (*at, index, part_of(rule)))
        else:
            yield (*at, index), rule


def together(rules: Rules, at: Path = ()) -> Iterator[tuple[Path, Need]]:
    """The single requirements that must all hold."""
    for index, rule in enumerate(rules):
        if isinstance(rule, Need):
            yield (*at, index), rule
        elif rule.n == len(rule.parts):
            yield from together(rule.parts, (*at, index, part_of(rule)))


def choices(rule: Need | Group, at: Path = ()) -> Iterator[tuple[Path, Group]]:
    """The groups in a rule of which some part may be left unmet, and that must be met themselves."""
    if isinstance(rule, Group) and rule.n < len(rule.parts):
        yield at, rule
    elif isinstance(rule, Group):
        for index, part in enumerate(rule.parts):
            yield from choices(part, (*at, part_of(rule), index))


def part_of(group: Group) -> str:
    """The key under which a group keeps its parts."""
    return "all" if group.all else "any" if group.any else "of"
