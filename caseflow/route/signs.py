"""Who signs a document, what each said, and what can be done while somebody is silent: for the pages of staff."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from caseflow.route.models import Paper, PaperAnswer
from caseflow.route.models.paper import ANSWERS
from caseflow.route.viewing import View, steers
from caseflow.sop.vocabulary import RoleKind
from pupils import signing
from pupils.models import ContactAttempt, Guardian


def signs_of(view: View, paper: Paper) -> list[dict[str, Any]]:
    """A row for each guardian whose word is asked."""
    if paper.signature == Paper.NONE or paper.laid_on is None:
        return []
    return list(_rows(view, paper))


def to_sign(paper: Paper) -> list[Guardian]:
    """For a sheet on paper: everybody whose word is asked and who has not signed yet."""
    if paper.signature == Paper.NONE or paper.laid_on is None:
        return list(
            Guardian.objects.signers().filter(pupil=paper.case.pupil_id).select_related("person").order_by("pk")
        )
    answers = ANSWERS[paper.signature]
    asked = signing.table(answers, paper.pk, paper.case.pupil_id)
    return [guardian for guardian in asked if guardian.word != answers.yes]


def _rows(view: View, paper: Paper) -> Iterator[dict[str, Any]]:
    answers = {answer.guardian_id: answer for answer in PaperAnswer.objects.filter(paper=paper)}  # the newest stays
    tried = ContactAttempt.objects.filter(guardian__pupil=view.case.pupil_id, on__gte=paper.laid_on)
    tries = [attempt.guardian_id for attempt in tried]
    reads = view.hears and steers(view)
    waits = view.case.is_open and paper.replaced_on is None and paper.state in (Paper.LAID, Paper.REFUSED)
    for guardian in signing.table(ANSWERS[paper.signature], paper.pk, view.case.pupil_id):
        answer, silent = answers.get(guardian.pk), waits and not guardian.word
        passable = silent and not (guardian.objector or guardian.passed)
        open_ = waits and guardian.word in ("", *PaperAnswer.no) and view.may("lay_document")
        yield {
            "guardian": guardian,
            "answer": answer,
            "said": answer.view if answer and view.hears else "",
            "word": PaperAnswer.Word(answer.answer).label if answer else "",
            "scan": reverse("route:paper_scan", args=[answer.pk]) if reads and answer and answer.scan else "",
            "paper": _url("paper_signature", paper, guardian) if open_ else "",
            "tries": tries.count(guardian.pk),
            "attempt": reverse("pupils:contact", args=[guardian.pk]) if silent and view.roles else "",
            "pass_over": _url("paper_pass_over", paper, guardian) if passable and _directs(view) else "",
        }


def _url(name: str, paper: Paper, guardian: Any) -> str:
    return reverse(f"route:{name}", args=[paper.pk, guardian.pk])


def _directs(view: View) -> bool:
    return any(view.sop.roles[role].kind is RoleKind.DIRECTOR for role in view.roles if role in view.sop.roles)
