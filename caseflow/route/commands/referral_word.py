"""What guardians say of a referral before it leaves: their view, and their signature where the desk asks one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.languages import DUTCH, spoken
from caseflow.route.acting import Deed, acting
from caseflow.route.commands.referral import close_tasks, concept_of
from caseflow.route.commands.signature import OnPaper
from caseflow.route.models import Case, Referral, ReferralSeen, Task
from caseflow.route.referral_text import desk_of, signed_at, text_of
from caseflow.route.written_down import answered
from caseflow.sop.schema import Desk
from pupils import signing
from pupils.commands.contact import check_not_overtaken, pass_over_guardian
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.getters import hold_guardians
from pupils.models import Guardian, How, PassedOver

SEEN, SIGNED, OBJECTED = ReferralSeen.Word.SEEN, ReferralSeen.Word.SIGNED, ReferralSeen.Word.OBJECTED
#: What each act can say; an objection is taken by either.
WORDS = {"add_view": (SEEN, OBJECTED), "sign_referral": (SIGNED, OBJECTED)}


def add_view(referral_id: int, *, view: str, actor: Any, answer: str = "") -> ReferralSeen:
    """A guardian read the whole referral and adds a view; an empty one says: nothing to add. Her last one counts."""
    return _of_her_own("add_view", referral_id, answer or SEEN, view, actor)


def sign_referral(referral_id: int, *, answer: str, actor: Any, view: str = "") -> ReferralSeen:
    """A guardian signs the whole referral as it was shown to her, or does not, at a desk that asks it."""
    return _of_her_own("sign_referral", referral_id, answer, view, actor)


def _of_her_own(act: str, referral_id: int, answer: str, view: str, actor: Any) -> ReferralSeen:
    with transaction.atomic():
        hold_guardians(Referral.objects.for_guardian(actor).select_related("case").get(pk=referral_id).case.pupil_id)
        referral = Referral.objects.for_guardian(actor).get(pk=referral_id)
        cases = Case.objects.for_guardian(actor)
        with acting(act, referral.case_id, actor, cases=cases, judged=answer != OBJECTED) as deed:
            if not Referral.objects.filter(pk=referral_id, state=Referral.CONCEPT).exists():
                raise Invalid("", _("Deze verwijzing is al verstuurd."))
            guardian = referral.views.get(guardian__person=actor).guardian
            return _answer(deed, referral, guardian, answer, view, None)


def record_view_on_paper(
    case_id: int,
    *,
    guardian_id: int,
    view: str,
    on: date,
    witness: str,
    actor: Any,
    scan: "File[bytes] | None" = None,
    answer: str = "",
) -> ReferralSeen:
    """A guardian without the portal said it at the table, or signed; staff write it down, and who heard or saw it.

    A signature has its scan; what she wrote herself goes along as one. She may object before her gezag is recorded.
    """
    with _held_guardians(case_id, actor), acting("show_referral", case_id, actor, guardians_word=True) as deed:
        referral = concept_of(deed.case)
        guardian = Guardian.objects.signers().get(pk=guardian_id, pupil=deed.case.pupil_id)
        shown = referral.views.filter(guardian=guardian).first()
        if shown is None and (guardian.may_read or answer != OBJECTED):
            raise ObjectDoesNotExist
        if not (shown.shown_on if shown else referral.prepared_on) <= on <= deed.on:
            raise Invalid("on", _("Kies een dag tussen het laten zien en vandaag."))
        _check_hers(referral, guardian, answer, on, scan)
        said = OnPaper(on, at_most("witness", filled("witness", witness), 200), scan)
        act = "sign_referral" if signed_at(_desk(deed, referral)) else "add_view"
        return _answer(deed, referral, guardian, answer or SEEN, view, said, act)


@contextmanager
def _held_guardians(case_id: int, actor: Any) -> Iterator[None]:
    """Around an act on a case: its guardians are held before the case is."""
    with transaction.atomic():
        hold_guardians(Case.objects.visible_to(actor).get(pk=case_id).pupil_id)
        yield


def _check_hers(referral: Referral, guardian: Guardian, answer: str, on: date, scan: "File[bytes] | None") -> None:
    """What a guardian said is not written over.

    An objection is always taken; what signs, or takes an objection back, stands on a scan.
    """
    if answer == OBJECTED:
        return
    before = signing.word_of(ReferralSeen, referral.pk, guardian)
    if before == SIGNED or (before == SEEN and answer != SIGNED):
        raise Invalid("", _("Deze ouder gaf al een kijk. Alleen deze ouder zelf verandert die."))
    if scan is None and (answer == SIGNED or before == OBJECTED):
        raise Invalid("scan", _("Voeg de scan toe van wat deze ouder tekende."))
    check_not_overtaken(ReferralSeen, referral.pk, guardian, ReferralSeen.yes, on)


def _answer(
    deed: Deed,
    referral: Referral,
    guardian: Guardian,
    answer: str,
    view: str,
    on_paper: OnPaper | None,
    act: str = "",
) -> ReferralSeen:
    desk, kind = _desk(deed, referral), act or deed.act
    one_of("answer", answer, WORDS[kind])
    if answer == SIGNED and not signed_at(desk):
        raise Invalid("answer", _("Dit loket vraagt geen handtekening."))
    if answer == SEEN and signed_at(desk):
        raise Invalid("answer", _("Dit loket vraagt een handtekening: kies voor tekenen, of voor niet tekenen."))
    last = referral.seen.filter(guardian=guardian).last()
    if last is not None and not on_paper and (last.how, last.answer, last.view) == (How.PORTAL, answer, view.strip()):
        return last  # a button pressed twice
    seen = ReferralSeen.objects.create(
        referral=referral,
        guardian=guardian,
        answer=answer,
        view=at_most("view", view),
        answered_at=clock.now(),
        **_how(deed, referral, guardian, desk, on_paper),
    )
    answered(deed, f"referral-{referral.pk}", seen)
    data = {"referral": referral.pk, "guardian": guardian.pk, "answer": answer, "how": seen.how}
    data |= {"on": on_paper.answered_on} if on_paper else {}
    texts = {"view": view, "witness": seen.witness} if on_paper else {"view": view}
    event = deed.record(data, texts, kind=kind)
    _follow(deed, desk, event.pk)
    return seen


def _how(
    deed: Deed, referral: Referral, guardian: Guardian, desk: Desk | None, on_paper: OnPaper | None
) -> dict[str, Any]:
    """How the word came here, and the text as it was shown, in the language in which it was."""
    with translation.override(DUTCH if on_paper else spoken().code):
        shown = {"text_shown": text_of(referral, guardian, desk), "language": spoken().code}
    if on_paper is None:
        return {**shown, "answered_on": deed.on, "identified_by": deed.actor.identified_by}
    return {
        **shown,
        "how": How.PAPER,
        "answered_on": on_paper.answered_on,
        "recorded_by": deed.actor,
        "witness": on_paper.witness,
        "scan": on_paper.scan or "",
    }


def _follow(deed: Deed, desk: Desk | None, event_id: int) -> None:
    """A "no" that stops it is followed up and moves no case: the owner of the step goes and talks."""
    if not _objected(deed.case).exists():
        close_tasks(deed.case, deed.on)
    elif desk and desk.stops_at_no:
        waiting = Task.objects.filter(case=deed.case, kind="referral_refused", done_on=None)
        if not waiting.exists():
            Task.objects.create(
                case=deed.case, kind="referral_refused", owner_role=deed.owner, because=event_id, on=deed.on
            )


def _desk(deed: Deed, referral: Referral) -> Desk | None:
    return deed.sop.desks.get(referral.desk)


def _objected(case: Case) -> QuerySet[Referral]:
    """What lies before the guardians of a case, if one of them says no to it."""
    against = signing.objected(ReferralSeen, "pk", "case__pupil_id")
    return Referral.objects.filter(against, case=case, state=Referral.CONCEPT)


def hear_gezag_of_referrals(events: Sequence[CaseEvent]) -> None:
    """Whose "no" counts follows from the gezag: when that is recorded, there may be nothing left to talk over."""
    for event in events:
        if event.kind == "record_gezag":
            for case in Case.objects.open().filter(pupil=event.pupil_id, referrals__state=Referral.CONCEPT):
                if not _objected(case).exists():
                    close_tasks(case, clock.today())


def pass_over_for_referral(referral_id: int, *, guardian_id: int, reasons: str, actor: Any) -> PassedOver:
    """The director goes on without the signature of a guardian who cannot be reached, for this referral alone."""
    with transaction.atomic():
        shown = Referral.objects.visible_to(actor).filter(state=Referral.CONCEPT).select_related("case__school")
        hold_guardians(shown.get(pk=referral_id).case.pupil_id)
        referral = shown.select_for_update(of=("self",)).get(pk=referral_id)
        desk = desk_of(referral)
        if desk is None or desk.parents_sign != "all":
            raise Invalid("", _("Op de handtekening van deze ouder wacht de verwijzing niet."))
        view = referral.views.get(guardian=guardian_id)
        return pass_over_guardian(
            guardian_id=guardian_id,
            reasons=reasons,
            actor=actor,
            referral_id=referral.pk,
            answers=ReferralSeen,
            since=view.shown_on,
        )
