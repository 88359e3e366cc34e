"""Writing down what one saw, in seconds; and putting right what was written of the wrong child."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow import clock
from caseflow.sop.vocabulary import Part
from pupils.commands.observation import (
    log_observation,
    log_observations,
    move_observation,
    withdraw_observation,
)
from pupils.getters import own_observation_for, pupil_to_begin
from pupils.models import Group
from pupils.observation_forms import MendForm, ObservationForm, ObserveGroupForm
from pupils.opened import opened
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.queries import groups_of, pupils_in, pupils_of
from pupils.requests import SignedIn


@policy(Audience.STAFF, because="whoever of the staff sees a pupil may write down what she saw")
def new(request: SignedIn, pupil_id: int, incident: bool = False) -> HttpResponse:
    pupil = pupil_to_begin(request.user, pupil_id)
    form = form_for(request, ObservationForm, initial={"seen_on": clock.today(), "incident": incident})
    if post_once(
        request, form, lambda data: log_observation(pupil_id, **data, actor=request.user), said=_("Genoteerd. Dank je.")
    ):
        return redirect("pupils:pupil", pupil_id)
    return render(request, "pupils/observe.html", {"pupil": pupil, "form": form})


@policy(Audience.STAFF, because="whoever of the staff sees pupils of a group may write down what she saw of them")
def group(request: SignedIn) -> HttpResponse:
    """One's own group on one screen; after saving it stands ready for the next."""
    groups = list(groups_of(request.user, clock.today()))
    chosen = _chosen(groups, request.GET.get("groep", ""))
    if chosen is None:
        return render(request, "pupils/observe_nobody.html")
    pupils = pupils_in(request.user, chosen, on=clock.today())
    form = form_for(request, ObserveGroupForm, initial={"seen_on": clock.today()}, pupils=pupils)

    def run(data: dict[str, Any]) -> Any:
        numbers = data.pop("pupils")
        return log_observations(numbers, **data, actor=request.user)

    number = len(form.cleaned_data.get("pupils", ())) if form.is_bound and form.is_valid() else 0
    said = ngettext(
        "Genoteerd bij %(number)d kind. Dank je.", "Genoteerd bij %(number)d kinderen. Dank je.", number
    ) % {"number": number}
    if post_once(request, form, run, said=said):
        return redirect(request.get_full_path())
    context = {"form": form, "group": chosen, "groups": groups if len(groups) > 1 else []}
    return render(request, "pupils/observe_group.html", context)


def _chosen(groups: list[Group], number: str) -> Group | None:
    """The group of the address, else the first; one that is not hers is as one that is not there."""
    return next((group for group in groups if str(group.pk) == number), groups[0] if groups else None)


@policy(Audience.STAFF, because="who wrote an observation puts it right; it is gone at once where it did not belong")
def mend(request: SignedIn, observation_id: int) -> HttpResponse:
    seen = own_observation_for(request.user, observation_id)
    opened(request.user, seen.pupil, Part.OBSERVATIONS, f"observation-{observation_id}")
    others = pupils_of(request.user, clock.today()).exclude(pk=seen.pupil_id)
    form = form_for(request, MendForm, pupils=others)

    def run(data: dict[str, Any]) -> Any:
        if data["what"] == MendForm.MOVE:
            return move_observation(observation_id, int(data["to"]), actor=request.user)
        return withdraw_observation(observation_id, actor=request.user)

    if post_once(request, form, run, said=_("Gedaan. Bij dit kind staat het niet meer.")):
        return redirect("pupils:pupil", seen.pupil_id)
    return render(request, "pupils/observation_mend.html", {"seen": seen, "pupil": seen.pupil, "form": form})
