"""Writing down what one saw, in seconds."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from pupils.commands.observation import log_observation
from pupils.forms import ObservationForm
from pupils.getters import pupil_for
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.requests import SignedIn


@policy(Audience.STAFF, because="whoever of the staff sees a pupil may write down what she saw")
def new(request: SignedIn, pupil_id: int, incident: bool = False) -> HttpResponse:
    pupil = pupil_for(request.user, pupil_id)
    form = form_for(request, ObservationForm, initial={"seen_on": clock.today(), "incident": incident})
    if post_once(
        request, form, lambda data: log_observation(pupil_id, **data, actor=request.user), said=_("Genoteerd. Dank je.")
    ):
        return redirect("pupils:pupil", pupil_id)
    return render(request, "pupils/observe.html", {"pupil": pupil, "form": form})
