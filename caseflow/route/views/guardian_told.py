"""The portal: who outside the school was told what of one's own child."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from caseflow.route.opened import opened
from caseflow.route.portal_told import told_about
from caseflow.sop.vocabulary import Part
from pupils.getters import own_child_for
from pupils.policy import Audience, policy
from pupils.requests import SignedIn

PER_PAGE = 20


@policy(Audience.GUARDIAN, because="a guardian with gezag sees who outside the school was told what (AVG art. 15.1c)")
def guardian_told(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = own_child_for(request.user, pupil_id)
    opened(request.user, pupil, Part.ROUTE, f"told-{pupil.pk}")
    page = Paginator(told_about(request.user, pupil), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "route/guardian/told.html", {"pupil": pupil, "page": page})
