"""What waits for staff in the route: terms, tasks, talks to write down, consents that came in, decisions."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.arranging import takes_back
from caseflow.route.doors import doors
from caseflow.route.hands import roles_for
from caseflow.route.meetings import TALK
from caseflow.route.mine import directs, is_mine, roles_held, sops_of
from caseflow.route.models import Arrangement, Case, Coming, Deadline, Item, Proposal, Referral, ReferralView, Task
from caseflow.route.models.term import AFTER_CONSENT
from caseflow.sop.acts import ACTS
from caseflow.sop.implied import of_guardians
from caseflow.sop.rules import judge, passed
from caseflow.sop.schema import Desk
from caseflow.sop.vocabulary import State
from pupils.models import Consent
from pupils.waiting import Waiting, waits

SOON = timedelta(weeks=3)
#: What parents or the pupil said no to: nothing is more urgent, and nothing of it has a date.
AFTER_NO = frozenset({*AFTER_CONSENT, "handelingsdeel_refused", "document_refused", "referral_refused"})


@waits
def of_staff(person: Any) -> Iterator[Waiting]:
    """Each kind is one query, whatever the number of cases."""
    held = roles_held(person)
    if not held:
        return
    cases = Case.objects.visible_to(person).running()
    yield from _terms(held, cases)
    yield from _tasks(held, cases)
    yield from _talks(held, cases)
    yield from _other_moments(held, cases)
    yield from _decisions(person, held, cases)
    yield from _proposals(held, cases)
    yield from _minutes(held, Case.objects.visible_to(person))


def task_row(case: Case, title: str, url: str, label: str = "", **more: Any) -> Waiting:
    """A row that leads to something to do at once."""
    return _row(case, title, label or _("Doe het nu"), url, **more)


def _row(case: Case, title: str, label: str, url: str = "", **more: Any) -> Waiting:
    group = f" · {case.pupil.group}" if case.pupil.group else ""
    return Waiting(title, f"{case.pupil.full_name}{group}", url or reverse("route:case", args=[case.pk]), label, **more)


def _act(case: Case, act: str) -> str:
    return reverse("route:act", args=[case.pk, act])


def _terms(held: list[Any], cases: Any) -> Iterator[Waiting]:
    today, sops = clock.today(), sops_of(held)
    near = Deadline.objects.pressing().filter(case__in=cases)
    for term in near.filter(last_on__lte=today + SOON).select_related("case__pupil__group"):
        if is_mine(held, term.case, term.owner_role):
            own = term.meets in ACTS and term.owner_role in roles_for(sops[term.school_id], term.case.step, term.meets)
            url = _act(term.case, term.meets) if own and term.meets in doors else ""
            yield _row(
                term.case,
                _(term.name),
                _("Doe het nu") if url else _("Bekijk"),
                url,
                due_on=term.last_day,
                late=term.last_day < today,
            )


def _tasks(held: list[Any], cases: Any) -> Iterator[Waiting]:
    for task in Task.objects.filter(case__in=cases, done_on=None).select_related("case__pupil__group", "decision"):
        if is_mine(held, task.case, task.owner_role):
            late = task.due_on is not None and task.due_on < clock.today()
            first = task.kind in AFTER_NO
            yield _row(task.case, task.title, _("Bekijk"), due_on=task.due_on, late=late, first=first)


def _talks(held: list[Any], cases: Any) -> Iterator[Waiting]:
    """A talk whose day has come is written down by its chair; one whose consent came in is shared by the owner."""
    today, sops = clock.today(), sops_of(held)
    live = Consent.objects.live(today).filter(case_id=OuterRef("case_id"), purpose=OuterRef("purpose"))
    pending = Item.objects.pending().filter(case__in=cases).annotate(agreed=Exists(live))
    for item in pending.select_related("case__pupil__group"):
        sop = sops[item.case.school_id]
        step = sop.steps[item.case.step]
        if item.planned_on <= today and is_mine(held, item.case, *(step.chair or step.owner), sop=sop):
            yield _row(
                item.case,
                _("Leg de bespreking vast"),
                _("Schrijf op"),
                reverse("route:table", args=[item.pk]) if item.kind == TALK else _act(item.case, item.kind),
                due_on=item.planned_on,
            )
        elif item.agreed and item.state == Item.WANTED and is_mine(held, item.case, *step.owner, sop=sop):
            yield _row(
                item.case, _("De ouders gaven toestemming: deel met de genodigden"), _("Deel"), _act(item.case, "share")
            )


def _other_moments(held: list[Any], cases: Any) -> Iterator[Waiting]:
    """A guardian asked for another moment: the talk need not wait for her, and whoever planned it looks what can be."""
    sops = sops_of(held)
    asked = Coming.objects.newest().filter(answer=Coming.Word.ANOTHER, item=OuterRef("pk"))
    pending = Item.objects.pending().filter(Exists(asked), case__in=cases, planned_on__gte=clock.today())
    for item in pending.select_related("case__pupil__group"):
        case, sop = item.case, sops[item.case.school_id]
        if is_mine(held, case, *roles_for(sop, case.step, "move_item"), sop=sop):
            title = _("Een ouder vraagt een ander moment voor het gesprek")
            yield _row(case, title, _("Bekijk"), due_on=item.planned_on)


def _minutes(held: list[Any], cases: Any) -> Iterator[Waiting]:
    """What was held is approved by who chairs it, also when the case has moved on; till then no guardian reads it."""
    sops = sops_of(held)
    drafts = Item.objects.filter(case__in=cases, state=Item.HELD, approved_on=None)
    for item in drafts.select_related("case__pupil__group", "meeting"):
        sop, step = sops[item.case.school_id], item.meeting.step
        step = step if step in sop.steps else item.case.step
        if step in sop.steps and is_mine(held, item.case, *roles_for(sop, step, item.kind), sop=sop):
            url = reverse("route:minutes", args=[item.pk])
            yield _row(item.case, _("Keur het verslag goed: dan lezen de ouders het"), _("Lees na"), url)


def _decisions(person: Any, held: list[Any], cases: Any) -> Iterator[Waiting]:
    sops, asked = sops_of(held), Arrangement.objects.asked().filter(case__in=cases)
    for proposal in asked.select_related("case__pupil__group"):
        sop, decided = sops[proposal.case.school_id], proposal.state == Arrangement.DECIDED
        act = "ratify_arrangement" if decided else "grant_arrangement"
        if decided and takes_back(person, sop, proposal):
            continue  # who decided does not ratify
        if is_mine(held, proposal.case, *roles_for(sop, proposal.case.step, act, proposal.key), sop=sop):
            title = _("Toegekend, aan jou om te bekrachtigen: %(name)s") if decided else _("Beslis over: %(name)s")
            yield _row(proposal.case, title % {"name": proposal.name}, _("Beslis"), _act(proposal.case, act))
    seen = ReferralView.objects.filter(referral=OuterRef("pk"))
    unseen = seen.missing(clock.today())
    ready = Referral.objects.filter(Exists(seen), ~Exists(unseen), case__in=cases, state=Referral.CONCEPT)
    for referral in ready.with_signatures().select_related("case__pupil__group"):
        desk = sops[referral.case.school_id].desks.get(referral.desk)
        if desk and directs(held, referral.case) and _is_free(desk, referral):
            yield _row(
                referral.case,
                _("De ouders tekenden de verwijzing: jij kunt haar versturen")
                if desk.parents_sign != "nobody"
                else _("De ouders zagen de verwijzing, of hun tijd daarvoor is voorbij: jij kunt haar versturen"),
                _("Bekijk"),
            )
    yield from _answered(held, cases)


def _is_free(desk: Desk, referral: Any) -> bool:
    """Whether no signature that the desk asks is waited for, and no objection stops it."""
    facts = {f"referral_{name}": getattr(referral, name) for name in ("signed", "unsigned", "objections")}
    return passed(tuple(judge(rule, facts, clock.today()) for rule in of_guardians(desk)))


def _proposals(held: list[Any], cases: Any) -> Iterator[Waiting]:
    """A way out that was proposed in this visit waits for who ratifies it."""
    sops = sops_of(held)
    made = Proposal.objects.filter(case__in=cases, visit=F("case__visits"))
    for proposal in made.select_related("case__pupil__group"):
        case, sop = proposal.case, sops[proposal.case.school_id]
        way = sop.exit(case.step, case.track, proposal.exit)
        if way and is_mine(held, case, *way.ratifies, sop=sop):
            title = _("Voorgesteld, aan jou om te bekrachtigen: %(name)s") % {"name": way.name}
            yield _row(case, title, _("Beslis"), reverse("route:exit", args=[case.pk, way.key]))


def _answered(held: list[Any], cases: Any) -> Iterator[Waiting]:
    """The desk answered and nobody chose yet what follows."""
    sops = sops_of(held)
    answered = Referral.objects.filter(case__in=cases.filter(state=State.REFERRED), state=Referral.ANSWERED)
    for referral in answered.filter(answered_on__gte=Coalesce("case__step_since", "answered_on")).select_related(
        "case__pupil__group"
    ):
        sop = sops[referral.case.school_id]
        if is_mine(held, referral.case, *sop.steps[referral.case.step].owner, sop=sop) or directs(held, referral.case):
            yield _row(referral.case, _("Het loket antwoordde: kies wat er volgt"), _("Lees het antwoord"))
