"""The portal: who looked in the file of one's own child."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from caseflow import clock
from caseflow.route.opened import opened
from caseflow.route.who_read import looks_at, looks_of
from caseflow.sop.vocabulary import Part
from pupils.getters import own_child_for
from pupils.policy import Audience, policy
from pupils.requests import SignedIn
from pupils.sop import sop_for

PER_PAGE = 40


@policy(Audience.GUARDIAN, because="a guardian with gezag sees by role and day who read in her child's file (AVG 5(2))")
def guardian_reads(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = own_child_for(request.user, pupil_id)
    opened(request.user, pupil, Part.ROUTE, f"reads-{pupil.pk}")
    _version, sop = sop_for(pupil.school, clock.today())
    page = Paginator(looks_at(pupil, request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"pupil": pupil, "page": page, "looks": looks_of(pupil, request.user, list(page), sop)}
    return render(request, "route/guardian/reads.html", context)
