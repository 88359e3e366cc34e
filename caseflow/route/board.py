"""The board: many cases with all that is judged of them, in a fixed number of queries however many rows it has."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.asking import waits_for_parents
from caseflow.route.facting import with_facts
from caseflow.route.hands import range_of
from caseflow.route.mine import Held
from caseflow.route.models import Case, Deadline, Task
from caseflow.route.presenting import missing
from caseflow.route.viewing import without_flag
from caseflow.route.waiting import SOON
from caseflow.sop.judging import assess_exit, facts_for_exit
from caseflow.sop.rules import Value
from caseflow.sop.schema import Exit, Skipping, Sop
from caseflow.sop.vocabulary import ENDING_LABELS, SCHOOL_WIDE


@dataclass(frozen=True, slots=True)
class Row:
    """One case on the board: `missing` things are needed for `way`, the nearest way on. `term` presses before it.

    `owner` works at the step, in words; `tasks` are still to do, and `parents` says that their answer is waited for.
    """

    case: Case
    step: str
    due_on: date | None
    late: bool
    missing: int
    way: str
    term: str = ""
    owner: str = ""
    tasks: int = 0
    parents: bool = False

    @property
    def weeks(self) -> int:
        """How long the case has been in this step."""
        return (clock.today() - self.case.step_since).days // 7


def rows_of(cases: Iterable[Case], sops: dict[int, Sop], held: Iterable[Held]) -> list[Row]:
    """As who holds these roles may know it.

    Four queries: the facts of all of these cases, the first term that is due for each, their tasks, their parents.
    """
    listed = [case for case in cases if case.school_id in sops]
    today = clock.today()
    ahead = {case.pk: ways_on(sops[case.school_id], case) for case in listed}
    keys = {
        key
        for case in listed
        for way in ahead[case.pk]
        for key in facts_for_exit(sops[case.school_id], case.step, way, today)
    }
    pks = [case.pk for case in listed]
    keys.add("flag_talked_over_on")
    facts = with_facts(Case.objects.filter(pk__in=pks), keys) if pks else {}
    steered = {one.school.pk for one in held if one.kind in SCHOOL_WIDE}
    for case in listed:
        if case.school_id not in steered:
            facts[case.pk] = without_flag(facts[case.pk])
    due, tasks, asked = _first_terms(pks), _open_tasks(pks), _asks_parents(pks)
    rows = [
        _row(case, sops[case.school_id], ahead[case.pk], facts[case.pk], due.get(case.pk), today) for case in listed
    ]
    return [
        replace(
            row,
            owner=sops[row.case.school_id].called(_owner(sops[row.case.school_id], row.case)),
            tasks=tasks[row.case.pk],
            parents=row.case.pk in asked,
        )
        for row in rows
    ]


def _owner(sop: Sop, case: Case) -> str:
    return sop.owner_of(case.step, *range_of(case.pupil))


def _open_tasks(pks: list[int]) -> Counter[int]:
    return Counter(Task.objects.filter(case__in=pks, done_on=None).values_list("case", flat=True))


def _asks_parents(pks: list[int]) -> set[int]:
    return set(waits_for_parents(clock.today()).filter(case_id__in=pks).values_list("case_id", flat=True))


def ways_on(sop: Sop, case: Case) -> tuple[Exit, ...]:
    """The ways that bring a child further; where there are none, every way of the step itself."""
    exits = sop.steps[case.step].exits
    return tuple(way for way in exits if way.to and not way.back) or exits


def _first_terms(pks: list[int]) -> dict[int, Deadline]:
    last_first = Deadline.objects.pressing().filter(case__in=pks).order_by("-last_on", "-pk")
    return {term.case_id: term for term in last_first}


def _row(
    case: Case, sop: Sop, ahead: tuple[Exit, ...], facts: dict[str, Value], term: Deadline | None, today: date
) -> Row:
    counted = [(missing(assess_exit(sop, case.step, way, facts, today)), index, way) for index, way in enumerate(ahead)]
    number, _index, way = min(counted)
    due = term.last_day if term else None
    pressing = term.name if term and term.last_day <= today + SOON else ""
    return Row(case, sop.steps[case.step].name, due, bool(due and due < today), number, way.name, pressing)


def name_of(sop: Sop, way: Exit) -> str:
    """Where a way leads, in words."""
    if way.to:
        return sop.steps[way.to].name
    return _(ENDING_LABELS[way.close]) if way.close else ""


def skipped(sop: Sop, way: Exit) -> str:
    """The step that a way goes past, in words; "" where it goes past none."""
    return sop.steps[way.skips].name if isinstance(way, Skipping) else ""


def overview(sop: Sop, cases: Any) -> list[dict[str, Any]]:
    """How many open cases stand at each step, in the order of the SOP."""
    counted = Counter(cases.values_list("step", flat=True))
    return [{"key": key, "name": step.name, "number": counted[key]} for key, step in sop.steps.items() if counted[key]]
