"""What was understood of one pupil: written down, and ended."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caseflow.sop.vocabulary import Part
from pupils.commands.insight import end_insight, note_insight
from pupils.forms import PlainForm
from pupils.getters import insight_for, pupil_to_begin
from pupils.group_plan_forms import InsightForm
from pupils.models.hgw import RUNS_HGW
from pupils.opened import opened
from pupils.policy import Audience, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.queries import insights_of
from pupils.requests import SignedIn

WHO = "the teacher of the group and those who steer the school say what they understood of a pupil"


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def note(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = pupil_to_begin(request.user, pupil_id)
    require_kind(request.user, pupil, RUNS_HGW)
    form = form_for(request, InsightForm)
    said = _("Het staat erbij. Je kunt er meteen nog een opschrijven.")
    if post_once(request, form, lambda data: note_insight(pupil_id, **data, actor=request.user), said=said):
        return redirect("pupils:insight", pupil_id)
    opened(request.user, pupil, Part.HGW, "insights")
    return render(request, "pupils/insight.html", {"pupil": pupil, "form": form, "insights": insights_of(pupil)})


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
@require_POST
def end(request: SignedIn, insight_id: int) -> HttpResponse:
    insight = insight_for(request.user, insight_id)
    form = form_for(request, PlainForm)
    said = _("Dit geldt niet meer. Het blijft terug te lezen in het dossier.")
    post_once(request, form, lambda _data: end_insight(insight_id, actor=request.user), said=said)
    return redirect("pupils:insight", insight.pupil_id)
