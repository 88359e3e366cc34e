"""Talking a case over: plan, invite, share, hold, and the advice that comes of it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.acting import Deed, acting
from caseflow.route.commands.agenda import clear_agenda
from caseflow.route.hands import decided_at_table, near
from caseflow.route.models import Advice, Case, Invitation, Item, Meeting, Told
from caseflow.route.models.talk import AS_GUARDIAN
from caseflow.sop.consents import purposes_for
from caseflow.sop.dates import school_year
from caseflow.sop.schema import Seat
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.outsiders import tell_shared
from pupils.errors import Invalid, filled, one_of
from pupils.models import Consent, Grant, Guardian, RoleAssignment

READ_ON_AFTER = timedelta(weeks=4)  # so long after the day itself someone from outside can still add an advice


def plan_item(
    case_id: int,
    *,
    on: date,
    question: str,
    actor: Any,
    kind: str = "hold_meeting",
    invite: Iterable[int] | None = None,
) -> Item:
    """Put the case on the table of its step, on a day: the step's standing members are invited with it.

    `invite` names the people from the step's roles; without it, everybody whose presence is required or preferred.
    """
    with acting("plan_item", case_id, actor) as deed:
        _in_time(deed, on)
        one_of("kind", kind, [word for word, _label in Item.KINDS])
        if Item.objects.pending().filter(case=deed.case).exists():
            raise Invalid("", _("Er staat al een bespreking gepland voor deze leerling."))
        meeting, _made = Meeting.objects.get_or_create(school=deed.case.school, step=deed.case.step, on=on)
        invited = _table(deed, kind, on, None if invite is None else set(invite))
        item = Item.objects.create(
            case=deed.case,
            meeting=meeting,
            kind=kind,
            visit=deed.case.visits,
            planned_on=on,
            question=filled("question", question),
            purpose=_purpose(deed, kind, invited),
        )
        for one in invited:
            one.item = item
        Invitation.objects.bulk_create(invited)
        people = sorted(one.person_id for one in invited)
        deed.record({"item": item.pk, "on": on, "kind": kind, "invited": people}, {"question": question})
        return item


def _in_time(deed: Deed, on: date) -> None:
    """Not in the past, and not sooner than the step's table wants to know of it."""
    if on < deed.on:
        raise Invalid("on", _("Kies vandaag of een latere dag."))
    first = deed.step.lead.after(deed.on) if deed.step.lead else deed.on
    if on < first:
        raise Invalid("on", _("Kies een dag vanaf %(day)s: dit overleg plan je ten minste %(span)s tevoren.") % {
            "day": date_format(first, "j F Y"), "span": deed.step.lead})  # fmt: skip


def _purpose(deed: Deed, kind: str, invited: list[Invitation]) -> str:
    """What the guardians are asked about: the step's own purpose, else that of the partners who are invited."""
    outside = [one.role for one in invited if one.outsider]
    purposes = purposes_for(deed.sop, deed.case.step, kind, outside)
    if len(purposes) > 1:
        names = ", ".join(deed.sop.purposes[purpose].name for purpose in purposes)
        apart = _("Voor deze mensen vraag je elk een andere toestemming: %(names)s. Plan voor elk een eigen gesprek.")
        raise Invalid("invite", apart % {"names": names})
    return purposes[0] if purposes else ""


def _table(deed: Deed, kind: str, on: date, chosen: set[int] | None) -> list[Invitation]:
    """Invitations for the step's seats: who holds the role today and, for roles of a group, that group.

    Who is required is at every talk of the table, and hears of a question to someone outside only if it is hers;
    who comes so many times a year not once more than that.
    """
    seats = {seat.role: seat for seat in deed.step.takes_part if not _had_its_turns(deed, on, seat)}
    holders = (
        RoleAssignment.objects.current()
        .filter(near(deed.case.pupil), school=deed.case.school_id, role__in=seats)
        .order_by("pk")
    )
    invitations = {
        holder.person_id: Invitation(
            person_id=holder.person_id,
            role=holder.role,
            role_name=deed.sop.called(holder.role)[:200],
            outsider=holder.kind == RoleKind.OUTSIDER,
            required=seats[holder.role].presence == "required",
            invited_on=deed.on,
        )
        for holder in holders
        if _is_asked(seats[holder.role], kind, holder.person_id, chosen)
    }
    return list(invitations.values())


def _is_asked(seat: Seat, kind: str, person_id: int, chosen: set[int] | None) -> bool:
    if chosen is None:
        return seat.presence in ("required", "preferred")
    return person_id in chosen or (seat.presence == "required" and kind == "hold_meeting")


def _had_its_turns(deed: Deed, on: date, seat: Seat) -> bool:
    """Invited to as many of the table's other days in this school year as the SOP gives the role."""
    if seat.times_a_year is None:
        return False
    year = school_year(on)
    days = Invitation.objects.filter(
        role=seat.role,
        item__meeting__school=deed.case.school_id,
        item__meeting__step=deed.case.step,
        item__planned_on__range=(year.first, year.last),
    ).exclude(Q(item__planned_on=on) | Q(item__state=Item.TAKEN_OFF))
    return days.values("item__meeting").distinct().count() >= seat.times_a_year


def _pending(case: Case) -> Item:
    item = Item.objects.pending().select_for_update().filter(case=case).first()
    if item is None:
        raise Invalid("", _("Er is nog geen bespreking gepland."))
    return item


def take_off_agenda(case_id: int, *, reason: str, actor: Any) -> Case:
    """The talk that was planned does not go on: another day or other people can be chosen; what was shared ends."""
    with acting("take_off_agenda", case_id, actor) as deed:
        _pending(deed.case)
        taken = clear_agenda(deed.case)
        deed.record({"items": taken}, {"reason": filled("reason", reason)})
        return deed.case


def invite_guardians(case_id: int, *, actor: Any) -> Item:
    """Invite every guardian who may be at the table; each hears of it by mail, without a word about the child."""
    with acting("invite_guardians", case_id, actor) as deed:
        item = _pending(deed.case)
        guardians = list(Guardian.objects.signers().filter(pupil=deed.case.pupil_id))
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
        item = _pending(deed.case)
        item.pupil_invited_on = deed.on
        item.save()
        deed.record({"item": item.pk})
        return item


def inform_guardians(case_id: int, *, how: str, actor: Any) -> Case:
    """The guardians with gezag were told what the school is about to do."""
    with acting("inform_guardians", case_id, actor) as deed:
        return _told(deed, "informed", how)


def talk_with_guardians(case_id: int, *, how: str, actor: Any) -> Case:
    """They were not only told: it was talked over with them, before the step."""
    with acting("talk_with_guardians", case_id, actor) as deed:
        return _told(deed, "talked", how)


def _told(deed: Deed, kind: str, how: str) -> Case:
    guardians = Guardian.objects.with_gezag().filter(pupil=deed.case.pupil_id)
    how, visit = filled("how", how)[:200], deed.case.visits
    told = [Told(case=deed.case, guardian=g, visit=visit, kind=kind, on=deed.on, how=how) for g in guardians]
    Told.objects.bulk_create(told, ignore_conflicts=True)
    deed.record({"guardians": [one.guardian_id for one in told]}, {"how": how})
    return deed.case


def waive_guardians(case_id: int, *, reason: str, actor: Any) -> Item:
    """The chair says why this talk goes without the guardians, where the school invites them only if needed."""
    with acting("waive_guardians", case_id, actor) as deed:
        item = _pending(deed.case)
        item.without_guardians_on, item.without_guardians = deed.on, filled("reason", reason)
        item.save()
        deed.record({"item": item.pk}, {"reason": item.without_guardians})
        return item


def share_item(case_id: int, *, actor: Any) -> Item:
    """Let those invited from outside read the parts that a live consent names; nobody else, nothing more.

    Each hears of it by mail, with a way in if she has none.
    """
    with acting("share", case_id, actor) as deed:
        item = _pending(deed.case)
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


def _grant(deed: Deed, item: Item, person_id: int) -> Grant | None:
    live = Consent.objects.live(deed.on).filter(case_id=deed.case.pk, purpose=item.purpose, recipients=person_id)
    consent = live.order_by("-pk").first()
    if consent is None:
        return None
    ends = min(consent.until, max(item.planned_on, deed.on) + READ_ON_AFTER)
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


def hold_item(case_id: int, *, minutes: str, actor: Any, decision: str = "") -> Item:
    """The talk was held, or the question put: minutes for this child alone, and what the table decided.

    `decision` is the exit that the table chose, where the SOP lets it decide.
    """
    pending = Item.objects.pending().filter(case=case_id).values_list("kind", flat=True).first()
    with acting(pending or "hold_meeting", case_id, actor) as deed:
        item = _pending(deed.case)
        if item.planned_on > deed.on:
            raise Invalid("", _("De bespreking is pas op %(day)s.") % {"day": date_format(item.planned_on, "j F Y")})
        if decision and decision not in decided_at_table(deed.sop, deed.case):
            raise Invalid("decision", _("Daarover beslist deze tafel niet."))
        item.hold(deed.ruling, deed.on, filled("minutes", minutes), decision)
        item.save()
        deed.record({"item": item.pk, "decision": decision}, {"minutes": minutes})
        return item


def record_advice(case_id: int, *, author_name: str, text: str, actor: Any) -> Advice:
    """One person's advice on the last talk held in this step, as the chair heard it."""
    with acting("record_advice", case_id, actor) as deed:
        item = Item.objects.filter(case=deed.case, visit=deed.case.visits, state=Item.HELD).order_by("-pk").first()
        if item is None:
            raise Invalid("", _("Leg eerst de bespreking vast waarop dit advies kwam."))
        return _advise(deed, item, filled("author_name", author_name), text, None)


def add_own_advice(item_id: int, *, text: str, actor: Any) -> Advice:
    """Someone invited from outside adds her own advice, as long as what was granted to her lives."""
    item = Item.objects.shared_with(actor).get(pk=item_id)
    cases = Case.objects.filter(pk=item.case_id)
    with acting("record_advice", item.case_id, actor, cases=cases, judged=False) as deed:
        item = Item.objects.shared_with(actor).select_for_update(of=("self",)).get(pk=item_id)
        return _advise(deed, item, actor.name, text, actor)


def _advise(deed: Deed, item: Item, name: str, text: str, author: Any) -> Advice:
    advice = Advice.objects.create(
        item=item, author=author, author_name=name, text=filled("text", text), on=clock.today(), recorded_by=deed.actor
    )
    deed.record({"item": item.pk, "advice": advice.pk}, {"advice": text, "author": name})
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
