"""The HGW cycle, phase by phase."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caseflow import clock
from caseflow.sop.vocabulary import Part
from pupils.commands.hgw import RUNS_HGW, advance_hgw_cycle, close_hgw_cycle, start_hgw_cycle
from pupils.forms import PhaseForm, PlainForm
from pupils.getters import hgw_cycle_for, pupil_to_begin
from pupils.models import HgwCycle, Phase
from pupils.opened import opened
from pupils.policy import Audience, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.requests import SignedIn
from pupils.sessions import with_counts
from pupils.views.pupil import phases

WHO = "the teacher of the group and those who steer the school run the HGW cycle"


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
@require_POST
def start(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil_to_begin(request.user, pupil_id)
    form = form_for(request, PlainForm)
    posted = post_once(request, form, lambda _data: start_hgw_cycle(pupil_id, actor=request.user))
    if posted and posted.result:
        return redirect("pupils:hgw_phase", posted.result.pk)
    return redirect("pupils:pupil", pupil_id)


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def phase(request: SignedIn, cycle_id: int) -> HttpResponse:
    cycle = hgw_cycle_for(request.user, cycle_id)
    require_kind(request.user, cycle.pupil, RUNS_HGW)
    if cycle.phase == Phase.CLOSED:
        return redirect("pupils:pupil", cycle.pupil_id)
    form = form_for(request, PhaseForm, cycle=cycle)
    if post_once(request, form, lambda data: _advance(cycle_id, form, data, request.user), said=_("Vastgelegd.")):
        return redirect(f"/leerlingen/{cycle.pupil_id}/#hgw")
    opened(request.user, cycle.pupil, Part.HGW, f"cycle-{cycle_id}")
    tried = with_counts(cycle.interventions.select_related("pupil"), clock.today())
    return render(request, "pupils/hgw_phase.html", {"pupil": cycle.pupil, "form": form, "round": phases(cycle, tried)})


def _advance(cycle_id: int, form: PhaseForm, data: dict[str, Any], actor: Any) -> HgwCycle:
    if data["phase"] == Phase.REALISEREN:
        return close_hgw_cycle(cycle_id, data["text"], effects=form.effects(), actor=actor)
    return advance_hgw_cycle(cycle_id, data["text"], phase=data["phase"], actor=actor)
