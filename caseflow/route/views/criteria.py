"""The criteria of a desk outside the school, with the evidence for one child; and the file for it as PDF."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caseflow.documents.answering import pdf_answer
from caseflow.route.criteria import Criteria, bases_of, criteria_of, help_of, stays_of
from caseflow.route.criteria_letter import consent_word, dossier_pdf, parts_of
from caseflow.route.opened import opened_parts
from caseflow.route.viewing import View, case_for, view_of
from caseflow.route.wording import WORDS
from caseflow.sop.vocabulary import Part
from pupils.models.hgw import RUNS_HGW
from pupils.policy import Audience, policy, require_kind
from pupils.proving import recently_authenticated_to_take
from pupils.requests import SignedIn

FILE = "leerlingdossier"


@policy(Audience.STAFF, because="staff who see the case see what its desk asks, and what was found of it")
@require_safe
def show(request: SignedIn, case_id: int) -> HttpResponse:
    view, criteria = _criteria(request, case_id)
    bases, given, stays = bases_of(view, criteria.way), help_of(view), stays_of(view.case, view.sop)
    parts = {Part.ROUTE, *(basis.part for basis in bases), *((Part.HGW,) if given else ())}
    opened_parts(request.user, view.case.pupil, parts, f"case-{case_id}-criteria")
    word = consent_word(view, criteria)
    context: dict[str, Any] = {
        "view": view,
        "case": view.case,
        "criteria": criteria,
        "track": view.sop.tracks[view.case.track],
        "from_step": view.sop.steps[criteria.step],
        "bases": bases,
        "help": given,
        "stays": stays,
        "consent": WORDS[word],
        "agreed": word == "given",
        "exports": bool(view.roles & _runs(view)),
    }
    return render(request, "route/criteria.html", context)


@policy(
    Audience.STAFF,
    kinds=RUNS_HGW,
    because="who works with the child or steers makes its file for the desk of its track",
)
@recently_authenticated_to_take
@require_safe
def dossier(request: SignedIn, case_id: int) -> HttpResponse:
    """Only where the criteria are met: what goes to a desk before that is sent back."""
    view, criteria = _criteria(request, case_id)
    require_kind(request.user, view.case.pupil, RUNS_HGW)
    if not criteria.met:
        messages.warning(request, _("Nog niet aan alle voorwaarden is voldaan. Daarom is er nog geen leerlingdossier."))
        return redirect("route:criteria", case_id)
    opened_parts(request.user, view.case.pupil, {Part.ROUTE, *parts_of(view, criteria)}, f"case-{case_id}-dossier")
    return pdf_answer(dossier_pdf(view, criteria), FILE)


def _criteria(request: SignedIn, case_id: int) -> tuple[View, Criteria]:
    view = view_of(request.user, case_for(request.user, case_id))
    criteria = criteria_of(view)
    if criteria is None:
        raise Http404
    return view, criteria


def _runs(view: View) -> frozenset[str]:
    return frozenset(view.sop.roles_of_kind(*RUNS_HGW))
