"""The public page of a school's SOP: what anybody may read, and what parents can hold the school to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caseflow import clock
from caseflow.route.profile import Profile
from caseflow.wall.context import rows_of
from pupils.models import School
from pupils.policy import Audience, policy
from pupils.sop import NoSop, sop_for


@policy(Audience.PUBLIC, because="what a school promises is public (WPO, schoolgids); no child and no person is in it")
@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The adopted version that holds today; a school without one is not there."""
    school = get_object_or_404(School, key=key)
    try:
        with rows_of([school.pk]):  # whoever reads it: what this school says of itself, and no other
            version, sop = sop_for(school, clock.today())
    except NoSop:
        raise Http404 from None
    since = max(version.first_day, version.adopted_on or version.first_day)
    context = {"sop": sop, "version": version, "since": since, "profile": Profile(sop)}
    return render(request, "route/profile/page.html", context)
