"""The desk answers: two experts with two separate advices where a TLV is asked, then an advice, a TLV or a refusal."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from caseflow.audit.models import CaseEvent
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.acting import Deed, SomeoneWasFirst, acting
from caseflow.route.models import Case, DeskCase, ExpertAdvice, Referral, Tlv
from caseflow.sop.acts import ACTS
from caseflow.sop.replies import ANSWERING, answers_to
from caseflow.sop.vocabulary import Hand, Reply
from pupils.errors import Invalid, filled, one_of
from pupils.models import Grant, RoleAssignment, SwvMember

#: Done at the desk itself: who answered an earlier referral may answer a later one.
DESK_ACTS = frozenset(act.name for act in ACTS.values() if act.hand in (Hand.DESK, Hand.DESK_EXPERT))


@dataclass(frozen=True, slots=True)
class TlvTerms:
    """What a TLV says besides its grounds."""

    kind: str
    category: str
    valid_from: date
    valid_until: date
    number: str


def add_expert_advice(desk_case_id: int, *, text: str, actor: Any) -> ExpertAdvice:
    """One expert's own advice. Someone who had a part in the pupil's case is not independent and is refused."""
    with transaction.atomic():
        desk_case, case = _open(desk_case_id, actor)
        member = SwvMember.objects.current().filter(person=actor, swv=desk_case.swv_id, is_expert=True).first()
        if member is None:
            raise Invalid("", _("Alleen een deskundige van het samenwerkingsverband geeft een deskundigenadvies."))
        if had_a_part(actor, case):
            raise Invalid("", _("U had zelf een rol bij dit kind en kunt daarom niet onafhankelijk adviseren."))
        if ExpertAdvice.objects.filter(desk_case=desk_case, expert=actor).exists():
            raise Invalid("", _("U gaf al advies. Een advies staat vast zodra het is gegeven."))
        with acting("add_expert_advice", case.pk, actor, cases=Case.objects.all()) as deed:
            advice = ExpertAdvice.objects.create(
                desk_case=desk_case,
                expert=actor,
                name=actor.name,
                profession=member.profession,
                text=filled("text", text),
                on=deed.on,
            )
            deed.record({"profession": member.profession})
            return advice


def had_a_part(person: Any, case: Case, beside: frozenset[str] = frozenset({"add_expert_advice"})) -> bool:
    """Whether she works at the school, was granted something of this pupil, or acted in the case.

    `beside` are the acts by which she is no party to it. A guardian does not come here: she sees no copy at all.
    """
    return (
        RoleAssignment.objects.filter(person=person, school=case.school_id).exists()
        or Grant.objects.filter(person=person, pupil=case.pupil_id).exists()
        or CaseEvent.objects.filter(chain=case.chain, actor_id=person.pk).exclude(kind__in=beside).exists()
    )


def answer_referral(
    desk_case_id: int, *, reply: str, grounds: str, actor: Any, tlv: TlvTerms | None = None
) -> DeskCase:
    """The SWV's answer, with grounds. A TLV is granted or refused only where one was asked (floor rule 11)."""
    one_of("reply", reply, [str(word) for word in Reply])
    with transaction.atomic():
        desk_case, case = _open(desk_case_id, actor)
        _may_decide(desk_case, case, actor)
        check_asked(desk_case.asks, reply)
        with acting(ANSWERING[Reply(reply)], case.pk, actor, cases=Case.objects.all()) as deed:
            desk_case.answer(deed.ruling, reply, filled("grounds", grounds), actor, deed.on)
            desk_case.save()
            if reply == Reply.TLV_GRANTED:
                _grant_tlv(desk_case, tlv)
            _deliver(deed, desk_case)
            return desk_case


def check_asked(asks: str, reply: str) -> None:
    """Nobody says yes or no to what was not asked."""
    if reply not in answers_to([asks]):
        raise Invalid("reply", _("Dit is geen antwoord op wat de school vroeg. Kies een van de antwoorden hieronder."))


def _may_decide(desk_case: DeskCase, case: Case, actor: Any) -> None:
    """Advising and deciding are two hands, and neither is of somebody who was part of what it is about."""
    if not SwvMember.objects.current().filter(person=actor, swv=desk_case.swv_id, is_expert=False).exists():
        raise Invalid("", _("Een deskundige adviseert; de medewerker van het loket antwoordt."))
    if ExpertAdvice.objects.filter(desk_case=desk_case, expert=actor).exists():
        raise Invalid("", _("U gaf zelf advies over deze verwijzing. Een ander van het loket antwoordt."))
    if had_a_part(actor, case, DESK_ACTS):
        raise Invalid("", _("U had zelf een rol bij dit kind. Een ander van het loket antwoordt."))


def _grant_tlv(desk_case: DeskCase, terms: TlvTerms | None) -> None:
    if terms is None:
        raise Invalid("kind", _("Vul in waarvoor de TLV is, van wanneer tot wanneer, en het nummer."))
    one_of("kind", terms.kind, [word for word, _label in Tlv.KINDS])
    if (terms.kind == "so") != bool(terms.category):
        raise Invalid("category", _("Een TLV voor so heeft een categorie, een TLV voor sbo niet."))
    if terms.valid_until <= terms.valid_from:
        raise Invalid("valid_until", _("De TLV eindigt na de dag waarop zij begint."))
    number = filled("number", terms.number)
    try:
        with transaction.atomic():
            Tlv.objects.create(
                desk_case=desk_case,
                kind=terms.kind,
                category=terms.category,
                valid_from=terms.valid_from,
                valid_until=terms.valid_until,
                number=number,
            )
    except IntegrityError as taken:  # asking first would not find one of another desk, which is behind the wall
        raise Invalid("number", _("Dit nummer is al gebruikt.")) from taken


def _deliver(deed: Deed, desk_case: DeskCase) -> None:
    """Bring the answer to the school: it moves no case; people there choose what follows."""
    referral = Referral.objects.select_for_update().get(handover=desk_case.handover)
    referral.take_answer(desk_case.reply, desk_case.grounds, deed.on)
    referral.save()
    deed.record({"referral": referral.pk, "reply": desk_case.reply}, {"answer": desk_case.grounds})
    holders = RoleAssignment.objects.current().filter(
        Q(role=deed.owner) | Q(kind="director"), school=deed.case.school_id
    )
    notify_many(
        NoticeSpec(
            key=f"referral-{referral.pk}-answered-{holder.person_id}",
            recipient_id=holder.person_id,
            kind="referral_answered",
            school_id=deed.case.school_id,
            case_id=deed.case.pk,
        )
        for holder in holders
    )


def _open(desk_case_id: int, actor: Any) -> tuple[DeskCase, Case]:
    """The copy, and the school's case that it was made of: reached to answer it, never to read it.

    The case is locked first, as the school's own exits do; what the school withdrew meanwhile is gone.
    """
    copy: Any = DeskCase.objects.visible_to(actor).with_elsewhere().get(pk=desk_case_id)
    if copy.elsewhere:
        raise Invalid(
            "", _("Deze school hoort niet meer bij uw samenwerkingsverband. Een antwoord komt niet meer aan.")
        )
    case = Case.objects.select_related("pupil").select_for_update(of=("self",)).get(referrals__handover=copy.handover)
    desk_case = DeskCase.objects.select_for_update().get(pk=desk_case_id)
    if desk_case.state == DeskCase.WITHDRAWN:
        raise SomeoneWasFirst
    if desk_case.state != DeskCase.RECEIVED:
        raise Invalid("", _("Deze verwijzing is al beantwoord."))
    return desk_case, case
