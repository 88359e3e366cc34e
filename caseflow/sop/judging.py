"""The one place where it is decided what an act asks: the law first, so that no SOP can leave it out, then the SOP."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from caseflow.sop import law
from caseflow.sop.acts import COMPLETES
from caseflow.sop.implied import (
    Rule,
    before_desk,
    before_partners,
    implied,
    leaving,
    parents_asked,
    signed_for,
    without_objection,
)
from caseflow.sop.papers import asks_of_documents
from caseflow.sop.rules import Finding, Value, fact_keys, judge
from caseflow.sop.schema import Departing, Exit, Parents, Sop
from caseflow.sop.vocabulary import Asks

#: The floor rule by which nothing leaves the school before the guardians said yes; an SWV's desk has rule 10.
SHARED = 6
#: The one by which an objection stops what needs a consent or a signature.
OBJECTED = 2
Asked = tuple[Rule, int | None]
Facts = Mapping[str, Value]


def sop_asks(sop: Sop, step: str, act: str, of: str = "") -> tuple[Rule, ...]:
    """What the school itself asks before `act` at `step`; `of`: which of its bodies is asked."""
    at = sop.steps[step]
    of_parents = parents_asked(at.parents.get(act, Parents()), at.cite, at.why)
    return (*of_parents, *implied(sop, step, act, of), *at.acts.get(act, ()))


def asked_for(sop: Sop, step: str, act: str, today: date, of: str = "") -> tuple[Asked, ...]:
    """All that law and school ask before `act` at `step`: of who completes a decision what was asked of that one."""
    act = COMPLETES.get(act, act)
    outside = before_partners(sop) if act == "grant_arrangement" else ()
    own = ((rule, None) for rule in sop_asks(sop, step, act, of))
    return (*law.LAW.asks(act, today), *_by_law(SHARED, outside), *own)


def _by_law(number: int, asked: Iterable[Rule]) -> Iterator[Asked]:
    """What follows from a floor rule and the school's own words together, as the floor rule that it is."""
    if law.LAW.rule(number):
        yield from ((rule, number) for rule in asked)


def asked_at_start(sop: Sop, track: str, step: str, today: date) -> tuple[Asked, ...]:
    """All that is asked before a case is opened on a track: its trigger, and what its first step asks."""
    return (*((rule, None) for rule in sop.tracks[track].trigger), *asked_for(sop, step, "enter", today))


def asked_for_exit(sop: Sop, step: str, way: Exit, today: date, asks: Value = None) -> tuple[Asked, ...]:
    """All that is asked before `step` is left by `way`.

    For a TLV rule 9 besides, for a desk outside the SWV rule 6, and rule 2 where guardians consent or sign. Where the
    child left, the law alone.
    """
    act = sop.act_of(way)
    if isinstance(way, Departing):
        return law.LAW.asks(act, today)
    tlv = law.LAW.asks("ask_tlv", today) if act == "refer" and asks == Asks.TLV else ()
    target = sop_asks(sop, way.to, "enter") if way.to else ()
    own = (*leaving(sop, step, way), *signed_for(sop, way), *asks_of_documents(sop, step, way), *way.needs, *target)
    outside = (*_by_law(SHARED, before_desk(sop, way)), *_by_law(OBJECTED, without_objection(sop, way)))
    return (*law.LAW.asks(act, today), *tlv, *outside, *((rule, None) for rule in own))


def facts_for_exit(sop: Sop, step: str, way: Exit, today: date) -> frozenset[str]:
    """Every fact that judging this exit may read."""
    asked = asked_for_exit(sop, step, way, today, Asks.TLV)
    return frozenset({"referral_asks"}) | fact_keys(*(rule for rule, _floor in asked))


def facts_for(sop: Sop, step: str, act: str, today: date, of: str = "") -> frozenset[str]:
    return fact_keys(*(rule for rule, _floor in asked_for(sop, step, act, today, of)))


def facts_of_triggers(sop: Sop) -> frozenset[str]:
    """Every fact that the triggers of the school's tracks read."""
    return fact_keys(*(rule for track in sop.tracks.values() for rule in track.trigger))


def facts_at_start(sop: Sop, track: str, step: str, today: date) -> frozenset[str]:
    return fact_keys(*(rule for rule, _floor in asked_at_start(sop, track, step, today)))


def assess(sop: Sop, step: str, act: str, facts: Facts, today: date, of: str = "") -> tuple[Finding, ...]:
    """What is found, on a day, of all that is asked before `act` at `step`; `of`: which body is asked."""
    return _judged(asked_for(sop, step, act, today, of), facts, today)


def assess_start(sop: Sop, track: str, step: str, facts: Facts, today: date) -> tuple[Finding, ...]:
    """What is found of all that is asked before a case is opened on a track at `step`."""
    return _judged(asked_at_start(sop, track, step, today), facts, today)


def assess_trigger(sop: Sop, track: str, facts: Facts, today: date) -> tuple[Finding, ...]:
    """What is found of a track's trigger alone; nothing where it has none."""
    return tuple(judge(rule, facts, today) for rule in sop.tracks[track].trigger)


def assess_exit(sop: Sop, step: str, way: Exit, facts: Facts, today: date) -> tuple[Finding, ...]:
    """What is found of all that is asked before the case leaves `step` by `way`."""
    if way.close:
        facts = {**facts, "ending": way.close.value}
    return _judged(asked_for_exit(sop, step, way, today, facts.get("referral_asks")), facts, today)


def _judged(asked: tuple[Asked, ...], facts: Facts, today: date) -> tuple[Finding, ...]:
    return tuple(judge(rule, facts, today, floor) for rule, floor in asked)
