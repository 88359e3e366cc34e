"""Whose gezag became less hears of it from the school: where no mail says so, somebody has it to do."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.models import Notice
from caseflow.route.hands import range_of
from caseflow.route.models import Case, Task
from pupils.models import Gezag, Guardian
from pupils.sop import sop_for

KIND = "tell_guardian"


def hear_gezag_less(events: Sequence[CaseEvent]) -> None:
    """What she was invited to, asked or sent ends at once, and her portal says why only when she looks there."""
    for event in events:
        if event.kind == "record_gezag":
            alone = event.data.get("guardian")  # of a class list there are several, each declared herself
            for guardian in [alone] if alone else event.data["guardians"]:
                _tell_herself(event, guardian)
        if event.kind == "remove_guardian":
            _overtaken(event, event.data["guardian"])


def _tell_herself(event: CaseEvent, guardian: int) -> None:
    """What was to be told before is overtaken. Who never had a say here and was told of nothing need not hear it."""
    before = event.data["before"]
    _overtaken(event, guardian)
    cases: Any = Case.objects.running().filter(pupil=event.pupil_id).select_related("school", "pupil__group")
    if event.data["gezag"] not in (Gezag.NO, Gezag.RESTRICTED) or before == Gezag.NO:
        return
    if before == Gezag.UNKNOWN:
        person = Guardian.objects.filter(pk=guardian).values("person")
        cases = cases.filter(Exists(Notice.objects.filter(case_id=OuterRef("pk"), recipient__in=person)))
    for case in cases:
        _version, sop = sop_for(case.school, clock.today())
        owner = {"owner_role": sop.owner_of(case.step, *range_of(case.pupil)), "on": clock.today()}
        Task.objects.get_or_create(case=case, kind=KIND, because=event.pk, defaults=owner)


def _overtaken(event: CaseEvent, guardian: int) -> None:
    """What she was to hear of earlier gezag waits for nobody any more."""
    earlier = CaseEvent.objects.filter(kind="record_gezag", pupil_id=event.pupil_id, data__guardian=guardian)
    Task.objects.filter(kind=KIND, done_on=None, because__in=list(earlier.values_list("pk", flat=True))).update(
        done_on=clock.today()
    )
