"""Who knows of a step that was taken: the roles that it names, and who gets a copy of the decision."""

from collections.abc import Sequence

from django.db.models import QuerySet

from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.acting import Deed
from caseflow.route.hands import near
from caseflow.route.models import Case
from caseflow.sop.schema import GUARDIANS, Exit, Sop
from caseflow.sop.seeing import seeing
from caseflow.sop.vocabulary import RoleKind
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
    named = {step: seeing(sop, step) for step in {case.step for case in cases} & sop.steps.keys()}
    Involved.objects.bulk_create(
        Involved(pupil_id=case.pupil_id, case_id=case.pk, role=role)
        for case in cases
        for role in named.get(case.step, ())
    )


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
