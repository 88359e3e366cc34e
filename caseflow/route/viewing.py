"""One case as one person looks at it today: the case, its SOP, and which of the school's roles she has towards it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseflow import clock
from caseflow.route.facting import facts_of
from caseflow.route.hands import range_of, roles_for_exit, roles_on
from caseflow.route.models import Case
from caseflow.route.standing import sop_over
from caseflow.sop.rules import Finding, Need, Value, judge
from caseflow.sop.schema import Exit, Sop, Step
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.getters import found
from pupils.own_child import hears_guardians
from pupils.policy import roles_at


@dataclass(frozen=True, slots=True)
class View:
    """What pages, panels and doors are made from. `roles` is read once, so asking `may` costs no query.

    `hears` says whether she reads what the guardians wrote (own_child.py).
    """

    case: Case
    sop: Sop
    person: Any
    roles: frozenset[str]
    on: date
    hears: bool = True

    @property
    def step(self) -> Step:
        return self.sop.steps[self.case.step]

    def may(self, act: str, of: str = "") -> bool:
        """Whether the person's hand does this act (to `of`) at the present step."""
        return self.holds(roles_on(self.case, self.sop, act, of))

    def may_take(self, way: Exit) -> bool:
        return self.holds(roles_for_exit(self.sop, self.case.step, way))

    def holds(self, roles: tuple[str, ...]) -> bool:
        """Whether she has one of these roles towards this child."""
        return not self.roles.isdisjoint(self.sop.covering(roles, *range_of(self.case.pupil)))


def case_for(person: Any, case_id: int) -> Case:
    """The getter: a case that staff may see; absent and forbidden are both 404."""
    return found(Case.objects.visible_to(person).select_related("pupil", "pupil__group", "school"), case_id)


def case_to_read(person: Any, case_id: int) -> Case:
    """Also by last year's teacher; no act begins here."""
    return found(Case.objects.readable_by(person).select_related("pupil", "pupil__group", "school"), case_id)


def view_of(person: Any, case: Case) -> View:
    today = clock.today()
    _version, sop = sop_over(case, today)
    roles = frozenset(roles_at(person, case.school, today, group=case.pupil.group))
    return View(case, sop, person, roles, today, hears_guardians(person, case.pupil))


def steers(view: View) -> bool:
    return any(view.sop.roles[role].kind in SCHOOL_WIDE for role in view.roles if role in view.sop.roles)


def without_flag(facts: Mapping[str, Value]) -> dict[str, Value]:
    """The facts for who does not steer the school: no flag until it was talked over with the guardians.

    `facts` holds flag_talked_over_on.
    """
    talked_over = facts.get("flag_talked_over_on") is not None
    return dict(facts) if talked_over else {**facts, "flag_raised_on": None}


def shown_to(view: View, facts: Mapping[str, Value]) -> dict[str, Value]:
    """The facts as this person may know them; `facts` holds flag_talked_over_on."""
    return dict(facts) if steers(view) else without_flag(facts)


def known_to(view: View, keys: Iterable[str]) -> dict[str, Value]:
    """The one reader of facts for whatever is shown to a person."""
    return shown_to(view, facts_of(view.case, {*keys, "flag_talked_over_on"}))


def findings_for(view: View | None, findings: Iterable[Finding], on: date) -> tuple[Finding, ...]:
    """What a command found, told to this person: judged again from the facts that she may know.

    Without a view (somebody from outside the school) there is no flag to know of.
    """
    found = tuple(findings)
    values = dict(_values(found))
    if "flag_raised_on" in values:
        talked_over = known_to(view, ())["flag_talked_over_on"] if view else None
        values.setdefault("flag_talked_over_on", talked_over)
        values = shown_to(view, values) if view else without_flag(values)
    return tuple(judge(one.rule, values, on, one.floor) for one in found) if values else found


def _values(findings: Iterable[Finding]) -> Iterator[tuple[str, Value]]:
    for one in findings:
        if isinstance(one.rule, Need):
            yield one.rule.key, one.value
        yield from _values(one.parts)
