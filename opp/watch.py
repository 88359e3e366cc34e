"""The watch over OPPs: who goes on without enough progress is put before people, with the evidence, once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from caseflow import clock
from caseflow.audit.models import CaseEvent, EventSpec
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.in_place import in_place
from caseflow.route.models import Task
from caseflow.route.reminding import Asked, sweep_of
from caseflow.route.watch import in_bites, sweeps_nightly
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind, Verdict
from opp.models import Agreement, Evaluation, Flag, Handelingsdeel, Opp
from pupils.models import RoleAssignment
from pupils.models.pupil import here
from pupils.sop import parsed


def _offered(on: date) -> QuerySet[Any]:
    waiting = Handelingsdeel.objects.offered().exclude(opp__state=Opp.ENDED)
    return waiting.annotate(of_case=F("opp__case_id"))


sweeps_nightly(sweep_of(Asked("handelingsdeel", Handelingsdeel, _offered, lambda _row: Agreement)))

Steering = dict[int, list[RoleAssignment]]


@sweeps_nightly
def flag(on: date) -> int:
    """Raise what the stored verdicts ask for; a fixed number of statements for each bite, however many OPPs run.

    Only the last evaluation of an OPP counts, and only if it was itself held when the half year was over: an earlier
    one never flags by ageing (issue: the watch).
    """
    return in_bites(_due(), "opp__case", lambda due: _flag(due, on))


def _flag(due: list[Evaluation], on: date) -> int:
    flags = Flag.objects.bulk_create(
        Flag(opp=one.opp, evaluation=one, case=one.opp.case, raised_on=on, evidence=evidence(one)) for one in due
    )
    events = CaseEvent.objects.append_many([_event(one, on) for one in flags])
    steering = _steering({one.case.school_id for one in flags})
    Task.objects.bulk_create(_task(one, event, on, steering) for one, event in zip(flags, events, strict=True))
    notify_many(_notices(flags, steering))
    return len(flags)


def _due() -> QuerySet[Evaluation]:
    last = Evaluation.objects.without_progress().latest_of_opp()
    due = last.filter(flag=None, opp__state=Opp.IN_FORCE, held_on__gte=F("opp__flag_from"))
    due = due.filter(here(clock.today(), "opp__pupil__"))
    return due.select_related("opp__case", "sop_version").defer("sop_version__text")


def evidence(evaluation: Evaluation) -> dict[str, Any]:
    """Why: what was agreed to count, what was found, and where it can be read. Nothing that somebody wrote."""
    opp = evaluation.opp
    verdicts = [goal["verdict"] for goal in evaluation.reasons]
    return {
        "opp": opp.pk,
        "handelingsdeel": evaluation.handelingsdeel_id,
        "evaluation": evaluation.pk,
        "evaluation_on": f"{evaluation.held_on}",
        "in_force_since": f"{opp.in_force_on}",
        "structural_support_since": f"{opp.structural_support_on}",
        "structural_support_because": opp.structural_support_because,
        "period_over_on": f"{opp.flag_from}",
        "support_held": evaluation.support_held,
        "goals": evaluation.reasons,
        "counted": {str(word): verdicts.count(word) for word in Verdict},
    }


def _event(one: Flag, on: date) -> EventSpec:
    data = {"flag": one.pk, "evidence": one.evidence}
    return in_place(one.case, "raise_flag", on, data, sop_version_id=one.evaluation.sop_version_id)


def _steering(schools: Collection[int]) -> Steering:
    """Who steers each school today: nobody else knows of a flag before the guardians do (domain §6.4)."""
    holders = RoleAssignment.objects.current().filter(school__in=schools, kind__in=SCHOOL_WIDE)
    steering: Steering = defaultdict(list)
    for holder in holders.order_by("pk"):
        steering[holder.school_id].append(holder)
    return steering


def _task(one: Flag, event: CaseEvent, on: date, steering: Steering) -> Task:
    owner = _owner(one, steering[one.case.school_id])
    return Task(case=one.case, kind="flag", owner_role=owner, because=event.pk, on=on)


def _owner(one: Flag, steering: list[RoleAssignment]) -> str:
    """The IB-er's role, whoever owns the step; the director's where nobody is IB-er now."""
    held = {holder.kind: holder.role for holder in reversed(steering)}
    if held:
        return held.get(RoleKind.IB_ER) or held[RoleKind.DIRECTOR]
    sop = parsed(one.evaluation.sop_version.digest)  # for whoever comes to steer this school
    return (*sop.roles_of_kind(RoleKind.IB_ER), *sop.roles_of_kind(RoleKind.DIRECTOR))[0]


def _notices(flags: list[Flag], steering: Steering) -> Iterable[NoticeSpec]:
    for one in flags:
        for person_id in {holder.person_id for holder in steering[one.case.school_id]}:
            yield NoticeSpec(
                key=f"flag-{one.pk}-raised-{person_id}",
                recipient_id=person_id,
                kind="flag_raised",
                school_id=one.case.school_id,
                case_id=one.case_id,
            )
