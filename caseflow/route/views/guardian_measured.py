"""The portal: what was measured, how much was missed, and what people judged of the school's limits."""

from django.http import HttpResponse
from django.shortcuts import render

from caseflow.route.models import LimitJudgement
from caseflow.route.opened import opened, opened_parts
from caseflow.route.portal import ways_at_limit
from caseflow.sop.vocabulary import Part
from pupils.getters import found, own_child_for
from pupils.policy import Audience, policy
from pupils.queries import absences_of, measurements_of
from pupils.requests import SignedIn


@policy(Audience.GUARDIAN, because="results and absence are final once recorded, and theirs with gezag to read")
def guardian_measured(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = own_child_for(request.user, pupil_id)
    opened_parts(request.user, pupil, (Part.MEASUREMENTS, Part.ATTENDANCE))
    context = {
        "pupil": pupil,
        "measurements": list(measurements_of(pupil)),
        "absences": list(absences_of(pupil)),
        "records": False,
    }
    return render(request, "route/guardian/measured.html", context)


@policy(Audience.GUARDIAN, because="what people judged of their child, with the reasons, is theirs with gezag to read")
def guardian_judgement(request: SignedIn, judgement_id: int) -> HttpResponse:
    judged = LimitJudgement.objects.for_guardian(request.user).select_related("case__pupil", "by")
    one = found(judged, judgement_id)
    opened(request.user, one.case.pupil, Part.ROUTE, f"judgement-{one.pk}")
    ways = ways_at_limit(one.case) if one.is_reached else []
    return render(request, "route/guardian/judgement.html", {"judgement": one, "pupil": one.case.pupil, "ways": ways})
