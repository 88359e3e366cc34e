"""Talking a case over: plan, invite, share, hold, and the advice that comes of it."""

from collections.abc import Collection, Iterable
from datetime import date, time, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow import clock
from caseflow.notices.kinds import Kind
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.acting import Deed, acting
from caseflow.route.commands.agenda import clear_agenda, plan_no_more, tell_invited
from caseflow.route.commands.at_table import chosen_of_table, tasks_of
from caseflow.route.commands.table import invitations_for, purpose_of
from caseflow.route.hands import decided_at_table
from caseflow.route.meetings import mark_of_notes, notes_of
from caseflow.route.models import Advice, Case, Invitation, Item, Meeting, Told
from caseflow.route.models.talk import AS_GUARDIAN
from caseflow.route.presence import mark_missed, seats_empty
from caseflow.route.reminding import remind_before
from caseflow.route.slots import check_free, slot_of
from caseflow.route.when import clock_time
from pupils.commands.outsiders import tell_shared
from pupils.errors import Invalid, filled, one_of
from pupils.models import Consent, Grant, Guardian

NOBODY = gettext_lazy(
    "Er is niemand bekend die het gezag heeft. Voeg eerst een ouder, voogd of instelling toe, of leg gezag vast."
)
READ_ON_AFTER = timedelta(weeks=4)  # so long after the day itself someone from outside can still add an advice


def plan_item(
    case_id: int,
    *,
    on: date,
    question: str,
    actor: Any,
    kind: str = "hold_meeting",
    invite: Iterable[int] | None = None,
    begins: time | None = None,
    lasts: int | None = None,
) -> Item:
    """Put the case on the table of its step, on a day: the step's standing members are invited with it.

    `invite` names the people from the step's roles; without it, everybody whose presence is required or preferred.
    `begins` and `lasts` (minutes) are its slot; without a time only the day is known.
    """
    with acting("plan_item", case_id, actor) as deed:
        in_time(deed, on)
        slot = slot_of(begins, lasts)
        one_of("kind", kind, [word for word, _label in Item.KINDS])
        if Item.objects.pending().filter(case=deed.case).exists():
            raise Invalid("", _("Er staat al een bespreking gepland voor deze leerling."))
        meeting, _made = Meeting.objects.get_or_create(school=deed.case.school, step=deed.case.step, on=on)
        check_free(meeting, slot, kind=kind)
        invited = invitations_for(deed, kind, on, None if invite is None else set(invite))
        purpose = purpose_of(deed, kind, invited)
        item = Item.objects.create(
            case=deed.case,
            meeting=meeting,
            kind=kind,
            visit=deed.case.visits,
            planned_on=on,
            begins=begins,
            lasts=lasts if slot else None,
            question=filled("question", question),
            purpose=purpose,
            care=bool(purpose) and deed.sop.purposes[purpose].care,
        )
        for one in invited:
            one.item = item
        Invitation.objects.bulk_create(invited)
        plan_no_more(deed.case, deed.on)
        remind_before(item, deed.on)
        people = sorted(one.person_id for one in invited)
        tell_invited([item], Kind.MEETING_PLANNED)
        when = {"on": on, "begins": clock_time(begins) if begins else ""}
        deed.record({"item": item.pk, **when, "kind": kind, "invited": people}, {"question": question})
        return item


def in_time(deed: Deed, on: date) -> None:
    """Not in the past, and not sooner than the step's table wants to know of it."""
    if on < deed.on:
        raise Invalid("on", _("Kies vandaag of een latere dag."))
    first = deed.step.lead.after(deed.on) if deed.step.lead else deed.on
    if on < first:
        raise Invalid("on", _("Kies een dag vanaf %(day)s: dit overleg plan je ten minste %(span)s tevoren.") % {
            "day": date_format(first, "j F Y"), "span": deed.step.lead})  # fmt: skip


def pending_of(case: Case) -> Item:
    item = Item.objects.pending().select_for_update(of=("self",)).filter(case=case).first()
    if item is None:
        raise Invalid("", _("Er is nog geen bespreking gepland."))
    return item


def take_off_agenda(case_id: int, *, reason: str, actor: Any) -> Case:
    """The talk that was planned does not go on: another day or other people can be chosen; what was shared ends."""
    with acting("take_off_agenda", case_id, actor) as deed:
        pending_of(deed.case)
        taken = clear_agenda(deed.case)
        deed.record({"items": taken}, {"reason": filled("reason", reason)})
        return deed.case


def invite_guardians(case_id: int, *, actor: Any) -> Item:
    """Invite every guardian who may be at the table; each hears of it by mail, without a word about the child."""
    with acting("invite_guardians", case_id, actor) as deed:
        item = pending_of(deed.case)
        guardians = list(Guardian.objects.signers(care=item.care).filter(pupil=deed.case.pupil_id))
        Invitation.objects.bulk_create(
            [
                Invitation(
                    item=item,
                    person_id=g.person_id,
                    guardian=g,
                    role="guardian",
                    role_name=AS_GUARDIAN,
                    invited_on=deed.on,
                )
                for g in guardians
            ],
            update_conflicts=True,  # who sits at the table already, as staff, comes as a guardian too
            unique_fields=["item", "person"],
            update_fields=["guardian"],
        )
        tell(deed, "meeting_invited", guardians, f"item-{item.pk}-invited")
        deed.record({"item": item.pk, "guardians": [g.pk for g in guardians]})
        return item


def invite_pupil(case_id: int, *, actor: Any) -> Item:
    """The pupil is asked to the table too; from twelve years that is not a choice (floor rule 7)."""
    with acting("invite_pupil", case_id, actor) as deed:
        item = pending_of(deed.case)
        item.pupil_invited_on = deed.on
        item.save()
        deed.record({"item": item.pk})
        return item


def inform_guardians(case_id: int, *, how: str, actor: Any) -> Case:
    """Who has gezag, or may have it, was told what the school is about to do."""
    with acting("inform_guardians", case_id, actor, guardians_word=True) as deed:
        return _told(deed, "informed", how)


def talk_with_guardians(case_id: int, *, how: str, actor: Any) -> Case:
    """They were not only told: it was talked over with them, before the step."""
    with acting("talk_with_guardians", case_id, actor, guardians_word=True) as deed:
        return _told(deed, "talked", how)


def _told(deed: Deed, kind: str, how: str) -> Case:
    guardians = list(Guardian.objects.signers().filter(pupil=deed.case.pupil_id))
    if not guardians:
        raise Invalid("", NOBODY)
    how, visit = filled("how", how)[:200], deed.case.visits
    told = [Told(case=deed.case, guardian=g, visit=visit, kind=kind, on=deed.on, how=how) for g in guardians]
    Told.objects.bulk_create(told, ignore_conflicts=True)
    deed.record({"guardians": [one.guardian_id for one in told]}, {"how": how})
    return deed.case


def waive_guardians(case_id: int, *, reason: str, actor: Any) -> Item:
    """The chair says why this talk goes without the guardians, where the school invites them only if needed."""
    with acting("waive_guardians", case_id, actor, guardians_word=True) as deed:
        item = pending_of(deed.case)
        item.without_guardians_on, item.without_guardians = deed.on, filled("reason", reason)
        item.save()
        deed.record({"item": item.pk}, {"reason": item.without_guardians})
        return item


def share_item(case_id: int, *, actor: Any) -> Item:
    """Let those invited from outside read the parts that a live consent names; nobody else, nothing more.

    Each hears of it by mail, with a way in if she has none.
    """
    with acting("share", case_id, actor) as deed:
        item = pending_of(deed.case)
        outsiders = list(item.invitations.filter(outsider=True, shared_on=None))
        grants = [grant for one in outsiders if (grant := _grant(deed, item, one.person_id))]
        tell_shared(Grant.objects.bulk_create(grants), deed.case.school, case_id=deed.case.pk, actor=deed.actor)
        item.invitations.filter(outsider=True, shared_on=None).update(shared_on=deed.on)
        if item.state == Item.WANTED:
            item.share(deed.ruling)
            item.save()
        deed.record(
            {
                "item": item.pk,
                "persons": [one.person_id for one in outsiders],
                "parts": grants[0].parts if grants else [],
            }
        )
        return item


def read_until(planned_on: date, today: date) -> date:
    return max(planned_on, today) + READ_ON_AFTER


def _grant(deed: Deed, item: Item, person_id: int) -> Grant | None:
    live = Consent.objects.live(deed.on).filter(case_id=deed.case.pk, purpose=item.purpose, recipients=person_id)
    consent = live.order_by("-pk").first()
    if consent is None:
        return None
    ends = min(consent.until, read_until(item.planned_on, deed.on))
    return Grant(
        person_id=person_id,
        pupil_id=deed.case.pupil_id,
        parts=consent.parts,
        starts_on=deed.on,
        ends_on=ends,
        because=item.kind,
        consent=consent,
        item_id=item.pk,
    )


def hold_item(
    case_id: int, *, minutes: str, actor: Any, decision: str = "", seen: str | None = None, missed: Collection[int] = ()
) -> Item:
    """The talk was held, or the question put: minutes for this child alone, and what the table decided.

    `decision` is the exit that the table chose, where the SOP lets it decide. What was gathered at the table becomes
    tasks and advices; `seen` marks the notes that the minutes were made from. `missed`: who was asked and not there.
    """
    pending = Item.objects.pending().filter(case=case_id).values_list("kind", flat=True).first()
    with acting(pending or "hold_meeting", case_id, actor) as deed:
        item = pending_of(deed.case)
        if item.planned_on > deed.on:
            raise Invalid("", _("De bespreking is pas op %(day)s.") % {"day": date_format(item.planned_on, "j F Y")})
        if decision and decision not in decided_at_table(deed.sop, deed.case):
            raise Invalid("decision", _("Daarover beslist deze tafel niet."))
        if seen is not None and seen != mark_of_notes(item):
            raise Invalid("minutes", _("Er is intussen aan tafel iets bij geschreven. Kijk eerst wat er nu staat."))
        item.hold(deed.ruling, deed.on, filled("minutes", minutes), decision or chosen_of_table(deed.sop, item))
        mark_missed(item, missed)
        item.save()
        data = {"item": item.pk, "decision": item.decision, "missed": sorted(missed)}
        event = deed.record(data, {"minutes": minutes})
        tasks_of(deed, item, event)
        empty = seats_empty(item)
        for note in notes_of(item).values():
            if note.advice:
                _advise(deed, item, _(note.role_name), note.advice, None, absent=note.role in empty)
        return item


def record_advice(case_id: int, *, author_name: str, text: str, actor: Any, absent: bool = False) -> Advice:
    """One person's advice on the last talk held in this step, as the chair heard it; `absent`: she was not there."""
    with acting("record_advice", case_id, actor) as deed:
        item = Item.objects.filter(case=deed.case, visit=deed.case.visits, state=Item.HELD).order_by("-pk").first()
        if item is None:
            raise Invalid("", _("Leg eerst de bespreking vast waarop dit advies kwam."))
        return _advise(deed, item, filled("author_name", author_name), text, None, absent=absent)


def add_own_advice(item_id: int, *, text: str, actor: Any, absent: bool = False) -> Advice:
    """Someone invited from outside adds her own advice, as long as what was granted to her lives."""
    item = Item.objects.shared_with(actor).get(pk=item_id)
    cases = Case.objects.filter(pk=item.case_id)
    with acting("record_advice", item.case_id, actor, cases=cases, judged=False) as deed:
        item = Item.objects.shared_with(actor).select_for_update(of=("self",)).get(pk=item_id)
        return _advise(deed, item, actor.name, text, actor, absent=absent)


def _advise(deed: Deed, item: Item, name: str, text: str, author: Any, *, absent: bool = False) -> Advice:
    advice = Advice.objects.create(
        item=item, author=author, author_name=name, text=filled("text", text), on=clock.today(), absent=absent,
        recorded_by=deed.actor,
    )  # fmt: skip
    deed.record(
        {"item": item.pk, "advice": advice.pk, "absent": absent}, {"advice": text, "author": name}, kind="record_advice"
    )
    return advice


def tell(deed: Deed, kind: str, guardians: Iterable[Guardian], key: str) -> None:
    """A mail to each guardian that something waits in the portal."""
    notify_many(
        NoticeSpec(
            key=f"{key}-{g.pk}",
            recipient_id=g.person_id,
            kind=kind,
            school_id=deed.case.school_id,
            case_id=deed.case.pk,
        )
        for g in guardians
    )
