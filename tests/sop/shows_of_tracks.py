"""What a school's tracks beside its main route must be able to say, each as a question as in shows.py."""

from collections.abc import Callable

from caseflow.sop.measures import Measured
from caseflow.sop.rules import Need
from caseflow.sop.schema import Sop, Step
from caseflow.sop.schema.route import Track
from caseflow.sop.vocabulary import DeskKind

Asks = Callable[[Sop], bool]
HIGHEST = {"A+", "A", "I+", "I"}


def beside(of: Callable[[Sop, Track, list[Step]], bool]) -> Asks:
    """Whether one of the tracks beside the main route is so; it is asked with its own steps."""
    return lambda sop: any(
        of(sop, sop.tracks[key], [sop.steps[step] for step in sop.steps_of(key)]) for key in list(sop.tracks)[1:]
    )


def opened_by(track: Track) -> list[Measured]:
    """The results that make it be proposed."""
    rules = [rule for rule in track.trigger if isinstance(rule, Need) and rule.fact == "measured_in_a_row"]
    return [Measured.parse(rule.of) for rule in rules]


def asked_along(along: list[Step], fact: str) -> list[tuple[Need, str | None]]:
    """What the ways out of its steps ask of this fact, with the step that each leads to."""
    rules = [(rule, way.to) for step in along for way in step.exits for rule in way.needs]
    return [(rule, to) for rule, to in rules if isinstance(rule, Need) and rule.fact == fact]


def whole(sop: Sop, track: Track, along: list[Step]) -> bool:
    return bool(track.trigger and track.ends and any(step.clocks for step in along))


def behind_desk(sop: Sop, along: list[Step], kind: DeskKind) -> bool:
    return any(sop.desks[step.desk].kind is kind for step in along if step.desk)


def of_dyslexia(sop: Sop, track: Track, along: list[Step]) -> bool:
    levels = {sop.levels[step.level].number for step in along if step.level}
    return (
        levels == {1, 2, 3}
        and bool(asked_along(along, "measured_in_a_row"))
        and behind_desk(sop, along, DeskKind.MUNICIPALITY)
    )


def of_gifted(sop: Sop, track: Track, along: list[Step]) -> bool:
    return any(set(one.levels) <= HIGHEST for one in opened_by(track))


def of_newcomers(sop: Sop, track: Track, along: list[Step]) -> bool:
    soon = {entry.instrument for entry in sop.calendar.values() if entry.after and entry.after.event == "enrolled"}
    return any(one.instrument in soon for one in opened_by(track))


def of_cluster_2(sop: Sop, track: Track, along: list[Step]) -> bool:
    return behind_desk(sop, along, DeskKind.CLUSTER)


def of_medical_help(sop: Sop, track: Track, along: list[Step]) -> bool:
    """Nobody helps before the guardians agreed to what is written."""
    return any(need.bound == "agreed" for need, _to in asked_along(along, "document"))


def of_fewer_hours(sop: Sop, track: Track, along: list[Step]) -> bool:
    """It is written how many and until when, and the step that this leads to ends."""
    led_to = [sop.steps[to] for _need, to in asked_along(along, "document_part") if to]
    return any(clock.kind == "trial" for step in led_to for clock in step.clocks)


TRACKS: dict[str, Asks] = {
    "a track with its trigger, its clock and its end": beside(whole),
    "a track without a trigger, that people begin": beside(lambda sop, track, along: not track.trigger),
    "dyslexia: levels 1 to 3 with measurements, and the municipality's desk": beside(of_dyslexia),
    "gifted: a track for which the highest results ask": beside(of_gifted),
    "NT2 and newcomers: a track for which the first measurement after enrolment asks": beside(of_newcomers),
    "cluster 2: a track with a desk of its own, beside the SWV": beside(of_cluster_2),
    "medical help: a protocol to which parents agree in writing": beside(of_medical_help),
    "fewer hours at school, with the date on which that ends": beside(of_fewer_hours),
}
