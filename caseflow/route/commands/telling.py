"""Who knows of a step that was taken: the roles that it names, and who gets a copy of the decision."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.acting import Deed
from caseflow.route.hands import near
from caseflow.route.models import Case
from caseflow.sop.implied import deciders_named
from caseflow.sop.papers import writers
from caseflow.sop.schema import GUARDIANS, Exit, Sop
from caseflow.sop.vocabulary import WHEN_INVOLVED, RoleKind
from pupils.models import Guardian, Involved, RoleAssignment


def involve(case: Case, sop: Sop) -> None:
    """Those whom the present step names see the pupil from now on, those whom the last one named no more."""
    Involved.objects.filter(case_id=case.pk).delete()
    if case.is_open:
        _let_near([case], sop)


def involve_all(cases: QuerySet[Case], sop: Sop) -> None:
    """The same for many open cases, each at its own step, in as many statements as for a few."""
    Involved.objects.filter(case_id__in=cases.order_by().values("pk")).delete()
    _let_near(list(cases), sop)


def _let_near(cases: Sequence[Case], sop: Sop) -> None:
    named = {step: _named(sop, step) for step in {case.step for case in cases} & sop.steps.keys()}
    Involved.objects.bulk_create(
        Involved(pupil_id=case.pupil_id, case_id=case.pk, role=role)
        for case in cases
        for role in named.get(case.step, ())
    )


def _named(sop: Sop, step: str) -> tuple[str, ...]:
    """The roles that a step names, of the kinds that see a pupil by that alone."""
    kinds = {key: role.kind for key, role in sop.roles.items()}
    return tuple(role for role in dict.fromkeys(_all_named(sop, step)) if kinds.get(role) in WHEN_INVOLVED)


def _all_named(sop: Sop, key: str) -> Iterator[str]:
    step = sop.steps[key]
    yield from (*step.owner, *step.chair, *(seat.role for seat in step.takes_part))
    yield from (role for roles in step.hands.values() for role in roles)
    yield from writers(sop, key)
    for way in sop.ways(key):
        yield from (*deciders_named(sop, way), *way.ratifies)


def send_copies(deed: Deed, way: Exit, event_id: int) -> None:
    """A notice that a decision was taken, to whom the SOP says; what it was stands on the page of the case.

    Nobody outside the school: to them nothing goes that no consent names.
    """
    people = set()
    if GUARDIANS in way.copies:
        people |= set(Guardian.objects.reading().filter(pupil=deed.case.pupil_id).values_list("person_id", flat=True))
    here = RoleAssignment.objects.current().filter(near(deed.case.pupil), school=deed.case.school_id)
    holders = here.filter(role__in=way.copies).exclude(kind=RoleKind.OUTSIDER)
    people |= set(holders.values_list("person_id", flat=True))
    notify_many(
        NoticeSpec(
            key=f"copy-{event_id}-{person}",
            recipient_id=person,
            kind="decision_taken",
            school_id=deed.case.school_id,
            case_id=deed.case.pk,
        )
        for person in sorted(people)
    )
