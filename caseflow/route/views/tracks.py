"""A track that Caseflow proposes for a pupil: why, and the answer of who may open it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow.route.commands.case import open_case
from caseflow.route.commands.track import dismiss_proposal, openers
from caseflow.route.forms.track import DismissTrack, OpenTrack
from caseflow.route.hands import by_opening
from caseflow.route.models import TrackProposal
from caseflow.route.opened import opened, opened_parts
from caseflow.route.proposed import bases, evidence, proposal_for
from caseflow.route.ruling import NotYourHand
from caseflow.sop.vocabulary import Part
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.requests import SignedIn
from pupils.sop import sop_of


@policy(Audience.STAFF, because="a proposal for a pupil whom one may see; who opens the track, the SOP says")
def show(request: SignedIn, proposal_id: int) -> HttpResponse:
    one = _answerable(request, proposal_id)
    if request.method == "GET" and not one.waits:
        return redirect("pupils:pupil", one.pupil_id)
    lines = evidence(one)
    form = form_for(request, OpenTrack, initial={"reason": "\n".join(line.sentence for line in lines)})

    def run(data: dict[str, Any]) -> Any:
        return open_case(one.pupil_id, track=one.track, **data, actor=request.user)

    if posted := post_once(request, form, run, said=_("De casus is geopend.")):
        case = posted.result or proposal_for(request.user, proposal_id).case
        return redirect("route:case", case.pk) if case else redirect("pupils:pupil", one.pupil_id)
    rests_on = bases(request.user, one)
    opened_parts(request.user, one.pupil, {Part.ROUTE, *(basis.part for basis in rests_on)}, f"track-proposal-{one.pk}")
    context = {**_page(one), "form": form, "lines": lines, "bases": rests_on}
    return render(request, "route/track_proposal.html", context)


@policy(Audience.STAFF, because="a proposal for a pupil whom one may see; who opens the track may say why not")
def dismiss(request: SignedIn, proposal_id: int) -> HttpResponse:
    one = _answerable(request, proposal_id)
    if request.method == "GET" and not one.waits:
        return redirect("pupils:pupil", one.pupil_id)
    form = form_for(request, DismissTrack)

    def run(data: dict[str, Any]) -> Any:
        return dismiss_proposal(proposal_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd waarom dit spoor nu niet nodig is.")):
        return redirect("route:start")
    opened(request.user, one.pupil, Part.ROUTE, f"track-proposal-{one.pk}")
    return render(request, "route/track_dismiss.html", {**_page(one), "form": form})


def _answerable(request: SignedIn, proposal_id: int) -> TrackProposal:
    one = proposal_for(request.user, proposal_id)
    if not by_opening(one, request.user):
        raise NotYourHand("enter", openers(one))
    return one


def _page(one: TrackProposal) -> dict[str, Any]:
    return {"one": one, "pupil": one.pupil, "track": sop_of(one.sop_version_id).tracks[one.track]}
