"""Stretches of the route that many stories have in common: each yields its days, and takes the texts of its child."""

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

from caseflow.demo.teller import Teller
from opp.commands.goals import GoalInput
from pupils.models import Person

Days = Iterator[date]


def cycle(
    t: Teller, weeks: float, *, signals: str, needs: str, plan: str, what: str, need: str, effect: str, brought: str,
    minutes: int = 15, times: int = 4, whom: str = "leerkracht, in een klein groepje",
    lasts: float = 8, by: Person | None = None, **more: Any,
) -> Days:  # fmt: skip
    """One whole HGW cycle with one intervention."""
    yield t.ago(weeks)
    t.begins_cycle(signals, by)
    yield t.ago(weeks - 1)
    t.plans(needs, plan, by)
    t.tries(what, need, whom, minutes, times, by=by, **more)
    yield t.ago(weeks - lasts)
    t.ends_cycle(effect, brought, by=by)


def talked_inside(t: Teller, weeks: float, *, told: str, reason: str, question: str, minutes: str) -> Days:
    """The parents know, and the teacher and the IB-er talk it over."""
    yield t.ago(weeks)
    t.informs_parents(told)
    t.to("leerlingbespreking", reason)
    t.plans_talk(t.ago(weeks - 1), question)
    yield t.ago(weeks - 1)
    t.holds(minutes)


def brought_to_zorgteam(
    t: Teller, weeks: float, meeting: date, *, reason: str, question: str, begins: time | None = None
) -> Days:
    """On the table of the zorgteam for a day, and the parents asked beforehand."""
    yield t.ago(weeks)
    t.to("zorgteam", reason)
    t.plans_talk(meeting, question, begins=begins)
    t.asks_consent()
    t.invites_parents()
    if t.child.year >= 7:
        t.invites_pupil()


def zorgteam(t: Teller, weeks: float, *, reason: str, question: str, minutes: str, advice: dict[str, str]) -> Days:
    """Asked, allowed, shared, held, and what each advised; three weeks from the first to the last."""
    meeting = t.ago(weeks - 3)
    yield from brought_to_zorgteam(t, weeks, meeting, reason=reason, question=question)
    yield t.ago(weeks - 1)
    t.all_say_yes()
    yield t.ago(weeks - 2)
    t.shares()
    yield meeting
    t.holds(minutes)
    for author, text in advice.items():
        t.hears_advice(author, text)


def advice_from_outside(
    t: Teller,
    weeks: float,
    role: str,
    *,
    reason: str,
    question: str,
    minutes: str,
    advice: str,
    kind: str = "hold_meeting",
) -> Days:
    """One expert from outside, asked for one thing; she writes her advice herself."""
    meeting = t.ago(weeks - 3)
    yield t.ago(weeks)
    t.to("advies_buiten", reason)
    t.plans_talk(meeting, question, kind=kind, invite=(role,))
    t.asks_consent()
    yield t.ago(weeks - 1)
    t.all_say_yes()
    t.invites_parents()
    if t.child.year >= 7:
        t.invites_pupil()
    yield t.ago(weeks - 2)
    t.shares()
    yield meeting
    t.holds(minutes)
    yield t.ago(weeks - 3.5)
    t.advises(role, advice)


def arrangement(
    t: Teller, weeks: float, key: str, *, goal: str, hours: int, until: date, reasons: str, asks: str = "",
    **more: Any,
) -> Days:  # fmt: skip
    """Proposed, what its partner asks of the parents answered, or else what it `asks`, and granted some days later."""
    yield t.ago(weeks)
    t.proposes(key, goal, hours, until, **more)
    t.all_agree_to_partner(key)
    if asks:
        t.all_agree_to(asks)
    yield t.ago(weeks - 0.5)
    t.is_granted(reasons)


def opp_in_force(
    t: Teller, weeks: float, *, destination: str, grounds: str, helps: str, hinders: str, support: str,
    goals: Callable[[], list[GoalInput]], words: str, influence: str, talk: str,
) -> Days:  # fmt: skip
    """Drawn up, the child heard, talked over, set, offered and agreed: four weeks, and the case works under it."""
    yield t.ago(weeks)
    t.draws_up(destination, grounds, helps, hinders, support, *goals())
    yield t.ago(weeks - 1)
    t.child_says("setting", words, influence)
    yield t.ago(weeks - 2)
    t.talks_with_parents(talk)
    t.sets_perspective()
    t.offers()
    yield t.ago(weeks - 3)
    t.all_agree()
    yield t.ago(weeks - 4)
    t.finishes("opp_dates")
    t.puts_in_force()
    t.to("opp", "Het OPP is van kracht en ouders stemden in met het handelingsdeel.")


def evaluation(
    t: Teller,
    weeks: float,
    *scores: tuple[int | None, str],
    held: int,
    conclusion: str,
    then: str,
    words: str,
    influence: str,
) -> Days:
    """The half-yearly talk: first the child, then the parents at the table."""
    yield t.ago(weeks)
    t.child_says("evaluating", words, influence)
    t.evaluates(*scores, held=held, conclusion=conclusion, then=then)
