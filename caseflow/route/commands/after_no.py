"""What a "no" stops, and what is left of it once everybody who must says yes, however either came about.

A "no" is to these people hearing of the child (Consent.same_as): what rests on a yes to others goes on.
"""

from collections.abc import Sequence
from typing import Any

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.acting import Deed, acting
from caseflow.route.commands.agenda import clear_agenda, end_grants, plan_no_more
from caseflow.route.models import Case, Item, Task
from caseflow.route.models.term import AFTER_CONSENT, AFTER_NO_OF_GUARDIAN, AFTER_NO_OF_PUPIL
from caseflow.route.stopped import helping_on, stopped_by
from pupils.models import Consent, ConsentAnswer, Grant, Person

#: What the app of pupils records by which a question may be complete, or stopped, beside an answer to it.
HEARD = frozenset({"record_gezag", "pass_over_guardian", "remove_guardian"})
#: What is recorded when an earlier "no" counts again.
COUNTS_AGAIN = "count_no_again"


def would_stop(deed: Deed, consent: Consent) -> dict[str, list[int]]:
    """Who reads by a yes to this, and the help that goes on by it: for the event of what stops them."""
    readers = _rests_on(consent).values_list("person", flat=True)
    return {"stopped": sorted(set(readers)), "helps": helping_on(deed.case, deed.sop, consent, deed.on)}


def stop(deed: Deed, consent: Consent, answer: str, event_id: int, *, of_pupil: bool) -> None:
    """A "no" acts on what is to come: item off, grants over, a task for the owner. The state stays what it is."""
    taken = clear_agenda(deed.case, of=consent)  # also before anything was shared: it cannot go on
    rested = _rests_on(consent)
    end_grants(item_id for item_id in rested.values_list("item_id", flat=True) if item_id)
    rested.update(ended_on=deed.on)
    refused, withdrawn = AFTER_NO_OF_PUPIL if of_pupil else AFTER_NO_OF_GUARDIAN
    kind = withdrawn if answer == ConsentAnswer.Word.WITHDRAWN else refused
    plan_no_more(deed.case, deed.on)
    Task.objects.create(case=deed.case, kind=kind, owner_role=deed.owner, because=event_id, on=deed.on)
    if taken:
        deed.record({"items": taken, "consent": consent.pk}, kind="take_off_agenda")


def _rests_on(consent: Consent) -> Any:
    """What is shared by a yes to the same, on whichever question."""
    return Grant.objects.filter(consent__in=consent.same_as.all(), ended_on=None)


def settle(deed: Deed, consent: Consent, event_id: int) -> None:
    """Where the consent holds, what to do after a "no" waits for nobody any more; a lost talk is to be planned.

    A "no" to another question is another talk: only what came of this one, or of one asked before about the same.
    """
    if not Consent.objects.live(deed.on).filter(pk=consent.pk).exists():
        return
    same = consent.same_as.values_list("pk", flat=True)
    because = CaseEvent.objects.filter(case_id=consent.case_id, data__consent__in=list(same))
    after_no = Task.objects.filter(
        case=deed.case, kind__in=AFTER_CONSENT, done_on=None, because__in=because.values("pk")
    )
    is_back = after_no.update(done_on=deed.on) > 0
    if is_back and stopped_by(consent).talks and not Item.objects.pending().filter(case=deed.case).exists():
        Task.objects.create(case=deed.case, kind="plan_again", owner_role=deed.owner, because=event_id, on=deed.on)


def hear_consents(events: Sequence[CaseEvent]) -> None:
    """Gezag recorded, a guardian passed over or taken away: a question that was waited for may hold from now on, and a
    "no" that did not count may count again."""
    for event in events:
        if event.kind in HEARD:
            _look_again(event)


def _look_again(event: CaseEvent) -> None:
    running = Case.objects.running().filter(pupil=event.pupil_id)
    asked: Any = Consent.objects.filter(pupil=event.pupil_id, case_id__in=running.values("pk"))
    waiting = Task.objects.filter(case__in=running, kind__in=AFTER_CONSENT, done_on=None)
    for consent in asked.live(clock.today()).filter(case_id__in=waiting.values("case")):
        with _about(consent, event) as deed:
            settle(deed, consent, event.pk)
    for consent in asked.objected(clock.today()).with_word(clock.today()):
        if _rests_on(consent).exists() or Item.objects.pending().filter(case=consent.case_id).under(consent).exists():
            with _about(consent, event) as deed:
                counted = deed.record({"consent": consent.pk, **would_stop(deed, consent)}, kind=COUNTS_AGAIN)
                stop(deed, consent, consent.word, counted.pk, of_pupil=False)


def _about(consent: Consent, event: CaseEvent) -> Any:
    actor, cases = Person.objects.get(pk=event.actor_id or 0), Case.objects.filter(pk=consent.case_id)
    return acting("answer_consent", consent.case_id, actor, cases=cases, judged=False)
