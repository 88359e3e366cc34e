"""Clocks: which act starts a term, which one meets it, and on which day it ends. Every term is a row of `Deadline`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_noop as _

from caseflow.audit.models import CaseEvent
from caseflow.route.hands import range_of
from caseflow.route.models import Arrangement, Case, Deadline
from caseflow.route.models.term import DeadlineQuerySet
from caseflow.sop import law
from caseflow.sop.acts import ENTERING
from caseflow.sop.dates import Span, evaluation_due, last_school_day
from caseflow.sop.schema import Body, Clock, Sop
from caseflow.sop.schema.words import Cited
from caseflow.sop.succession import StepMove
from pupils.models import SopVersion

REPLIES = ("give_advice", "grant_tlv", "refuse_tlv")
MOVES = frozenset({"enter", *ENTERING.values()})
#: Acts that meet the term of another one: what it is about is done with it.
ALSO_MEETS = {**dict.fromkeys(REPLIES, "reply"), "talk_over_evaluation": "evaluate_opp"}
REMIND = Span(3, "weeks")  # where the SOP does not say how long before
#: Of which more may run at once, so that the act alone does not say which one it meets.
MET_BY_NAME = Q(rule__startswith="arrangement:")


@dataclass(frozen=True, slots=True)
class Term:
    """A clock that an act starts: its rule, its name for people, who owns it, what meets it, and its last day.

    `remind` is how long before that day it is brought to its owner's mind; of one that is `at_least` so long, never.
    """

    rule: str
    name: str
    owner: str
    meets: str
    due_on: date
    remind: Span = REMIND
    at_least: bool = False


def tick(case: Case, sop: Sop, version: SopVersion, act: str, event_id: int, on: date) -> None:
    """Let the running clocks that `act` meets stop, those that the case left behind end, and the new ones start."""
    running = Deadline.objects.running().filter(case=case)
    running.exclude(MET_BY_NAME).filter(meets=ALSO_MEETS.get(act, act)).update(met_on=on)
    if act in MOVES:
        left_behind = Q(rule__startswith="step:") & (~Q(rule__startswith=f"step:{case.step}:") | Q(meets="leave"))
        running.filter(left_behind, meets="leave").update(met_on=on)
        running.filter(left_behind | Q(rule="desk_answer") | Q(rule__startswith="body:")).update(stopped_on=on)
    if act == "end_opp":
        running.filter(rule="opp_evaluation").update(stopped_on=on)  # the six weeks run on until there is an OPP
    if not case.is_open:
        running.update(stopped_on=on)
        return
    for term in started_by(case, sop, act, on):
        running.filter(rule=term.rule).update(stopped_on=on)
        _start(case, version, term, event_id, on)


def rule_of(step: str, clock: Clock) -> str:
    """What a step's own clock is known by: its name within the step, wherever a version lists it."""
    return f"step:{step}:{clock.name}"


def follow(terms: DeadlineQuerySet, move: StepMove, sop: Sop, version: SopVersion, on: date) -> None:
    """The terms of a dropped step run on, as the new version's, where the new step has that clock; the others stop."""
    left = f"step:{move.old}:"
    running = terms.running().filter(rule__startswith=left)
    kept = running.filter(rule__in=[f"{left}{clock.name}" for clock in sop.steps[move.new].clocks])
    kept.update(rule=Concat(Value(f"step:{move.new}:"), Substr("rule", len(left) + 1)), sop_version=version)
    running.update(stopped_on=on)


def hear_pupil_events(events: Sequence[CaseEvent]) -> None:
    """What happened to pupils beside a case meets the clocks of the open cases that wait for it."""
    for kind, on in sorted({(event.kind, event.on) for event in events}):
        pupils = {event.pupil_id for event in events if (event.kind, event.on) == (kind, on)}
        heard(Deadline.objects.filter(case__pupil__in=pupils), kind, on)


def heard(terms: DeadlineQuerySet, kind: str, on: date) -> None:
    terms.running().filter(meets=kind).update(met_on=on)


def source_of(term: Deadline, sop: Sop) -> Cited | None:
    """What in the SOP says that this term runs, with its paragraph; None where that SOP has it no more."""
    kind, _sep, of = term.rule.partition(":")
    step = sop.steps.get(of.partition(":")[0] or term.case.step)
    if kind == "step":
        return next((one for one in step.clocks if one.name == of.partition(":")[2]), None) if step else None
    if kind == "desk_answer":
        return sop.desks[step.desk] if step and step.desk else None
    if kind == "body":
        return sop.bodies.get(of)
    if kind == "arrangement":
        return sop.arrangements.get(of.partition(":")[0])
    return sop.opp if kind in ("opp_within", "opp_evaluation") else None


def to_extend(case: Case, sop: Sop) -> DeadlineQuerySet:
    """The terms that the present step lets be extended, and that were not yet."""
    rules = [rule_of(case.step, one) for one in sop.steps[case.step].clocks if one.extend]
    return Deadline.objects.running().filter(case=case, rule__in=rules, extended_to=None)


def extend(case: Case, sop: Sop) -> Deadline | None:
    """Extend, once, the first of those; None where there is none."""
    term = to_extend(case, sop).order_by("pk").first()
    if term is not None:
        kinds = {rule_of(case.step, one): one for one in sop.steps[case.step].clocks}
        term.extended_to = extended(sop, kinds[term.rule], term.started_on)
        term.remind_on = REMIND.before(term.last_day)
        term.reminded_on = term.escalated_on = None  # the new last day has a reminder of its own
        term.save(update_fields=["extended_to", "remind_on", "reminded_on", "escalated_on"])
    return term


def started_by(case: Case, sop: Sop, act: str, on: date) -> Iterator[Term]:
    """The step's own clocks that this act starts; the law's are started by name (`open_clock`)."""
    step, owner = sop.steps[case.step], sop.owner_of(case.step, *range_of(case.pupil))
    starts = "enter" if act in MOVES or act == "open_case" else act
    for clock in step.clocks:
        if clock.starts == starts:
            last = due(sop, clock.within, on, ours=_ours(clock))
            rule, meets = rule_of(case.step, clock), clock.meets or "leave"
            yield Term(rule, clock.name, owner, meets, last, at_least=clock.kind == "at_least")
    if act == "refer" and step.desk:
        desk = sop.desks[step.desk]
        yield Term("desk_answer", f"Antwoord van {desk.name}", owner, "reply", desk.decides_within.after(on))


def open_clock(case: Case, version: SopVersion, term: Term, event_id: int, on: date) -> None:
    """Start a clock of the law, unless it runs already: the first trigger counts."""
    if not Deadline.objects.running().filter(case=case, rule=term.rule).exists():
        _start(case, version, term, event_id, on)


def _start(case: Case, version: SopVersion, term: Term, event_id: int, on: date) -> None:
    Deadline.objects.create(
        case=case,
        school_id=case.school_id,
        rule=term.rule,
        name=term.name,
        owner_role=term.owner,
        meets=term.meets,
        started_by=event_id,
        started_on=on,
        due_on=term.due_on,
        remind_on=term.remind.before(term.due_on),
        at_least=term.at_least,
        sop_version=version,
    )


def meet(case: Case, rule: str, on: date) -> None:
    """One running clock is met by name, where its act alone does not say which."""
    Deadline.objects.running().filter(case=case, rule=rule).update(met_on=on)


def drop(case: Case, rule: str, on: date) -> None:
    """One running clock stops by name: what it was about is no more."""
    Deadline.objects.running().filter(case=case, rule=rule).update(stopped_on=on)


def rule_of_arrangement(key: str, number: int) -> str:
    return f"arrangement:{key}:{number}"


def arrangement_evaluation(sop: Sop, arrangement: Arrangement, owner: str) -> Term:
    """Whoever was granted help hears what it brought before it ends."""
    last, rule = (
        last_school_day(arrangement.ends_on, sop.free_days()),
        rule_of_arrangement(arrangement.key, arrangement.pk),
    )
    return Term(rule, _("Arrangement evalueren"), owner, "evaluate_arrangement", last)


def body_answer(body: Body, key: str, owner: str, on: date) -> Term:
    """A body outside the school answers within a time of its own, never shortened by our holidays."""
    return Term(f"body:{key}", _("Antwoord van buiten"), owner, "body_reply", body.answers_within.after(on))


def opp_within(sop: Sop, owner: str, on: date) -> Term:
    """The six weeks within which the OPP exists (floor rule 3)."""
    return Term(
        "opp_within", _("OPP vaststellen"), owner, "set_perspective", due(sop, sop.opp.within, on), sop.opp.remind
    )


def opp_evaluation(sop: Sop, owner: str, in_force: date, held: date | None) -> Term:
    """The next half-year evaluation (floor rule 4)."""
    yearly = "once_a_school_year" in law.LAW.words(4)
    every, months = sop.opp.evaluate_every, sop.opp.months
    last = evaluation_due(in_force, held, every, sop.free_days(), once_a_school_year=yearly, months=months)
    return Term("opp_evaluation", _("Evaluatie van het OPP"), owner, "evaluate_opp", last, sop.opp.remind)


def extended(sop: Sop, clock: Clock, on: date) -> date | None:
    """The last day after the one extension: both spans from the start, so a shortened first term costs no days."""
    if clock.extend is None:
        return None
    day = clock.extend.after(clock.within.after(on))
    return last_school_day(day, sop.free_days()) if _ours(clock) else day


def _ours(clock: Clock) -> bool:
    """Whether its last day moves to before a holiday: one that holds the child would be cut short by it."""
    return clock.whose == "school" and not clock.holds


def due(sop: Sop, within: Span, on: date, *, ours: bool = True) -> date:
    """The last day; a term that belongs to another is never shortened."""
    day = within.after(on)
    return last_school_day(day, sop.free_days()) if ours else day
