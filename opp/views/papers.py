"""The OPP as PDF: for the school's file, for parents in short, for the child; and the report of an evaluation."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from caseflow.documents.answering import pdf_answer
from caseflow.languages import DUTCH
from caseflow.route.opened import opened
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from opp.models import Evaluation, Handelingsdeel
from opp.on_paper import Paper, for_guardian, for_staff
from opp.queries import handelingsdeel_for
from opp.report import report_of
from pupils.getters import found
from pupils.models import Guardian
from pupils.own_child import hears_guardians
from pupils.policy import Audience, policy, require_kind
from pupils.proving import recently_authenticated_to_take
from pupils.requests import SignedIn


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers makes an OPP on paper, and answers for it")
@recently_authenticated_to_take
@require_safe
def on_paper(request: SignedIn, handelingsdeel_id: int, paper: str) -> HttpResponse:
    version = handelingsdeel_for(request.user, handelingsdeel_id)
    require_kind(request.user, version.opp.pupil, SCHOOL_WIDE)
    if version.offered_on is None:
        raise Http404  # a draft is its author's
    hears = hears_guardians(request.user, version.opp.pupil)
    made = for_staff(version, _known(paper), hears=hears)
    return _given(request, version, paper, made)


@policy(Audience.GUARDIAN, because="what was laid before her is theirs with gezag to keep, with her own answer alone")
@recently_authenticated_to_take
@require_safe
def guardian_paper(request: SignedIn, handelingsdeel_id: int, paper: str) -> HttpResponse:
    """Once the perspective is final or was talked over with her: a draft is its author's (floor rule 14)."""
    offered = Handelingsdeel.objects.for_guardian(request.user).filter(opp__consulted_on__isnull=False)
    version = found(offered.select_related("opp__case__school", "opp__pupil__group"), handelingsdeel_id)
    own = Guardian.objects.reading().select_related("person").get(person=request.user, pupil=version.opp.pupil_id)
    return _given(request, version, paper, for_guardian(version, _known(paper), own))


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers makes a report on paper, and answers for it")
@recently_authenticated_to_take
@require_safe
def report(request: SignedIn, evaluation_id: int) -> HttpResponse:
    evaluation = found(_with_all(Evaluation.objects.visible_to(request.user)), evaluation_id)
    require_kind(request.user, evaluation.opp.pupil, SCHOOL_WIDE)
    made = report_of(evaluation, DUTCH, hears=hears_guardians(request.user, evaluation.opp.pupil))
    return _reported(request, evaluation, made)


@policy(Audience.GUARDIAN, because="an evaluation is held with the guardians, and theirs with gezag to keep")
@recently_authenticated_to_take
@require_safe
def guardian_report(request: SignedIn, evaluation_id: int) -> HttpResponse:
    evaluation = found(_with_all(Evaluation.objects.for_guardian(request.user)), evaluation_id)
    return _reported(request, evaluation, report_of(evaluation, request.user.language, hears=True))


def _with_all(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    return evaluations.select_related("opp__case__school", "opp__pupil", "held_by")


def _reported(request: SignedIn, evaluation: Evaluation, made: bytes) -> HttpResponse:
    opened(request.user, evaluation.opp.pupil, Part.EVALUATIONS, f"evaluation-{evaluation.pk}")
    return pdf_answer(made, "evaluatie")


def _known(paper: str) -> Paper:
    if paper not in set(Paper):
        raise Http404
    return Paper(paper)


def _given(request: SignedIn, version: Handelingsdeel, paper: str, made: bytes) -> HttpResponse:
    opened(request.user, version.opp.pupil, Part.OPP, f"handelingsdeel-{version.pk}-{paper}")
    return pdf_answer(made, paper)
