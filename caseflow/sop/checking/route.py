"""The route: every step can be reached and left, and every way ends somewhere."""

from collections.abc import Iterator

from caseflow.sop.checking.registry import Flaw, Flaws, Stage, error, warning
from caseflow.sop.complaining import Path
from caseflow.sop.schema import Parents, Sop
from caseflow.sop.succession import has_step
from caseflow.sop.vocabulary import OF_WHO_LEFT, Ending, State

#: Ends that come by themselves: they are no way out of a route that goes round.
BY_ITSELF = frozenset({Ending.MOVED, Ending.SECONDARY_SCHOOL, *OF_WHO_LEFT})
#: What looks wrong where a way leads elsewhere than was meant.
OF_A_WAY = ("way-back-that-goes-on", "refusal-without-way", "limit-without-desk")
#: What is said of requirements by what may have been done before: of a step that nothing leads to, nothing was.
OF_WHAT_WAS_DONE = ("requirement-out-of-reach", "alternative-out-of-reach", "todo-out-of-reach")
#: Where no track begins.
TOO_FAR = (State.AANMELDING, State.HANDELINGSVERLEGEN, State.REFERRED)


@error(
    why="Een casus komt alleen via een uitgang in een stap",
    todo="Laat een uitgang hierheen leiden, of haal de stap weg",
)
def step_unreached(sop: Sop) -> Flaws:
    """A step to which no track leads; of those that only it leads to it is said along."""
    reached = {step for track in sop.tracks for step in sop.steps_of(track)}
    missed = {key: _onward(sop, key) for key in sop.steps if key not in reached}
    told: set[str] = set()
    for key, onward in missed.items():
        if key in told or any(key in its and other not in onward for other, its in missed.items()):
            continue  # it follows from a step before it
        behind = [step for step in missed if step in onward - {key}]
        told.update(behind)
        named = ", ".join(f"'{step}'" for step in behind)
        explains = (
            *((rule, ("steps", step)) for step in (key, *behind) for rule in OF_WHAT_WAS_DONE),
            *((rule, ("steps",)) for rule in OF_A_WAY),
        )
        what = f"geen enkele stap leidt naar '{key}'"
        yield Flaw(("steps", key), f"{what}, en dus ook niet naar {named}" if behind else what, explains=explains)


@error(
    why="Een kind blijft nooit in een stap hangen",
    todo="Noem bij 'exits' waar het heen kan, al is het terug",
    stage=Stage.VALUES,
)
def step_without_exit(sop: Sop) -> Flaws:
    """A step that nobody could leave."""
    for key, step in sop.steps.items():
        if not step.exits:
            at: Path = ("steps", key, "exits")
            yield Flaw(at, "deze stap heeft geen uitgang", explains=(("answer-without-exit", at),))


@error(
    why="Ook ondersteuning houdt een keer op",
    todo="Geef een van deze stappen een uitgang met 'close', of een weg naar een stap die er een heeft",
)
def round_without_end(sop: Sop) -> Flaws:
    """Steps that lead to one another and to no end but moving house or growing up."""
    told: set[str] = set()
    for track in sop.tracks:
        for round_ in _rounds(sop, track):
            if told.isdisjoint(round_):
                told.update(round_)
                names = ", ".join(f"'{step}'" for step in round_)
                yield Flaw(("steps", round_[0], "exits"), f"geen weg uit {names} leidt naar een einde")


def _rounds(sop: Sop, track: str) -> Iterator[tuple[str, ...]]:
    """Sets of steps, in the order of the document, that one can walk round in for ever and not get out of."""
    if any(way.close not in BY_ITSELF for way in sop.tracks[track].ends):
        return
    stuck = set(sop.steps_of(track)) - _ending(sop, track)
    while stuck:
        deepest = min((_onward(sop, step) for step in stuck), key=len)
        if all(sop.steps[step].exits for step in deepest):
            yield tuple(step for step in sop.steps if step in deepest)
        stuck -= {step for step in stuck if deepest & _onward(sop, step)}


def _ending(sop: Sop, track: str) -> set[str]:
    """The steps from which some end can be reached."""
    steps = sop.steps_of(track)
    ending = {step for step in steps if any(way.close for way in sop.steps[step].exits)}
    grown = True
    while grown:
        more = {step for step in steps if any(way.to in ending for way in sop.steps[step].exits)} - ending
        ending |= more
        grown = bool(more)
    return ending


def _onward(sop: Sop, step: str) -> frozenset[str]:
    """A step and all that can come after it."""
    seen = {step: None}
    queue = [step]
    while queue:
        ahead = [way.to for way in sop.steps[queue.pop()].exits if way.to and way.to not in seen]
        seen.update(dict.fromkeys(ahead))
        queue += ahead
    return frozenset(seen)


@error(why="Gesloten is het einde, geen plaats om te staan", todo="Noem een uitgang met 'close'", stage=Stage.VALUES)
def step_closed(sop: Sop) -> Flaws:
    """A step in a state in which nothing happens any more."""
    for key, step in sop.steps.items():
        if step.state is State.CLOSED:
            yield Flaw(("steps", key, "state"), "een stap staat nooit in 'closed'; noem een uitgang met 'close'")


@error(why="Een aanmelding gebeurt één keer (WPO art. 40)", todo="Leid naar een andere stap")
def way_back_to_aanmelding(sop: Sop) -> Flaws:
    """A move that the machine does not know."""
    for key, step in sop.steps.items():
        for index, way in enumerate(step.exits):
            if way.to and sop.steps[way.to].state is State.AANMELDING is not step.state:
                unreached = ("step-unreached", ("steps",))  # most likely the one where it should lead
                what = "naar 'aanmelding' leidt geen weg terug"
                yield Flaw(("steps", key, "exits", index), what, explains=(unreached,))


@error(
    why="Een casus opent zonder oordeel, dus nooit waar de wet eerst een besluit vraagt",
    todo="Begin het spoor bij een eerdere stap",
)
def track_starts_too_far(sop: Sop) -> Flaws:
    """A track that begins where only a decision may bring a child."""
    for key, track in sop.tracks.items():
        if sop.steps[track.first].state in TOO_FAR:
            yield Flaw(("tracks", key, "first"), f"een spoor begint niet in '{sop.steps[track.first].state}'")


@error(
    why="Voordat er een casus is, is er niets waarin staat dat ouders zijn ingelicht of gevraagd",
    todo="Vraag het bij een latere stap, of bij een handeling die hier gebeurt",
)
def parents_before_the_start(sop: Sop) -> Flaws:
    """A track that nobody could begin: its first step asks of the guardians what only an open case can hold."""
    firsts = [track.first for track in sop.tracks.values() if sop.steps[track.first].state not in TOO_FAR]
    for step in dict.fromkeys([*firsts, *(track.aanmelding for track in sop.tracks.values() if track.aanmelding)]):
        if sop.steps[step].parents.get("enter", Parents()) != Parents():
            yield Flaw(("steps", step, "parents", "enter"), f"in '{step}' begint een casus, dus ervoor is dit er niet")


@error(why="Wie is aangemeld is nog niet ingeschreven (WPO art. 40)", todo="Geef de stap de toestand 'aanmelding'")
def aanmelding_elsewhere(sop: Sop) -> Flaws:
    """A step for who registered, in a state that says otherwise."""
    for key, track in sop.tracks.items():
        if track.aanmelding and sop.steps[track.aanmelding].state is not State.AANMELDING:
            meant = (("step-unreached", ("steps", step)) for step in sop.steps if _is_aanmelding(sop, step))
            asked = ((rule, ("steps", track.aanmelding)) for rule in (*OF_WHAT_WAS_DONE, "parents-before-the-start"))
            what = "deze stap staat niet in 'aanmelding'"
            yield Flaw(("tracks", key, "aanmelding"), what, explains=(*meant, *asked))


def _is_aanmelding(sop: Sop, step: str) -> bool:
    return sop.steps[step].state is State.AANMELDING


@error(
    why="Bij het spoor staan de manieren waarop een casus vanuit elke stap eindigt",
    todo="Noem 'close', of zet de uitgang bij de stappen waar hij hoort",
    stage=Stage.VALUES,
)
def end_that_goes_on(sop: Sop) -> Flaws:
    """An end of a track that leads to a step."""
    for key, track in sop.tracks.items():
        for index, way in enumerate(track.ends):
            if way.close is None:
                yield Flaw(("tracks", key, "ends", index), "een einde van een spoor noemt 'close'")


@error(
    why="Een verwijzing gaat ergens heen",
    todo="Noem bij 'desk' het loket, of kies een andere toestand",
    stage=Stage.VALUES,
)
def referral_without_desk(sop: Sop) -> Flaws:
    """A child is referred and nobody knows where to."""
    for key, step in sop.steps.items():
        if step.state is State.REFERRED and step.desk is None:
            answers = ((rule, ("steps", step)) for step in _onward(sop, key) for rule in OF_WHAT_WAS_DONE)
            yield Flaw(
                ("steps", key, "desk"),
                "een stap in 'referred' noemt het loket waar de verwijzing heen gaat",
                explains=(("desk-unused", ("desks",)), *answers),
            )


@error(
    why="Een loket hoort bij een verwijzing",
    todo="Haal 'desk' weg, of geef de stap de toestand 'referred'",
    stage=Stage.VALUES,
)
def desk_without_referral(sop: Sop) -> Flaws:
    """A step that names a desk and refers nobody."""
    for key, step in sop.steps.items():
        if step.state is not State.REFERRED and step.desk is not None:
            yield Flaw(("steps", key, "desk"), "alleen een stap in 'referred' noemt een loket")


@warning(
    why="Naar speciaal onderwijs gaat een kind met een TLV (WPO art. 40)",
    todo="Zet deze uitgang bij een stap in 'referred', of noem 'admitted_regular'",
    stage=Stage.VALUES,
)
def special_school_without_desk(sop: Sop) -> Flaws:
    """A child leaves for a special school from a step at which no desk can have let it."""
    for key, step in sop.steps.items():
        for index, way in enumerate(step.exits):
            if way.close is Ending.ADMITTED_SPECIAL and step.state is not State.REFERRED:
                yield Flaw(("steps", key, "exits", index), "vanuit deze stap is er geen loket dat dit toelaat")


@warning(
    why="Wat de school niet kan bieden, zoekt zij elders (zorgplicht, WPO art. 40)",
    todo="Voeg een weg toe naar een stap in 'referred'",
)
def limit_without_desk(sop: Sop) -> Flaws:
    """The school says that it cannot go on, and no way leads to who could help."""
    for key, step in sop.steps.items():
        if step.state is not State.HANDELINGSVERLEGEN:
            continue
        if not any(sop.steps[onward].state is State.REFERRED for onward in _onward(sop, key)):
            yield Flaw(("steps", key), "vanuit deze stap leidt geen weg naar een loket")


@error(
    why="‘moves’ is voor wie in een stap staat die er niet meer is",
    todo="Haal deze regel weg, of haal de oude stap weg",
)
def move_from_a_step_that_stays(sop: Sop) -> Flaws:
    """Cases would be sent away from where they can stay."""
    for old, new in sop.moves.items():
        if has_step(sop, old, sop.steps[new].state):
            yield Flaw(("moves", old), f"de stap '{old}' staat er nog, in dezelfde toestand")


@warning(
    why="Wie in een stap staat die blijft, blijft daar; ‘moves’ is dan alleen voor wie er eerder in een andere "
    "toestand kwam",
    todo="Haal deze regel weg, tenzij de stap in een eerdere versie een andere toestand had",
)
def move_from_another_state(sop: Sop) -> Flaws:
    """A move that touches nobody, unless the step had the other state in an earlier version."""
    for old, new in sop.moves.items():
        state = sop.steps[new].state
        if old in sop.steps and not has_step(sop, old, state):
            here = sop.steps[old].state
            what = f"de stap '{old}' staat er nog, in '{here}'; hierheen gaat alleen wie er in '{state}' staat"
            yield Flaw(("moves", old), what)
