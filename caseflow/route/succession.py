"""A school goes from one SOP to the next: who must hear what, and each case that stood in a dropped step to another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.audit.models import CaseEvent, EventSpec
from caseflow.route import clocks
from caseflow.route.commands.telling import involve_all
from caseflow.route.models import Case, Deadline
from caseflow.route.watch import in_bites, sweeps_nightly
from caseflow.sop.schema import Sop
from caseflow.sop.succession import StepMove, drops_places, finds_place, moves_of
from pupils.commands.recording import record_at_school
from pupils.models import School, SopVersion
from pupils.policy import roles_at
from pupils.sop import parsed, sop_for

MOVED = "follow_sop"


@dataclass(frozen=True, slots=True)
class Place:
    """Where open cases stand, and how many."""

    track: str
    step: str
    state: str
    number: int


def occupied(school: School | int) -> list[Place]:
    """Every place of the school where an open case stands: one query."""
    rows = Case.objects.filter(school=school).open().values_list("track", "step", "state")
    return [Place(*row) for row in rows.annotate(number=Count("pk")).order_by("step", "track")]


def without_place(sop: Sop, places: Iterable[Place]) -> list[Place]:
    """Those for which a version has no place, and says nowhere to go."""
    return [place for place in places if not finds_place(sop, place.track, place.step, place.state)]


def mark_moves_due(school: School, today: date) -> None:
    """Which of the versions that are to come drop a step or track that a version before them still has."""
    versions = SopVersion.objects.filter(school=school)
    chain = list(versions.adopted(today).filter(first_day__gt=today).order_by("first_day", "adopted_on", "pk"))
    judging = versions.judging(today).first()
    before = [parsed(judging.digest)] if judging else []
    for version in chain:
        sop = parsed(version.digest)
        due = any(drops_places(one, sop) for one in before)
        if due != version.moves_due:
            SopVersion.objects.filter(pk=version.pk).update(moves_due=due)
        before.append(sop)


def take_over(version: SopVersion, actor: Any) -> bool:
    """Let a version judge whose first day has come: its moves are made. False while a case has nowhere to go.

    The caller holds the school's row; here every open case is held, so nobody steps into what is dropped.
    """
    sop = parsed(version.digest)
    cases = _held(version.school_id)
    if without_place(sop, occupied(version.school_id)):
        return False
    moved = sum(_make(move, cases, version, actor) for move in moves_of(sop))
    _involve(cases, version)
    SopVersion.objects.filter(pk=version.pk).update(moves_due=False)
    record_at_school("take_over", version.school, actor, sop_version_id=version.pk, data={"moved": moved})
    return True


def _held(school: int) -> QuerySet[Case]:
    """The open cases of a school, each of them locked: nobody takes a step now."""
    cases = Case.objects.filter(school=school).open()
    list(cases.select_for_update().order_by("pk").values_list("pk", flat=True))
    return cases


def _involve(cases: QuerySet[Case], version: SopVersion) -> None:
    """Who is named by the step where a child stands, sees the child from now on; who was named before, no more."""
    involve_all(cases, parsed(version.digest))
    School.objects.filter(pk=version.school_id).update(involved_by=version)


def _make(move: StepMove, cases: QuerySet[Case], version: SopVersion, actor: Any) -> int:
    role = ", ".join(sorted(roles_at(actor, version.school, clock.today()))) if actor else ""
    waiting = cases.filter(step=move.old, state=move.state).order_by("pk")

    def follow(rows: list[Case]) -> int:
        Case.objects.filter(pk__in=[row.pk for row in rows]).follow(move)
        terms = Deadline.objects.filter(case__in=rows)
        clocks.follow(terms, move, parsed(version.digest), version, clock.today())
        CaseEvent.objects.append_many([_event(row, move, version, actor, role) for row in rows])
        return len(rows)

    return in_bites(waiting, "pk", follow)


def _event(case: Case, move: StepMove, version: SopVersion, actor: Any, role: str) -> EventSpec:
    """Who, when, why and by which version: the adoption decided it, the watch only does it."""
    day = date_format(version.adopted_on, "j F Y") if version.adopted_on else ""
    why = _("SOP %(version)s heeft deze stap niet meer. Vastgesteld op %(day)s door %(board)s.")
    return EventSpec(
        chain=case.chain,
        kind=MOVED,
        school_id=case.school_id,
        pupil_id=case.pupil_id,
        case_id=case.pk,
        actor=actor,
        role=role,
        on=clock.today(),
        from_state=case.state,
        to_state=case.state,
        from_step=move.old,
        to_step=move.new,
        sop_version_id=version.pk,
        data={"adoption_recorded_by": version.adoption_recorded_by_id},
        texts={"why": why % {"version": version.version, "day": day, "board": version.adopted_by}},
    )


@sweeps_nightly
def take_over_on_first_day(on: date) -> int:
    """On its first day a version with moves begins to judge; one that cannot yet tries again the next night."""
    due = waiting_to_begin(on).order_by("first_day", "pk").values_list("pk", "school")
    return sum(_take_over_at_night(version, school) for version, school in list(due))


@transaction.atomic
def _take_over_at_night(version: int, school: int) -> bool:
    _hold(school)
    return take_over(SopVersion.objects.select_related("school").get(pk=version), None)


@sweeps_nightly
def involve_on_first_day(on: date) -> int:
    """On the first day of a version, with moves or without, those see the pupils whom its steps name."""
    judging = SopVersion.objects.judging(on).filter(school=OuterRef("pk")).values("pk")[:1]
    schools = School.objects.annotate(judged_by=Subquery(judging)).exclude(judged_by=None)
    changed = list(schools.filter(~Q(involved_by=F("judged_by"))).order_by("pk").values_list("pk", flat=True))
    for school in changed:
        with transaction.atomic():
            _hold(school)
            _involve(_held(school), sop_for(school, on)[0])
    return len(changed)


def _hold(school: int) -> None:
    School.objects.select_for_update(no_key=True).get(pk=school)


def waiting_to_begin(on: date) -> QuerySet[SopVersion]:
    """Versions whose day has come while cases stand in their way; a newer one that judges has gone past them."""
    newer = SopVersion.objects.judging(on).filter(school=OuterRef("school"), first_day__gte=OuterRef("first_day"))
    return SopVersion.objects.adopted(on).filter(~Exists(newer), moves_due=True, first_day__lte=on)
