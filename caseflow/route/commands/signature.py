"""A guardian's signature on a document, in the portal or on paper, and what she adds to it; one "no" stops."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.languages import DUTCH, spoken
from caseflow.route.acting import Deed, NotYourHand, acting
from caseflow.route.hands import may_do, roles_for
from caseflow.route.models import Case, Paper, PaperAnswer, PaperReaction, Task
from caseflow.route.models.paper import ANSWERS
from caseflow.route.papers import text_of, text_shown
from caseflow.route.written_down import answered
from pupils import signing
from pupils.commands.contact import check_not_overtaken, check_reads_before_yes, pass_over_guardian
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.getters import hold_guardians
from pupils.models import Guardian, PassedOver, Person


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What makes a word that staff write down worth something: its day, who was there, the scan if it was signed."""

    answered_on: date
    witness: str
    scan: "File[bytes] | None"


def sign_document(paper_id: int, *, answer: str, actor: Any, view: str = "") -> PaperAnswer:
    """A guardian's own word. One whose gezag is not recorded may say no too (floor rule 2)."""
    with transaction.atomic():
        hold_guardians(Paper.objects.asked_of(actor).select_related("case").get(pk=paper_id).case.pupil_id)
        paper = Paper.objects.asked_of(actor).select_related("case").get(pk=paper_id)
        guardian = Guardian.objects.signers().get(person=actor, pupil=paper.case.pupil_id)
        cases = Case.objects.filter(pk=paper.case_id)  # the guardian's door is the document itself
        with acting("sign_document", paper.case_id, actor, cases=cases, judged=_is_yes(paper, answer)) as deed:
            return _answer(deed, paper.pk, guardian, answer, view, None)


def record_paper_signature(
    paper_id: int,
    *,
    guardian_id: int,
    answer: str,
    answered_on: date,
    witness: str,
    scan: "File[bytes] | None",
    actor: Any,
    view: str = "",
) -> PaperAnswer:
    """A guardian's word, recorded by who lays documents before guardians.

    A signature has its scan. That it was talked over has not, but never undoes the no of a guardian herself.
    """
    with transaction.atomic():
        paper = Paper.objects.visible_to(actor).exclude(signature=Paper.NONE).select_related("case").get(pk=paper_id)
        hold_guardians(paper.case.pupil_id)
        guardian = Guardian.objects.signers().get(pk=guardian_id, pupil=paper.case.pupil_id)
        with acting(
            "sign_document",
            paper.case_id,
            actor,
            cases=Case.objects.visible_to(actor),
            judged=_is_yes(paper, answer),
            guardians_word=True,
        ) as deed:
            roles = roles_for(deed.sop, deed.case.step, "lay_document")
            if not may_do(actor, deed.case, roles, deed.sop):
                raise NotYourHand("sign_document", roles)
            _check_evidence(paper, guardian, answer, answered_on, scan)
            check_not_overtaken(ANSWERS[paper.signature], paper.pk, guardian, answer, answered_on)
            evidence = OnPaper(answered_on, at_most("witness", filled("witness", witness), 200), scan)
            return _answer(deed, paper.pk, guardian, answer, view, evidence)


def _is_yes(paper: Paper, answer: str) -> bool:
    return answer == ANSWERS[paper.signature].yes


def _check_evidence(paper: Paper, guardian: Guardian, answer: str, on: date, scan: "File[bytes] | None") -> None:
    if not (paper.laid_on or clock.today()) <= on <= clock.today():
        raise Invalid("answered_on", _("Kies een dag tussen het voorleggen en vandaag."))
    if scan is not None:
        return
    said_no = signing.word_of(ANSWERS[paper.signature], paper.pk, guardian) in PaperAnswer.no
    if answer != PaperAnswer.Word.DISCUSSED or said_no:
        raise Invalid("scan", _("Voeg de scan van het getekende document toe."))


def _answer(
    deed: Deed, paper_id: int, guardian: Guardian, answer: str, view: str, on_paper: OnPaper | None
) -> PaperAnswer:
    paper = Paper.objects.select_related("case").get(pk=paper_id)  # as it is under the lock
    answers = ANSWERS[paper.signature]
    one_of("answer", answer, [answers.yes, PaperAnswer.Word.OBJECTED])
    check_reads_before_yes(answers, guardian, answer)
    before = signing.word_of(answers, paper.pk, guardian)
    _check_still_asked(paper, before)
    last = PaperAnswer.objects.filter(paper=paper, guardian=guardian).last()
    if last is not None and (last.answer, last.view) == (answer, view.strip()):
        return last  # a button pressed twice
    given = PaperAnswer.objects.create(
        paper=paper,
        guardian=guardian,
        answer=answer,
        view=at_most("view", view),
        **_how(deed, paper, guardian, on_paper),
    )
    answered(deed, f"paper-{paper.pk}", given)
    data = {"paper": paper.pk, "guardian": guardian.pk, "answer": answer, "how": given.how}
    deed.record(data, {"view": given.view})
    weigh(deed, paper)
    return given


def _how(deed: Deed, paper: Paper, guardian: Guardian, on_paper: OnPaper | None) -> dict[str, Any]:
    """How the word came here, and the text as it was shown, in the language in which its meaning was told."""
    with translation.override(DUTCH if on_paper else spoken().code):
        text = text_of(deed.sop, paper) if on_paper else text_shown(deed.sop, paper, reads=guardian.may_read)
        shown = {"text_shown": text, "language": spoken().code, "answered_at": clock.now()}
    if on_paper is None:
        return {**shown, "how": "portal", "answered_on": deed.on, "identified_by": deed.actor.identified_by}
    return {
        **shown,
        "how": "paper",
        "answered_on": on_paper.answered_on,
        "recorded_by": deed.actor,
        "witness": on_paper.witness,
        "scan": on_paper.scan or "",
    }


def _check_still_asked(paper: Paper, before: str) -> None:
    """What is settled is not taken back; who was passed over, or got gezag later, may still be heard."""
    if paper.replaced_on:
        raise Invalid("", _("Er is een nieuwere versie van dit document."))
    if paper.laid_on is None:
        raise Invalid("", _("Dit document is nog niet voorgelegd."))
    if paper.state == Paper.SETTLED and before:
        raise Invalid("", _("Dit document is al getekend. Er een reactie bij schrijven kan nog wel."))


def weigh(deed: Deed, paper: Paper) -> None:
    """Let the document stand where the guardians' words put it; what is settled stays so while nobody says no."""
    answers, alone = ANSWERS[paper.signature], Paper.objects.filter(pk=paper.pk)
    pupil, before = deed.case.pupil_id, paper.state
    if alone.filter(signing.objected(answers, paper.pk, pupil)).exists():
        _stop(deed, paper)
    elif before in (Paper.LAID, Paper.REFUSED) and alone.filter(signing.complete(answers, paper.pk, pupil)).exists():
        paper.settle(deed.on)
        paper.save()
        deed.record({"paper": paper.pk, "signature": paper.signature}, kind="settle_document")
    elif before == Paper.REFUSED:
        paper.wait_again()
        paper.save()
    if paper.state != Paper.REFUSED:
        close_tasks(deed)


def _stop(deed: Deed, paper: Paper) -> None:
    """A "no" is followed up and moves no case: the owner of the step goes and talks."""
    if paper.state == Paper.REFUSED:
        return
    paper.refuse()
    paper.save()
    event = deed.record({"paper": paper.pk}, kind="stop_document")
    _task(deed, "document_refused", event)


def _task(deed: Deed, kind: str, event: CaseEvent) -> None:
    Task.objects.create(case=deed.case, kind=kind, owner_role=deed.owner, because=event.pk, on=deed.on)


def close_tasks(deed: Deed) -> None:
    """Once no document of the case is refused any more, there is nothing left to talk over."""
    if not Paper.objects.current().filter(case=deed.case, state=Paper.REFUSED).exists():
        Task.objects.filter(case=deed.case, kind="document_refused", done_on=None).update(done_on=deed.on)


def pass_over_for_document(paper_id: int, *, guardian_id: int, reasons: str, actor: Any) -> PassedOver:
    """The director goes on without a guardian who cannot be reached, for this version alone (domain §1.7)."""
    with transaction.atomic():
        asked = Paper.objects.visible_to(actor).current().filter(state=Paper.LAID)
        paper = asked.select_related("case").get(pk=paper_id)
        hold_guardians(paper.case.pupil_id)
        with acting("sign_document", paper.case_id, actor, cases=Case.objects.visible_to(actor), judged=False) as deed:
            guardian = Guardian.objects.get(pk=guardian_id, pupil=deed.case.pupil_id)
            passed = pass_over_guardian(
                guardian_id=guardian.pk,
                reasons=reasons,
                actor=actor,
                paper_id=paper.pk,
                answers=ANSWERS[paper.signature],
                since=paper.laid_on,
            )
            weigh(deed, Paper.objects.select_related("case").get(pk=paper.pk))
            return passed


def add_reaction(paper_id: int, *, text: str, actor: Any) -> PaperReaction:
    """A guardian adds to what was laid before her, whenever she likes; the text itself stays as it was."""
    with transaction.atomic():
        mine = Paper.objects.asked_of(actor) | Paper.objects.for_guardian(actor)
        paper = mine.select_related("case").get(pk=paper_id)
        guardian = Guardian.objects.signers().get(person=actor, pupil=paper.case.pupil_id)
        cases = Case.objects.filter(pk=paper.case_id)
        with acting("add_reaction", paper.case_id, actor, cases=cases, judged=False, closed_too=True) as deed:
            words = {"text": filled("text", text), **PaperReaction.by(actor)}
            reaction = PaperReaction.objects.create(paper=paper, guardian=guardian, on=deed.on, **words)
            event = deed.record({"paper": paper.pk, "guardian": guardian.pk}, {"reaction": reaction.text})
            if deed.case.is_open:
                _task(deed, "document_reaction", event)
            return reaction


def hear_gezag(events: Sequence[CaseEvent]) -> None:
    """Whose signature is waited for follows from who stands there, with which gezag: what was laid is weighed anew."""
    for event in events:
        if event.kind in ("record_gezag", "remove_guardian"):
            _weigh_anew(event)


def _weigh_anew(event: CaseEvent) -> None:
    waiting = Paper.objects.current().filter(case__pupil=event.pupil_id, state__in=(Paper.LAID, Paper.REFUSED))
    for paper in waiting.exclude(signature=Paper.NONE).select_related("case"):
        actor, cases = Person.objects.get(pk=event.actor_id or 0), Case.objects.filter(pk=paper.case_id)
        with acting("sign_document", paper.case_id, actor, cases=cases, judged=False, closed_too=True) as deed:
            weigh(deed, paper)
