"""Ways through the route: what is called a way back leads back, and what may be skipped can be."""

from caseflow.sop.checking.registry import Flaw, Flaws, Stage, error, warning
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import State


@warning(
    why="Op een weg terug vraagt Caseflow de documenten van de stap niet; wie verder gaat, heeft ze nodig",
    todo="Haal 'back: true' weg, of noem bij 'to' een stap die hiervoor komt",
)
def way_back_that_goes_on(sop: Sop) -> Flaws:
    """A way that is called a way back, to a step that no child can have been in before."""
    starts = {key: {its.first, its.aanmelding or its.first} for key, its in sop.tracks.items()}
    steps_of = {key: frozenset(sop.steps_of(key)) for key in sop.tracks}
    onward = {key: {way.to for way in step.exits if way.to} for key, step in sop.steps.items()}
    found: dict[str, list[tuple[int, str]]] = {}
    for key, step in sop.steps.items():
        backward = [(index, way.to) for index, way in enumerate(step.exits) if way.back and way.to and way.to != key]
        firsts = {first for track, its in starts.items() if backward and key in steps_of[track] for first in its}
        before = _reached(firsts, {**onward, key: set()}) if firsts else set()
        found[key] = [(index, to) for index, to in backward if firsts and to not in before]
    without = {key: steps - {to for _index, to in found[key]} for key, steps in onward.items()}
    reached = _reached({first for its in starts.values() for first in its}, without)
    for key, ways in found.items():
        for index, to in ways if key in reached else ():  # one behind another of them follows from that one
            what = f"een leerling komt pas in '{to}' na '{key}', dus dit is geen weg terug"
            yield Flaw(("steps", key, "exits", index, "back"), what)


def _reached(firsts: set[str], onward: dict[str, set[str]]) -> set[str]:
    """All steps that one can come to from these."""
    seen = set(firsts)
    queue = list(firsts)
    while queue:
        ahead = onward[queue.pop()] - seen
        seen |= ahead
        queue += ahead
    return seen


@error(
    why="Over elke aanmelding besluit de school (WPO art. 40)",
    todo="Haal 'may_skip' weg",
    stage=Stage.VALUES,
)
def aanmelding_skipped(sop: Sop) -> Flaws:
    """A child would be in school without a decision on its admission."""
    for key, step in sop.steps.items():
        if step.may_skip and step.state is State.AANMELDING:
            yield Flaw(("steps", key, "may_skip"), "een aanmelding wordt nooit overgeslagen")
