"""How every act on a case is done: lock, hand, facts, ruling, change, event and clocks in one transaction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route import clocks
from caseflow.route.facting import facts_of
from caseflow.route.hands import AFTER_LEAVING, exit_of, may_do, range_of, roles_for_exit, roles_on
from caseflow.route.models import Case
from caseflow.route.ruling import ExitRuling, NotYourHand, Refused, Ruling, SomeoneWasFirst
from caseflow.route.standing import sop_over
from caseflow.sop.facts import FACTS
from caseflow.sop.judging import Facts, assess, assess_exit, facts_for, facts_for_exit
from caseflow.sop.rules import Finding, Group, Need
from caseflow.sop.schema import Exit, Sop, Step
from pupils.errors import ChildLeft
from pupils.models import SopVersion
from pupils.own_child import check_not_own_child
from pupils.policy import role_towards
from pupils.sop import sop_for


@dataclass(frozen=True, slots=True)
class Deed:
    """One act being done: the locked case, the SOP that judges it, who acts in which role, and what was found."""

    act: str
    case: Case
    sop: Sop
    version: SopVersion
    actor: Any
    role: str
    on: date
    ruling: Ruling

    @property
    def step(self) -> Step:
        return self.sop.steps[self.case.step]

    @property
    def owner(self) -> str:
        """The role that works at this step for a child of this group."""
        return self.sop.owner_of(self.case.step, *range_of(self.case.pupil))

    def record(
        self,
        data: Mapping[str, Any] | None = None,
        texts: Mapping[str, str] | None = None,
        *,
        before: tuple[str, str] | None = None,
        kind: str = "",
    ) -> CaseEvent:
        """Write the event of this act (or of its consequence `kind`) and let its clocks start and stop."""
        state, step = before or (self.case.state, self.case.step)
        event = CaseEvent.objects.append(
            chain=self.case.chain,
            kind=kind or self.act,
            school_id=self.case.school_id,
            pupil_id=self.case.pupil_id,
            case_id=self.case.pk,
            actor=self.actor,
            role=self.role,
            on=self.on,
            from_state=state,
            to_state=self.case.state,
            from_step=step,
            to_step=self.case.step,
            sop_version_id=self.version.pk,
            data={**(data or {}), "findings": [told(finding) for finding in self.ruling.findings]},
            texts=texts or {},
        )
        clocks.tick(self.case, self.sop, self.version, kind or self.act, event.pk, self.on)
        return event


def told(finding: Finding) -> dict[str, Any]:
    """A finding as the log keeps it: closed words and plain values."""
    rule = finding.rule
    return {
        "fact": getattr(rule, "key", ""),
        "met": finding.met,
        "value": finding.value.isoformat() if isinstance(finding.value, date) else finding.value,
        "floor": finding.floor,
        "cite": rule.cite,
        "parts": [told(part) for part in finding.parts],
    }


def found_again(rule: Need | Group, kept: Mapping[str, Any]) -> Finding:
    """A finding as the log kept it, with the rule of the version that it was judged by: what `told` left out."""
    if isinstance(rule, Group):
        parts = tuple(found_again(part, one) for part, one in zip(rule.parts, kept["parts"], strict=True))
        return Finding(rule, kept["met"], parts=parts, floor=kept["floor"])
    value = kept["value"]
    if value is not None and FACTS[rule.fact].type == "date":
        value = date.fromisoformat(value)
    return Finding(rule, kept["met"], value, floor=kept["floor"])


def locked(cases: QuerySet[Case], case_id: int) -> Case:
    """The case, locked and freshly read; Case.DoesNotExist where the queryset does not show it."""
    return cases.select_related("pupil", "pupil__group", "school").select_for_update(of=("self",)).get(pk=case_id)


@contextmanager
def acting(
    act: str,
    case_id: int,
    actor: Any,
    *,
    cases: QuerySet[Case] | None = None,
    judged: bool = True,
    closed_too: bool = False,
    guardians_word: bool = False,
    of: str = "",
) -> Iterator[Deed]:
    """Do `act` on a case at its present step; on a closed one only what is `closed_too`. The same, and what closes it,
    on that of a child that left.

    `cases` is how a guardian or a desk reaches it; staff reach what they may see. Raises NotYourHand, Refused, and
    Case.DoesNotExist for absent and forbidden alike. `guardians_word`: staff write down what guardians or pupil said,
    or that it was talked over with them, or goes without them; who is one of them leaves that to a colleague.
    `of`: which body is asked, where the act is about one of more.
    """
    today = clock.today()
    with transaction.atomic():
        case = locked(Case.objects.visible_to(actor) if cases is None else cases, case_id)
        version, sop = sop_over(case, today)
        if guardians_word:
            check_not_own_child(actor, [case.pupil_id])
        if not case.is_open and not closed_too:
            raise SomeoneWasFirst
        if case.is_open and case.pupil.has_left and not closed_too and act not in AFTER_LEAVING:
            raise ChildLeft
        if cases is None:
            _check_hand(sop, case, act, actor)
        findings: tuple[Finding, ...] = ()
        if judged:
            facts = facts_of(case, facts_for(sop, case.step, act, today, of))
            findings = assess(sop, case.step, act, facts, today, of)
        ruling = Ruling(case.pk, case.visits, case.step, act, today, findings)
        ruling.enforce()
        yield Deed(act, case, sop, version, actor, role_towards(actor, case.pupil, today), today, ruling)


def _check_hand(sop: Sop, case: Case, act: str, actor: Any) -> None:
    roles = roles_on(case, sop, act)
    if not may_do(actor, case, roles, sop):
        raise NotYourHand(act, roles)


@contextmanager
def leaving(case_id: int, exit_key: str, actor: Any, *, seen_visit: int | None = None) -> Iterator[tuple[Deed, Exit]]:
    """Take an exit of the present step; `seen_visit` is the visit that the person looked at when deciding."""
    today = clock.today()
    with transaction.atomic():
        case = locked(Case.objects.visible_to(actor), case_id)
        version, sop = sop_for(case.school, today)
        way = exit_of(case, sop, exit_key) if case.is_open else None
        if way is None or (seen_visit is not None and seen_visit != case.visits):
            raise SomeoneWasFirst
        roles = roles_for_exit(sop, case.step, way)
        if not may_do(actor, case, roles, sop):
            raise NotYourHand(sop.act_of(way), roles)
        ruling = exit_ruling(case, sop, way, today)
        ruling.enforce()
        yield (
            Deed(sop.act_of(way), case, sop, version, actor, role_towards(actor, case.pupil, today), today, ruling),
            way,
        )


def exit_ruling(case: Case, sop: Sop, way: Exit, today: date, facts: Facts | None = None) -> ExitRuling:
    """What is found now of all that this exit asks; `facts` when they were read for more exits at once."""
    known = facts_of(case, facts_for_exit(sop, case.step, way, today)) if facts is None else facts
    findings = assess_exit(sop, case.step, way, known, today)
    ending = str(way.close or "")
    target = sop.state_after(way)
    return ExitRuling(
        case.pk, case.visits, case.step, sop.act_of(way), today, findings, target, to=way.to, ending=ending
    )


__all__ = [
    "Deed",
    "NotYourHand",
    "Refused",
    "SomeoneWasFirst",
    "acting",
    "exit_ruling",
    "found_again",
    "leaving",
    "locked",
    "told",
]
