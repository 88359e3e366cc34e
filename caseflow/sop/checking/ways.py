"""Ways through the route: a way back leads back, what may be skipped can be, and no answer shuts a child in."""

from collections.abc import Iterator

from caseflow.sop.checking.lists import at_the_door
from caseflow.sop.checking.names import exits_of
from caseflow.sop.checking.possible import possible
from caseflow.sop.checking.registry import Flaw, Flaws, Stage, error, warning
from caseflow.sop.checking.route import BY_ITSELF
from caseflow.sop.complaining import Path
from caseflow.sop.replies import answers_to
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Exit, Sop
from caseflow.sop.vocabulary import Ending, Reply, State

#: The track that every pupil is on.
MAIN = "main"


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


@error(
    why="Een school mag een aangemeld kind toelaten, en zoekt eerst of dat kan (WPO art. 40)",
    todo="Voeg een uitgang toe naar de eerste stap voor wie is ingeschreven",
)
def aanmelding_without_way_in(sop: Sop) -> Flaws:
    """Who is applied for can never come to a step for pupils."""
    onward = {key: {way.to for way in step.exits if way.to} for key, step in sop.steps.items()}
    for step in dict.fromkeys(its.aanmelding for its in sop.tracks.values() if its.aanmelding):
        ahead = {sop.steps[one].state for one in _reached({step}, onward)}
        if sop.steps[step].exits and ahead == {State.AANMELDING}:
            yield Flaw(("steps", step, "exits"), "geen uitgang leidt naar een stap voor wie is ingeschreven")


@warning(
    why="Niet ingeschreven is wie werd aangemeld: wie op school is, blijft van de school tot een andere school het kind"
    " toelaat (zorgplicht, WPO art. 40)",
    todo="Kies bij 'close' een ander einde",
)
def not_enrolled_after_all(sop: Sop) -> Flaws:
    """A pupil of the school whose case ends as that of a child that never came."""
    for at, way, steps in _closing(sop, Ending.NOT_ENROLLED):
        if any(sop.steps[step].state is not State.AANMELDING for step in steps):
            yield Flaw(at, f"'{way.name}' kan ook voor wie al is ingeschreven")


@warning(
    why="Zo eindigt een spoor naast de gewone route; wie daarop staat, is dan nergens meer",
    todo="Kies bij 'close' een ander einde, zoals 'support_ended'",
)
def main_track_ended(sop: Sop) -> Flaws:
    """The main route ends as a track beside it does."""
    beside = {step for track in sop.tracks if track != MAIN for step in sop.steps_of(track)}
    for at, way, steps in _closing(sop, Ending.TRACK_END):
        if at[:2] == ("tracks", MAIN) or (at[0] == "steps" and beside.isdisjoint(steps)):
            yield Flaw(at, f"'{way.name}' beëindigt een spoor, en hier is er alleen de gewone route")


def _closing(sop: Sop, ending: Ending) -> Iterator[tuple[Path, Exit, tuple[str, ...]]]:
    """Every way to an end: where it stands, and from which steps it is open."""
    for at, ways in exits_of(sop):
        steps = (str(at[1]),) if at[0] == "steps" else tuple(sop.steps_of(str(at[1])))
        for index, way in enumerate(ways):
            if way.close is ending:
                yield (*at, index, "close"), way, steps


@error(
    why="Wat een loket ook antwoordt, een kind blijft er nooit hangen",
    todo="Laat een uitgang ook bij deze antwoorden opengaan, bijvoorbeeld terug naar een stap van de school",
)
def answer_without_exit(sop: Sop) -> Flaws:
    """A desk may give an answer on which no way out of its step opens."""
    for key, step in sop.steps.items():
        if step.desk:
            replies = answers_to(sop.desks[step.desk].asks)
            stuck = [f"'{reply}'" for reply in replies if not _opens_on(sop, key, reply)]
            if stuck:
                yield Flaw(("steps", key, "exits"), f"geen uitgang gaat open op het antwoord {' of '.join(stuck)}")


def _opens_on(sop: Sop, key: str, reply: Reply) -> bool:
    """By a way out of the step, or by an end of each track that a child can be here on."""
    ends = [its.ends for track, its in sop.tracks.items() if key in sop.steps_of(track)]
    chosen = [[way for way in ways if way.close not in BY_ITSELF] for ways in ends]
    return any(_fits(sop, way, reply) for way in sop.steps[key].exits) or all(
        any(_fits(sop, way, reply) for way in ways) for ways in chosen
    )


def _fits(sop: Sop, way: Exit, reply: Reply) -> bool:
    return all(_allows(rule, reply) for rule in (*way.needs, *at_the_door(sop, way)))


def _allows(rule: Need | Group, reply: Reply) -> bool:
    """Whether a requirement can be met where this is the answer; what it asks besides may well be."""
    if isinstance(rule, Group):
        return sum(_allows(part, reply) for part in rule.parts) >= rule.n
    return rule.fact != "referral_answer" or reply in possible(rule)
