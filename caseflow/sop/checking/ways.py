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
    tracks = [
        ((its.first, its.aanmelding or its.first), frozenset(sop.steps_of(key))) for key, its in sop.tracks.items()
    ]
    onward = {key: {way.to for way in step.exits if way.to} for key, step in sop.steps.items()}
    for key, step in sop.steps.items():
        backward = [(index, way.to) for index, way in enumerate(step.exits) if way.back and way.to not in (None, key)]
        firsts = {first for starts, steps in tracks if backward and key in steps for first in starts}
        before = _before(key, firsts, onward)
        for index, to in backward:
            if firsts and to not in before:
                at = ("steps", key, "exits", index, "back")
                yield Flaw(at, f"een leerling komt pas in '{to}' na '{key}', dus dit is geen weg terug")


def _before(key: str, firsts: set[str], onward: dict[str, set[str]]) -> set[str]:
    """Where a child can have been before it was in this step, from any of these first steps."""
    seen = set(firsts)
    queue = list(firsts)
    while queue:
        here = queue.pop()
        ahead = onward[here] - seen if here != key else set()
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
