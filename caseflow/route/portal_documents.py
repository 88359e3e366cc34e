"""Documents in the portal of guardians: what is to be signed, and what was laid before them to read."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from caseflow.languages import schools_own
from caseflow.route.models import Case, Paper, PaperAnswer
from caseflow.route.models.paper import ANSWERS
from caseflow.route.papers import MEANS
from caseflow.route.portal import Ask, Piece, asks_guardian, final_pieces
from caseflow.route.portal_not_now import Once, answered_before, newest_of_each
from pupils.models import Guardian


@asks_guardian
def papers_to_sign(guardian: Guardian) -> Iterator[Ask]:
    waiting = Paper.objects.asked_of(guardian.person).filter(case__pupil=guardian.pupil_id, case__closed_on=None)
    answered = Exists(PaperAnswer.objects.filter(paper=OuterRef("pk"), guardian=guardian))
    silent = waiting.filter(~answered, state__in=(Paper.LAID, Paper.REFUSED))
    for paper in silent.order_by("laid_on", "pk"):
        yield Ask(
            guardian.pupil_id,
            _("Wilt u dit lezen en tekenen?") if guardian.may_read else _("De school legde iets voor aan ouders"),
            format_html("{} · {}", schools_own(paper.name), MEANS[paper.signature][0]),
            reverse("route:guardian_paper", args=[paper.pk]),
            _("Lezen") if guardian.may_read else _("Bekijk"),
        )


@final_pieces
def papers(person: Any, case: Case) -> Iterator[Piece]:
    for paper in Paper.objects.for_guardian(person).filter(case=case):
        version = _("versie %(number)s") % {"number": paper.number}
        name = schools_own(paper.name)
        title = name if paper.number == 1 else format_html("{} ({})", name, version)
        url = reverse("route:guardian_paper", args=[paper.pk])
        yield Piece(title, _about(paper), paper.settled_on or paper.laid_on or paper.started_on, url)


@answered_before
def papers_answered(person: Any) -> Iterator[Once]:
    hers = Paper.objects.asked_of(person) | Paper.objects.for_guardian(person)
    for signature, answers in ANSWERS.items():
        said = answers.objects.filter(guardian__person=person, paper__signature=signature)
        once = said.exclude(paper__in=hers.values("pk")).select_related("paper__case")
        for one in newest_of_each(once, answers):
            word = str(PaperAnswer.Word(one.answer).label)
            yield Once(one.paper.case.pupil_id, schools_own(one.paper.name), word, one.answered_on, one.view)


def _about(paper: Paper) -> str:
    if paper.replaced_on:
        return _("Een eerdere versie")
    if paper.state == Paper.REFUSED:
        return _("De school praat hier nog over")
    if paper.state == Paper.LAID:
        return _("De school legde dit aan u voor")
    return {
        Paper.NONE: _("Om te lezen"),
        Paper.DISCUSSED: _("Dit is met u besproken"),
        Paper.AGREED: _("Hier stemden de ouders mee in"),
    }[paper.signature]
