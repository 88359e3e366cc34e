"""What is left of a "no" once everybody who must says yes, however that came about: nothing to talk over any more."""

from collections.abc import Sequence

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.acting import Deed, acting
from caseflow.route.models import Case, Item, Task
from caseflow.route.models.term import AFTER_CONSENT
from caseflow.route.stopped import stopped_by
from pupils.models import Consent, Person

#: What the app of pupils records by which a question may be complete, beside an answer to it.
HEARD = frozenset({"record_gezag", "pass_over_guardian"})


def settle(deed: Deed, consent: Consent, event_id: int) -> None:
    """Where the consent holds, what to do after a "no" waits for nobody any more; a lost talk is to be planned.

    A "no" to another question is another talk: only what came of this one, or of one asked before about the same.
    """
    if not Consent.objects.live(deed.on).filter(pk=consent.pk).exists():
        return
    same = Consent.objects.filter(case_id=consent.case_id, purpose=consent.purpose).values_list("pk", flat=True)
    because = CaseEvent.objects.filter(case_id=consent.case_id, data__consent__in=list(same))
    after_no = Task.objects.filter(
        case=deed.case, kind__in=AFTER_CONSENT, done_on=None, because__in=because.values("pk")
    )
    is_back = after_no.update(done_on=deed.on) > 0
    if is_back and stopped_by(consent).talks and not Item.objects.pending().filter(case=deed.case).exists():
        Task.objects.create(case=deed.case, kind="plan_again", owner_role=deed.owner, because=event_id, on=deed.on)


def hear_consents(events: Sequence[CaseEvent]) -> None:
    """Gezag recorded, or a guardian passed over: a question that was waited for may hold from now on."""
    for event in events:
        if event.kind in HEARD:
            _look_again(event)


def _look_again(event: CaseEvent) -> None:
    running = Case.objects.running().filter(pupil=event.pupil_id)
    waiting = Task.objects.filter(case__in=running, kind__in=AFTER_CONSENT, done_on=None)
    asked = Consent.objects.filter(pupil=event.pupil_id, case_id__in=waiting.values("case"))
    for consent in asked.live(clock.today()):
        actor, cases = Person.objects.get(pk=event.actor_id or 0), Case.objects.filter(pk=consent.case_id)
        with acting("answer_consent", consent.case_id, actor, cases=cases, judged=False) as deed:
            settle(deed, consent, event.pk)
