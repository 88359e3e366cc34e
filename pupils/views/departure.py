"""A child leaves the school, or is there after all."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.commands.departure import record_departure, record_return
from pupils.departing import where_to, would_end, would_return
from pupils.departure_forms import DepartureForm, ReturnForm
from pupils.getters import pupil_for
from pupils.models import Pupil
from pupils.opened import opened
from pupils.policy import Audience, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated
from pupils.requests import SignedIn

WHO = "who steers the school records who is a pupil of it"


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHO)
@recently_authenticated
def leave(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = _pupil(request, pupil_id)
    known: dict[str, Any] = {"on": pupil.left_on or clock.today()}
    if pupil.enrolled_on is None:
        known["leaving"] = Pupil.Leaving.DECEASED
    elif pupil.left_on:
        known |= {"leaving": pupil.leaving, "where_to": where_to(pupil)}
    form = form_for(request, DepartureForm, initial=known, pupil=pupil)

    def run(data: dict[str, Any]) -> Any:
        return record_departure(pupil_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd.")):
        return redirect("pupils:pupil", pupil_id)
    opened(request.user, pupil, Part.PUPIL, f"pupil-{pupil_id}")
    return render(request, "pupils/leave_school.html", {"pupil": pupil, "form": form, "ends": would_end(pupil)})


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHO)
@recently_authenticated
def come_back(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = _pupil(request, pupil_id)
    if pupil.left_on is None and request.method != "POST":
        return redirect("pupils:pupil", pupil_id)
    known = {"on": pupil.left_on, "group_id": pupil.group_id}
    form = form_for(request, ReturnForm, initial=known, pupil=pupil)

    def run(data: dict[str, Any]) -> Any:
        group = int(data["group_id"]) if data.get("group_id") else None
        said = {"on": data.get("on") or clock.today(), "why": data["why"], "group_id": group}
        return record_return(pupil_id, **said, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd: dit kind is op school.")):
        return redirect("pupils:pupil", pupil_id)
    opened(request.user, pupil, Part.PUPIL, f"pupil-{pupil_id}")
    return render(request, "pupils/come_back.html", {"pupil": pupil, "form": form, "returns": would_return(pupil)})


def _pupil(request: SignedIn, pupil_id: int) -> Pupil:
    pupil = pupil_for(request.user, pupil_id)
    require_kind(request.user, pupil, SCHOOL_WIDE)
    return pupil
