"""Acts: what a step says of an act is said where it is read, of an act that exists there; its clocks can run."""

from collections.abc import Iterator

from caseflow.sop.acts import ENTERING
from caseflow.sop.checking.doing import OF_THE_CHILD, acts_at
from caseflow.sop.checking.registry import Flaw, Flaws, Stage, error, warning
from caseflow.sop.complaining import Path
from caseflow.sop.schema import Sop

#: What nobody may be kept from: to answer, to record what is so, to go round in the classroom, to let time pass.
NEVER_JUDGED = OF_THE_CHILD | {"add_reaction", "answer_consent", "close_hgw_cycle", "record_gezag", "wait"}
MOVES = frozenset(ENTERING.values())


def _said(sop: Sop) -> Iterator[tuple[Path, str, str]]:
    """Every (place, step, act) of which a step says something."""
    for key, step in sop.steps.items():
        for section in ("acts", "parents"):
            yield from ((("steps", key, section, act), key, act) for act in getattr(step, section))


@error(
    why="Wat een zet vraagt, wordt gelezen bij de uitgang en bij de stap waar hij heen leidt",
    todo="Zet het bij 'needs' van de uitgang, of bij 'enter' van de volgende stap",
)
def act_asked_elsewhere(sop: Sop) -> Flaws:
    """Something asked of a move, in a place where nobody reads it."""
    for path, _, act in _said(sop):
        if act in MOVES:
            yield Flaw(path, f"wat '{act}' vraagt staat bij de uitgang ('needs') of bij 'enter' van de volgende stap")


@error(why="Hier mag niets tussen komen", todo="Zet het bij wat erop volgt")
def act_never_judged(sop: Sop) -> Flaws:
    """Something asked before what nobody may be kept from."""
    for path, _, act in _said(sop):
        if path[2] == "acts" and act in NEVER_JUDGED:
            yield Flaw(path, f"voor '{act}' vraagt Caseflow niets, dus hier staat niets; zet het bij wat erop volgt")


@warning(
    why="Wat hier niet kan gebeuren, wordt hier ook niet gevraagd",
    todo="Haal het weg, of zet het bij een stap waar het kan",
)
def act_not_here(sop: Sop) -> Flaws:
    """Something said of an act that nobody can do at this step."""
    for path, key, act in _said(sop):
        if act not in acts_at(sop, key) | MOVES | NEVER_JUDGED:
            yield Flaw(path, f"'{act}' kan in deze stap niet")


@error(
    why="Een klok begint bij iets wat in de stap gebeurt",
    todo="Laat hem beginnen bij 'enter' of bij een handeling in deze stap",
)
def clock_never_starts(sop: Sop) -> Flaws:
    """A term that would never run."""
    for key, step in sop.steps.items():
        here = acts_at(sop, key) - MOVES - {"wait"}
        for index, clock in enumerate(step.clocks):
            if clock.starts not in here:
                yield Flaw(
                    ("steps", key, "clocks", index, "starts"),
                    f"deze klok begint nooit: '{clock.starts}' gebeurt niet in deze stap",
                )


@warning(
    why="Een klok die niemand stopt, staat altijd op te laat",
    todo="Kies een handeling die in deze stap kan",
)
def clock_never_met(sop: Sop) -> Flaws:
    """A term that nobody could keep."""
    for key, step in sop.steps.items():
        here = acts_at(sop, key) - {"wait"}
        for index, clock in enumerate(step.clocks):
            if clock.meets and clock.meets not in here:
                yield Flaw(("steps", key, "clocks", index, "meets"), f"'{clock.meets}' kan in deze stap niet")


@error(why="Een termijn ligt tussen twee dingen", todo="Kies twee verschillende handelingen", stage=Stage.VALUES)
def clock_meets_itself(sop: Sop) -> Flaws:
    """A term that is over when it begins."""
    for key, step in sop.steps.items():
        for index, clock in enumerate(step.clocks):
            if clock.starts == clock.meets:
                yield Flaw(("steps", key, "clocks", index, "meets"), "deze klok is gehaald door waarmee hij begint")
