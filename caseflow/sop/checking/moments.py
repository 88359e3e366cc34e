"""Requirements on what happens in a step: an exit that its table or a proposal may choose, a clock that runs there."""

from collections.abc import Iterator

from caseflow.sop.checking.lists import Asked, every_list
from caseflow.sop.checking.registry import Flaw, Flaws, error
from caseflow.sop.facts import FACTS
from caseflow.sop.implied import deciders_named
from caseflow.sop.schema import TEAM, Exit, Sop

#: What must be so of an exit before somebody can have done with it what the fact tells.
CHOSEN = {
    "table_decided": "waarover de tafel beslist",
    "exit_proposed_on": "die iemand bekrachtigt",
}


@error(
    why="Een eis over een besluit gaat over een uitgang die zo gekozen wordt",
    todo="Noem een uitgang bij zijn sleutel, of zet bij die uitgang 'decides: [team]' of 'ratifies'",
)
def requirement_on_no_exit(sop: Sop) -> Flaws:
    """A requirement about an exit that is not there, or that nobody decides on in that way."""
    found: dict[tuple[str, ...], list[str]] = {}
    for one in every_list(sop):
        for path, need in one.needs():
            if need.fact in CHOSEN:
                here = (need.fact, *_steps(sop, one))
                if here not in found:
                    found[here] = sorted({way.key for way in _exits(sop, one) if _chosen(sop, way, need.fact)})
                if need.of not in found[here]:
                    others = ", ".join(found[here][:60]) or "geen"
                    what = f"'{need.of}' is geen uitgang {CHOSEN[need.fact]}; dat zijn: {others}"
                    yield Flaw((*path, "of"), what)


@error(
    why="Een eis over een termijn gaat over een termijn van de stap",
    todo="Noem de stap en de naam van de termijn, zoals 'tafel:Terugkoppeling'",
)
def requirement_on_no_clock(sop: Sop) -> Flaws:
    """A requirement about a clock that does not run there."""
    for one in every_list(sop):
        for path, need in one.needs():
            if FACTS[need.fact].of == "clock":
                known = [key for step in _steps(sop, one) for key in clock_keys(sop, step)]
                if need.of not in known:
                    what = f"'{need.of}' is geen termijn hier; dat zijn: {', '.join(known[:60]) or 'geen'}"
                    yield Flaw((*path, "of"), what)


def clock_keys(sop: Sop, step: str) -> list[str]:
    """What the clocks of a step are known by."""
    return [f"{step}:{clock.name}" for clock in sop.steps[step].clocks]


def _chosen(sop: Sop, way: Exit, fact: str) -> bool:
    return bool(way.ratifies) if fact == "exit_proposed_on" else TEAM in deciders_named(sop, way)


def _steps(sop: Sop, one: Asked) -> tuple[str, ...]:
    """Where a case may stand while a list is judged: at its step, or (what the way in asks) at any."""
    in_a_step = one.at[0] == "steps" and one.at[2:] != ("acts", "enter")
    return (str(one.at[1]),) if in_a_step else tuple(sop.steps)


def _exits(sop: Sop, one: Asked) -> Iterator[Exit]:
    for step in _steps(sop, one):
        for track in sop.tracks:
            if step in sop.steps_of(track):
                yield from sop.exits(step, track)
