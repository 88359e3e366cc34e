"""Whether a child meets what a desk outside the school asks before it looks: each criterion with its evidence.

The criteria are those of the SOP on the way to that desk, and are judged as the step itself judges them. They are told
from the first step of the track on, so that a school sees early what will be missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caseflow.route.models import Case, Paper, PaperSection
from caseflow.route.papers import ordered
from caseflow.route.presenting import Line, checklist, value_of
from caseflow.route.proposed import Basis
from caseflow.route.rail import visited
from caseflow.route.viewing import View, known_to
from caseflow.route.wording import sentence
from caseflow.sop.judging import assess_exit, facts_for_exit
from caseflow.sop.rules import Finding, Need, fact_keys, judge
from caseflow.sop.schema import Exit, Sop
from caseflow.sop.schema.support import Desk
from caseflow.sop.vocabulary import Asks
from pupils.behind import BEHIND, rows_behind
from pupils.models import Intervention
from pupils.sessions import with_counts


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay on a level of support."""

    number: int
    name: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Criteria:
    """`lines` are the criteria, `besides` what else the step asks where the case stands before the way now."""

    step: str
    way: Exit
    desk: Desk
    lines: tuple[Line, ...]
    besides: tuple[Line, ...]

    @property
    def missing(self) -> int:
        return sum(line.met is not True for line in self.lines)

    @property
    def met(self) -> bool:
        return not self.missing


def way_to_desk(sop: Sop, track: str, step: str) -> tuple[str, Exit, Desk] | None:
    """The way of a track to a desk for care, where that asks something: of the present step, else the nearest.

    A referral to an SWV rests on an OPP, and one to cluster 1 or 2 on that institution's own look at the child.
    """
    ahead = sop.steps_of(track)
    for here in (step, *ahead) if step in ahead else ahead:
        for way in sop.steps[here].exits:
            desk = sop.desks.get(sop.steps[way.to].desk or "") if way.to else None
            if desk and desk.purpose and Asks.CARE in desk.asks and way.needs:
                return here, way, desk
    return None


def criteria_of(view: View) -> Criteria | None:
    """None where the track leads to no such desk."""
    if view.case.track not in view.sop.tracks:
        return None
    found = way_to_desk(view.sop, view.case.track, view.case.step)
    if found is None:
        return None
    step, way, desk = found
    lines = _lines(_findings(view, way), view)
    return Criteria(step, way, desk, lines, _besides(view, step, way, lines))


def _findings(view: View, way: Exit) -> list[Finding]:
    facts = known_to(view, fact_keys(*way.needs))
    return [judge(rule, facts, view.on) for rule in way.needs]


def _lines(findings: list[Finding], view: View) -> tuple[Line, ...]:
    """As any checklist; but here it is said how much was found also where that is enough."""
    numbers = {sentence(one.rule): one for one in findings if isinstance(one.rule, Need) and one.rule.min is not None}
    lines = checklist(findings, view).findings
    return tuple(_with_number(line, numbers[line.sentence]) if line.sentence in numbers else line for line in lines)


def _with_number(line: Line, found: Finding) -> Line:
    need = found.rule
    return replace(line, value=value_of(need, found.value, met=False)) if isinstance(need, Need) else line


def _besides(view: View, step: str, way: Exit, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    if view.case.step != step or not view.case.is_open:
        return ()
    facts = known_to(view, facts_for_exit(view.sop, step, way, view.on))
    asked = checklist(assess_exit(view.sop, step, way, facts, view.on), view).findings
    told = {line.sentence for line in lines}
    return tuple(line for line in asked if line.sentence not in told)


# --- The evidence -----------------------------------------------------------------------------------------------------


def bases_of(view: View, way: Exit) -> list[Basis]:
    """The rows from which each criterion was counted, met or not."""
    needs = {need.key: need for rule in way.needs for need in _needs(rule) if need.fact in BEHIND}
    person, pupil = view.person, view.case.pupil_id
    return [Basis(*rows_behind(person, pupil, need.fact, need.of, view.on)) for need in needs.values()]


def _needs(rule: Any) -> Iterator[Need]:
    if isinstance(rule, Need):
        yield rule
        return
    for part in rule.parts:
        yield from _needs(part)


def stays_of(case: Case, sop: Sop) -> list[Stay]:
    """On which levels of support the child was in this case, from when to when; the oldest first."""
    stops = visited(case)
    ends = [*(stop["since"] for stop in stops[1:]), case.closed_on][: len(stops)]
    stays: list[Stay] = []
    for stop, until in zip(stops, ends, strict=True):
        level = sop.levels.get(sop.steps[stop["key"]].level or "") if stop["key"] in sop.steps else None
        if level:
            stays.append(Stay(level.number, level.name, stop["since"], until))
    return stays


def help_of(view: View) -> list[Intervention]:
    """What was done with the child at a level of support, the oldest first, each with how much of it was held."""
    rows = Intervention.objects.filter(pupil=view.case.pupil_id).exclude(level="").select_related("pupil")
    return with_counts(rows, view.on)


def written_of(view: View) -> list[tuple[Paper, list[PaperSection]]]:
    """What the school wrote along the way: the newest of each document that is ready, part by part."""
    papers = Paper.objects.current().filter(case=view.case).exclude(state=Paper.DRAFT).order_by("started_on", "pk")
    return [(paper, ordered(view.sop, paper)) for paper in papers]
