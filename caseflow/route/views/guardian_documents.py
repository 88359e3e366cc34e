"""Documents in the portal: read whole, signed for what the signature means, and a reaction beside the text."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.languages import DUTCH, spoken
from caseflow.route.commands.signature import add_reaction, sign_document
from caseflow.route.forms.document import ReactionForm
from caseflow.route.forms.guardian import AnswerForm
from caseflow.route.models import Paper, PaperAnswer, PaperReaction
from caseflow.route.models.paper import ANSWERS
from caseflow.route.opened import opened
from caseflow.route.papers import MEANS, meaning_in_dutch, ordered, paper_for_guardian
from caseflow.route.portal import ways_on
from caseflow.route.written_down import written_down
from caseflow.sop.vocabulary import Part
from pupils.models import Guardian
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated_to_sign
from pupils.requests import SignedIn
from pupils.signing import asks_others, unsigned, word_of
from pupils.sop import sop_for


@policy(
    Audience.GUARDIAN, because="a guardian signs for herself; with gezag not yet recorded she sees this document alone"
)
@recently_authenticated_to_sign
def guardian_paper(request: SignedIn, paper_id: int) -> HttpResponse:
    paper = paper_for_guardian(request.user, paper_id)
    form = form_for(request, AnswerForm)
    said = _("Dank u wel. De school weet wat u ervan vindt.")
    if post_once(request, form, lambda data: sign_document(paper.pk, **data, actor=request.user), said=said):
        return redirect("route:guardian_paper", paper.pk)
    opened(request.user, paper.case.pupil, Part.DOCUMENTS, f"paper-{paper.pk}")
    return render(request, "route/guardian/document.html", {"form": form, **_page(request.user, paper)})


def _page(person: Any, paper: Paper) -> dict[str, Any]:
    """The document whole for who may read, and what this guardian said; of another one only that the school waits."""
    own = Guardian.objects.get(person=person, pupil=paper.case.pupil_id)
    _version, sop = sop_for(paper.case.school, clock.today())
    answers = ANSWERS.get(paper.signature)
    word = word_of(answers, paper.pk, own) if answers else ""
    running = paper.case.is_running and paper.replaced_on is None
    asked = answers is not None and running and (paper.state in (Paper.LAID, Paper.REFUSED) or not word)
    said_no = word in PaperAnswer.no and paper.case.is_open
    last = PaperAnswer.objects.filter(paper=paper, guardian=own).last()
    return {
        "paper": paper,
        "pupil": paper.case.pupil,
        "reads": own.may_read,
        "sections": ordered(sop, paper) if own.may_read else [],
        "means": MEANS[paper.signature],
        "means_in_dutch": None if spoken().code == DUTCH else meaning_in_dutch(paper),
        "word": word,
        "last": last,
        "written_down": written_down(last),
        "asked": asked,
        "others": answers is not None and asked and not word and asks_others(answers, paper.pk, own),
        "waits_for_another": asked and word and word not in PaperAnswer.no and _others_wait(paper, own),
        "reactions": PaperReaction.objects.filter(paper=paper, guardian=own),
        "ways": ways_on(paper.case) if said_no and paper.signature == "agreed" else [],  # else a talk is the way on
    }


def _others_wait(paper: Paper, own: Guardian) -> bool:
    waiting = unsigned(ANSWERS[paper.signature], paper.pk, paper.case.pupil_id)
    return waiting.filter(word="").exclude(pk=own.pk).exists()


@policy(Audience.GUARDIAN, because="a guardian adds her view to what was laid before her; the text stays as it is")
@recently_authenticated_to_sign
def guardian_reaction(request: SignedIn, paper_id: int) -> HttpResponse:
    paper = paper_for_guardian(request.user, paper_id)
    form = form_for(request, ReactionForm)
    said = _("Dank u wel. Uw reactie staat erbij.")
    if post_once(request, form, lambda data: add_reaction(paper.pk, **data, actor=request.user), said=said):
        return redirect("route:guardian_paper", paper.pk)
    opened(request.user, paper.case.pupil, Part.DOCUMENTS, f"paper-{paper.pk}")
    return render(request, "route/guardian/reaction.html", {"form": form, "paper": paper})
