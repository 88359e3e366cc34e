"""Interventions: begun with one child or a little group, counted each time, and what they brought."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from caseflow import clock
from caseflow.sop.vocabulary import Part
from pupils.calendar import FEW_GROUPS
from pupils.commands.intervention import record_effect, start_intervention, start_interventions
from pupils.commands.session import record_session, take_back_session
from pupils.forms import PlainForm
from pupils.getters import intervention_for, pupil_to_begin
from pupils.intervention_forms import EffectForm, InterventionForm, LittleGroupForm, SessionForm
from pupils.models import GIVES, Group, InterventionSession
from pupils.models.hgw import RUNS_HGW
from pupils.opened import opened
from pupils.policy import Audience, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.queries import groups_of, pupils_in, unfinished_cycle_of
from pupils.requests import SignedIn
from pupils.sessions import little_group_of, with_counts
from pupils.sop import sops_for

WHO = "the teacher of the group and those who steer the school decide what is done"
WHO_GIVES = "whoever gives it writes down that it was held: teacher, assistant, specialist, and who steers the school"
START = "route:start"


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def intervene(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = pupil_to_begin(request.user, pupil_id)
    require_kind(request.user, pupil, RUNS_HGW)
    cycle = unfinished_cycle_of(pupil)
    years = pupil.group.jaargroepen if pupil.group else ()
    initial = {"starts_on": clock.today(), "group_size": 1}
    form = form_for(request, InterventionForm, initial=initial, sop=_sop(pupil.school_id), years=years)

    def run(data: dict[str, Any]) -> Any:
        return start_intervention(pupil_id, **data, cycle_id=cycle.pk if cycle else None, actor=request.user)

    if post_once(request, form, run, said=_("De interventie staat erbij.")):
        return redirect(f"/leerlingen/{pupil_id}/#hgw")
    return render(request, "pupils/intervention.html", {"pupil": pupil, "form": form})


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def together(request: SignedIn) -> HttpResponse:
    """A little group out of one's own groups; who sees many groups chooses one."""
    groups = list(groups_of(request.user, clock.today()))
    few = len(groups) <= FEW_GROUPS
    chosen = groups if few else [_chosen(groups, request.GET.get("groep", ""))]
    if not chosen:
        return render(request, "pupils/observe_nobody.html")
    pupils = pupils_in(request.user, *chosen, on=clock.today())
    years = frozenset[int]().union(*(group.jaargroepen for group in chosen))
    sop = _sop(chosen[0].school_id)
    form = form_for(request, LittleGroupForm, initial={"starts_on": clock.today()}, sop=sop, years=years, pupils=pupils)

    def run(data: dict[str, Any]) -> Any:
        return start_interventions(data.pop("pupils"), **data, actor=request.user)

    if post_once(request, form, run, said=_("Het groepje staat klaar. Tik hier na elke keer op Vandaag gedaan.")):
        return redirect(START)
    context = {"form": form, "group": chosen[0], "groups": [] if few else groups}
    return render(request, "pupils/little_group.html", context)


def _chosen(groups: list[Group], number: str) -> Group:
    return next((group for group in groups if str(group.pk) == number), groups[0])


def _sop(school_id: int) -> Any:
    return sops_for([school_id], clock.today()).get(school_id, (None, None))[1]


@policy(Audience.STAFF, kinds=GIVES, because=WHO_GIVES)
def session(request: SignedIn, intervention_id: int) -> HttpResponse:
    """One time of the little group as far as she sees it: today in one tap from the first page, or another day."""
    one = intervention_for(request.user, intervention_id)
    require_kind(request.user, one.pupil, GIVES)
    group = little_group_of(request.user, one, clock.today())
    form = form_for(request, SessionForm, initial={"day": clock.today()}, rows=group.rows)
    posted = post_once(request, form, lambda data: record_session(intervention_id, **data, actor=request.user))
    if posted:
        if posted.result is not None:
            messages.success(request, _said(posted.result))
        return redirect(START if "start" in request.GET else "pupils:session", *_back(request, intervention_id))
    for row in group.rows:
        opened(request.user, row.pupil, Part.HGW, f"intervention-{row.pk}")
    return render(request, "pupils/session.html", {"group": group, "form": form, "pupil": one.pupil})


def _back(request: SignedIn, intervention_id: int) -> list[int]:
    return [] if "start" in request.GET else [intervention_id]


def _said(kept: list[InterventionSession]) -> str:
    held = sum(not one.reason for one in kept)
    if not kept:
        return _("Dat stond er al.")
    if not held:
        return _("Genoteerd dat het niet doorging.")
    return ngettext("Genoteerd voor %(number)d kind.", "Genoteerd voor %(number)d kinderen.", held) % {"number": held}


@policy(Audience.STAFF, kinds=GIVES, because="who wrote a session down takes it back on the same day")
@require_POST
def take_back(request: SignedIn, intervention_id: int) -> HttpResponse:
    one = intervention_for(request.user, intervention_id)
    form = form_for(request, PlainForm)
    said = _("Teruggenomen: het staat weer open.")
    posted = post_once(request, form, lambda _data: take_back_session(one.pk, actor=request.user), said=said)
    if not posted:
        messages.warning(request, " ".join(map(str, form.non_field_errors())))
    return redirect(START if "start" in request.GET else "pupils:session", *_back(request, intervention_id))


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def effect(request: SignedIn, intervention_id: int) -> HttpResponse:
    intervention = intervention_for(request.user, intervention_id)
    require_kind(request.user, intervention.pupil, RUNS_HGW)
    known = {name: getattr(intervention, name) for name in ("effect", "score_before", "score_after")}
    form = form_for(request, EffectForm, initial=known)
    if post_once(
        request, form, lambda data: record_effect(intervention_id, **data, actor=request.user), said=_("Vastgelegd.")
    ):
        return redirect(f"/leerlingen/{intervention.pupil_id}/#hgw")
    opened(request.user, intervention.pupil, Part.HGW, f"intervention-{intervention_id}")
    (counted,) = with_counts([intervention], clock.today())
    return render(request, "pupils/effect.html", {"pupil": intervention.pupil, "intervention": counted, "form": form})
