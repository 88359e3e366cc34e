"""The groeidocument as a PDF: for staff to hand to one reader, and for a guardian from the portal."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caseflow import clock
from caseflow.documents.answering import pdf_answer
from caseflow.route.growing import (
    Chapter,
    For,
    Telling,
    chapters_at,
    chapters_for,
    next_school,
    of_guardian,
    readers_of,
    tables_of,
    team,
)
from caseflow.route.growing_pdf import for_guardian, for_school, for_table
from caseflow.route.models import Case
from caseflow.route.opened import opened_parts
from caseflow.route.viewing import View, case_for, view_of
from caseflow.sop.next_school import CITE
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.getters import found
from pupils.models import Guardian, Pupil
from pupils.own_child import require_hears_guardians
from pupils.policy import Audience, policy, require_kind
from pupils.proving import recently_authenticated_to_take
from pupils.requests import SignedIn
from pupils.sop import sop_for

FILE, RAPPORT = "groeidocument", "onderwijskundig-rapport"
#: By the word in the address: what the school prints of its own file.
PRINTED = {"zorgteam": For.TEAM, "volgende-school": For.NEXT_SCHOOL}
WHOLE = "the whole file on paper is made by who steers the school, and answers for where it goes"


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHOLE)
@require_safe
def growing(request: SignedIn, case_id: int) -> HttpResponse:
    """For whom it can be made, and what each would read."""
    view = _view(request, case_id)
    guardians = readers_of(view.case) if view.hears else []
    context = {
        "case": view.case,
        "team": _titles(chapters_for(team(view))),
        "tables": [(item, _titles(chapters_at(item, view.sop, hears=view.hears))) for item in tables_of(view.case)],
        "guardians": [(one, _titles(chapters_for(of_guardian(view.case, view.sop, one)))) for one in guardians],
        "along": _titles(chapters_for(_along(view))),
        "cite": CITE,
    }
    opened_parts(request.user, view.case.pupil, {Part.PUPIL, Part.GUARDIANS}, f"case-{case_id}-growing")
    return render(request, "route/growing.html", context)


def _titles(chapters: Iterable[Chapter]) -> list[str]:
    return [one.title for one in chapters]


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHOLE)
@recently_authenticated_to_take
@require_safe
def growing_pdf(request: SignedIn, case_id: int, reader: str) -> HttpResponse:
    view = _view(request, case_id)
    if reader not in PRINTED:
        raise Http404
    if PRINTED[reader] is For.NEXT_SCHOOL:
        _check_comes_next(view.case)
    inside = PRINTED[reader] is For.TEAM
    made, chapters = for_school(team(view) if inside else _along(view))
    return _taken(request, view.case.pupil, made, chapters, f"case-{case_id}-{reader}", FILE if inside else RAPPORT)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHOLE)
@recently_authenticated_to_take
@require_safe
def growing_table(request: SignedIn, case_id: int, item_id: int) -> HttpResponse:
    """Not there without a yes of the guardians that stands today."""
    view = _view(request, case_id)
    item = next((one for one in tables_of(view.case) if one.pk == item_id), None)
    if item is None:
        raise Http404
    made, chapters = for_table(item, view.sop, hears=view.hears)
    return _taken(request, view.case.pupil, made, chapters, f"case-{case_id}-item-{item_id}", FILE)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who gives a guardian her paper hears what she wrote; see own_child")
@recently_authenticated_to_take
@require_safe
def growing_guardian(request: SignedIn, case_id: int, guardian_id: int) -> HttpResponse:
    view = _view(request, case_id)
    require_hears_guardians(request.user, view.case.pupil)
    guardian = found(Guardian.objects.reading().filter(pupil=view.case.pupil_id).select_related("person"), guardian_id)
    made, chapters = for_guardian(of_guardian(view.case, view.sop, guardian), guardian)
    return _taken(request, view.case.pupil, made, chapters, f"case-{case_id}-guardian-{guardian_id}", FILE)


def _view(request: SignedIn, case_id: int) -> View:
    view = view_of(request.user, case_for(request.user, case_id))
    require_kind(request.user, view.case.pupil, SCHOOL_WIDE)
    return view


def _along(view: View) -> Telling:
    return next_school(view.case, view.sop, view.person, hears=view.hears)


def _taken(
    request: SignedIn, pupil: Pupil, made: bytes, chapters: Iterable[Chapter], what: str, name: str
) -> HttpResponse:
    """Written down with the parts that stand in it, and given."""
    opened_parts(request.user, pupil, {Part.PUPIL, *(one.part for one in chapters)}, what)
    return pdf_answer(made, name)


# --- The portal ------------------------------------------------------------------------------------------------------


@policy(
    Audience.GUARDIAN, because="a guardian with gezag keeps what is final of her child's case, and nothing of another"
)
@recently_authenticated_to_take
@require_safe
def guardian_growing(request: SignedIn, case_id: int) -> HttpResponse:
    case = _own_case(request, case_id)
    own = Guardian.objects.reading().select_related("person").get(person=request.user, pupil=case.pupil_id)
    made, chapters = for_guardian(of_guardian(case, sop_for(case.school_id, clock.today())[1], own), own)
    return _taken(request, case.pupil, made, chapters, f"case-{case_id}-guardian-{own.pk}", FILE)


@policy(Audience.GUARDIAN, because="guardians get a copy of what goes along to the next school (WPO art. 42)")
@recently_authenticated_to_take
@require_safe
def guardian_growing_next(request: SignedIn, case_id: int) -> HttpResponse:
    case = _own_case(request, case_id)
    _check_comes_next(case)
    made, chapters = for_school(next_school(case, sop_for(case.school_id, clock.today())[1], request.user))
    return _taken(request, case.pupil, made, chapters, f"case-{case_id}-volgende-school", RAPPORT)


def _check_comes_next(case: Case) -> None:
    if case.pupil.died:
        raise Http404  # no school comes next


def _own_case(request: SignedIn, case_id: int) -> Case:
    cases = Case.objects.for_guardian(request.user).select_related("pupil__group", "pupil__school", "school")
    return found(cases, case_id)
