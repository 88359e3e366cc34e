"""A referral to a desk: prepared, shown to the guardians, sent by the director, and answered by letter."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.acting import Deed, acting, leaving
from caseflow.route.asking import newest_yes
from caseflow.route.commands.case import move
from caseflow.route.commands.desk import check_asked
from caseflow.route.commands.talk import tell
from caseflow.route.consent_text import offices_in
from caseflow.route.dossier import dossier_of, for_desk
from caseflow.route.hands import BY_LETTER
from caseflow.route.models import Case, DeskCase, Referral, ReferralView, Task
from caseflow.route.reminding import first_reminder
from caseflow.route.wording import said_at_table, signed_or_not
from caseflow.sop.replies import ANSWERING
from caseflow.sop.schema import Desk
from caseflow.sop.vocabulary import DeskKind, Reply
from pupils.errors import Invalid, filled, one_of
from pupils.models import Guardian, SwvMember

#: How long a guardian has to add a view before silence is an answer too.
TIME_TO_VIEW = timedelta(weeks=2)


def prepare_referral(case_id: int, *, exit_key: str, asks: str, question: str, actor: Any) -> Referral:
    """Make the referral ready for the desk of an exit; an earlier concept lapses with it."""
    with acting("prepare_referral", case_id, actor) as deed:
        name, desk = _desk_of(deed, exit_key)
        if asks not in desk.asks:
            raise Invalid("asks", _("Dit loket beantwoordt deze vraag niet."))
        drop_concept(deed.case)
        referral = Referral.objects.create(
            case=deed.case,
            desk=name,
            desk_name=desk.name,
            asks=asks,
            question=filled("question", question),
            content=_content(deed, desk),
            prepared_on=deed.on,
            prepared_by=actor,
        )
        deed.record({"referral": referral.pk, "asks": asks, "desk": name}, {"question": question})
        return referral


def _content(deed: Deed, desk: Desk) -> dict[str, Any]:
    """All that an SWV may see; for another desk the parts about which the guardians are asked, and which those are."""
    if not desk.purpose:
        return dossier_of(deed.case)
    parts = deed.sop.purposes[desk.purpose].parts
    return {**dossier_of(deed.case, parts), "parts": [str(part) for part in parts]}


def _covered(deed: Deed, desk: Desk, referral: Referral) -> None:
    """A yes is for what was asked: this desk by its name, and no more parts than goes along now (AVG art. 7).

    A concept that does not say which parts it holds was made for an SWV, or before that was asked: it holds too much.
    """
    if not desk.purpose:
        return
    consent = newest_yes(deed.case, desk.purpose, deed.on)
    said = offices_in(consent) if consent else ()
    parts = referral.content.get("parts")
    if parts is None or desk.name not in said or not set(parts) <= set(consent.parts if consent else ()):
        what = _(
            "De ouders zeiden ja op een eerdere vraag: over een ander loket, of over minder delen van het dossier."
        )
        todo = _("Vraag opnieuw toestemming, en maak de verwijzing daarna opnieuw klaar.")
        raise Invalid("", f"{what} {todo}")


def _desk_of(deed: Deed, exit_key: str) -> tuple[str, Desk]:
    way = deed.sop.exit(deed.case.step, deed.case.track, exit_key)
    name = deed.sop.steps[way.to].desk if way and way.to else None
    if name is None:
        raise Invalid("exit_key", _("Deze uitgang leidt niet naar een loket."))
    return name, deed.sop.desks[name]


def drop_concept(case: Case) -> None:
    for referral in Referral.objects.filter(case=case, state=Referral.CONCEPT):  # at most one
        referral.drop()
        referral.save()
        close_tasks(case, clock.today())


def close_tasks(case: Case, on: date) -> None:
    """Nobody says no any more to what lies before the guardians: there is nothing left to talk over."""
    Task.objects.filter(case=case, kind="referral_refused", done_on=None).update(done_on=on)


def concept_of(case: Case) -> Referral:
    referral = Referral.objects.select_for_update().filter(case=case, state=Referral.CONCEPT).first()
    if referral is None:
        raise Invalid("", _("Er is geen verwijzing in concept."))
    return referral


def show_referral(case_id: int, *, actor: Any) -> Referral:
    """Put the whole referral before the guardians with gezag, as it will leave."""
    with acting("show_referral", case_id, actor) as deed:
        referral = concept_of(deed.case)
        guardians = list(Guardian.objects.with_gezag().filter(pupil=deed.case.pupil_id))
        shown = {"referral": referral, "shown_on": deed.on, "view_until": deed.on + TIME_TO_VIEW}
        views = [ReferralView(guardian=guardian, **shown) for guardian in guardians]
        ReferralView.objects.bulk_create(views, ignore_conflicts=True)
        referral.remind_on = first_reminder(deed.sop, deed.on)
        referral.save()
        tell(deed, "referral_to_see", guardians, f"referral-{referral.pk}-shown")
        deed.record({"referral": referral.pk, "guardians": [g.pk for g in guardians]})
        return referral


def send_referral(case_id: int, exit_key: str, *, reason: str, actor: Any, seen_visit: int | None = None) -> Referral:
    """The director sends it: the case stands at the desk, which gets a frozen copy of this and nothing else."""
    with leaving(case_id, exit_key, actor, seen_visit=seen_visit) as (deed, way):
        referral = concept_of(deed.case)
        name, desk = _desk_of(deed, exit_key)
        if referral.desk != name:
            raise Invalid("", _("Deze verwijzing is voor een ander loket klaargemaakt."))
        _covered(deed, desk, referral)
        data = {"referral": referral.pk, "asks": referral.asks}
        move(deed, way, data=data, texts={"reason": filled("reason", reason)})  # what lay at a desk before is withdrawn
        referral.send(deed.ruling, deed.on)
        referral.content = {**referral.content, "views": _views(referral)}
        referral.save()
        if desk.kind is DeskKind.SWV and deed.case.school.swv_id:
            _hand_over(deed, referral, desk)
        return referral


@translation.override(settings.LANGUAGE_CODE)
def _views(referral: Referral) -> list[dict[str, Any]]:
    """What each guardian added; `word` where she signed or objected, `silent` who had the time and did not use it.

    `how` is said when others wrote it down.
    """
    views = referral.views.with_word().select_related("guardian").order_by("pk")
    return [
        {
            "relation": one.guardian.relation,
            "view": one.view,
            "word": signed_or_not(one.answer),
            "silent": one.viewed_on is None,
            "how": said_at_table(one),
        }
        for one in views
    ]


def _hand_over(deed: Deed, referral: Referral, desk: Desk) -> None:
    swv = deed.case.school.swv_id
    DeskCase.objects.create(
        swv_id=swv,
        handover=referral.handover,
        received_on=deed.on,
        decide_by=desk.decides_within.after(deed.on),
        school_name=deed.case.school.name,
        child_name=deed.case.pupil.full_name,
        asks=referral.asks,
        question=referral.question,
        content=for_desk(referral.content),
    )
    members = SwvMember.objects.current().filter(swv=swv, is_expert=False)
    notify_many(
        NoticeSpec(
            key=f"referral-{referral.pk}-received-{m.person_id}",
            recipient_id=m.person_id,
            kind="referral_received",
            school_id=deed.case.school_id,
        )
        for m in members
    )


def record_reply(case_id: int, *, reply: str, text: str, actor: Any) -> Referral:
    """The answer of a desk outside Caseflow, from its letter."""
    act = ANSWERING[Reply(one_of("reply", reply, [str(word) for word in Reply]))]
    if act != "give_advice":
        raise Invalid("reply", _("Alleen een SWV beslist over een TLV, en dat antwoordt zelf."))
    with acting(BY_LETTER, case_id, actor) as deed:
        referral = Referral.objects.select_for_update().filter(case=deed.case, state=Referral.SENT).first()
        if referral is None or DeskCase.objects.filter(handover=referral.handover).exists():
            raise Invalid("", _("Dit loket antwoordt zelf in Caseflow."))
        check_asked(referral.asks, reply)
        referral.take_answer(reply, filled("text", text), clock.today())
        referral.save()
        deed.record({"referral": referral.pk, "reply": reply}, {"answer": text})
        return referral
