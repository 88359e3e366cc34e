"""A sociogram: its rounds in a group, whom to ask still, what one child says, and the drawing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caseflow import clock
from caseflow.sop.vocabulary import Part
from pupils.commands.sociogram import answer_sociogram, begin_sociogram, close_sociogram, take_back_answer
from pupils.forms import PlainForm
from pupils.getters import found, pupil_for, sociogram_for
from pupils.models import Pupil
from pupils.models.hgw import RUNS_HGW
from pupils.opened import opened, opened_group
from pupils.policy import Audience, has_kind_at, policy
from pupils.posting import form_for, post_once
from pupils.queries import groups_of
from pupils.requests import SignedIn
from pupils.sociogram_drawing import drawing_of
from pupils.sociogram_forms import AnswerForm, BeginForm
from pupils.sociograms import kinds_for, picture_of, said_by, sociograms_of, whom_to_ask

WHO = "the teacher of the group and those who steer the school make its sociogram; it says who is left out"


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def of_group(request: SignedIn, group_id: int) -> HttpResponse:
    """The rounds that were made, and the way to a new one."""
    group = found(groups_of(request.user, clock.today()), group_id)
    if not has_kind_at(request.user, group, RUNS_HGW, clock.today()):
        raise Http404
    kinds = kinds_for(group)
    form = form_for(request, BeginForm, kinds=kinds)

    def run(data: dict[str, Any]) -> Any:
        return begin_sociogram(group_id, data["instrument"], actor=request.user)

    posted = post_once(request, form, run)
    if posted:
        return redirect("pupils:sociogram", posted.result.pk) if posted.result else redirect(request.path)
    rounds = sociograms_of(request.user, group)
    return render(request, "pupils/sociograms.html", {"group": group, "kinds": kinds, "form": form, "rounds": rounds})


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
@require_safe
def show(request: SignedIn, sociogram_id: int) -> HttpResponse:
    """Open: whom to ask still. Closed: the drawing, with the table that says the same."""
    round_ = sociogram_for(request.user, sociogram_id)
    if round_.is_open:
        children = whom_to_ask(request.user, round_)
        spoke = sum(spoke for _pupil, spoke in children)
        context = {"round": round_, "children": children, "spoke": spoke, "enough": 2 * spoke >= len(children)}
        opened_group(request.user, [pupil for pupil, _spoke in children], [Part.PUPIL], f"sociogram-{round_.pk}")
        return render(request, "pupils/sociogram_ask.html", context)
    picture = picture_of(request.user, round_)
    pupils = [one.pupil for one in picture.standings]
    opened_group(request.user, pupils, [Part.OBSERVATIONS], f"sociogram-{round_.pk}")
    context = {"round": round_, "picture": picture, "svg": drawing_of(picture)}
    return render(request, "pupils/sociogram.html", context)


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def ask(request: SignedIn, sociogram_id: int, pupil_id: int) -> HttpResponse:
    round_ = sociogram_for(request.user, sociogram_id)
    pupil = pupil_for(request.user, pupil_id)
    if not round_.is_open:
        return redirect("pupils:sociogram", round_.pk)
    children: list[Pupil] = [one for one, _spoke in whom_to_ask(request.user, round_)]
    if pupil not in children:
        raise Http404
    said = said_by(round_, pupil)
    others = [one for one in children if one != pupil]
    form = form_for(request, AnswerForm, initial=said, round_=round_, others=others)

    def run(data: dict[str, Any]) -> Any:
        return answer_sociogram(sociogram_id, pupil_id, **data, actor=request.user)

    done = _("Bewaard: het antwoord van %(name)s.") % {"name": pupil.first_name}
    if post_once(request, form, run, said=done):
        return redirect("pupils:sociogram", round_.pk)
    opened(request.user, pupil, Part.OBSERVATIONS, f"sociogram-{round_.pk}")
    opened_group(request.user, others, [Part.PUPIL], f"sociogram-{round_.pk}")
    context = {"round": round_, "pupil": pupil, "form": form, "said": said is not None}
    return render(request, "pupils/sociogram_child.html", context)


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
@require_POST
def take_back(request: SignedIn, sociogram_id: int, pupil_id: int) -> HttpResponse:
    round_ = sociogram_for(request.user, sociogram_id)
    pupil = pupil_for(request.user, pupil_id)
    said = _("Teruggenomen: vraag het %(name)s opnieuw.") % {"name": pupil.first_name}
    return _done(request, round_.pk, lambda _d: take_back_answer(sociogram_id, pupil_id, actor=request.user), said)


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
@require_POST
def close(request: SignedIn, sociogram_id: int) -> HttpResponse:
    round_ = sociogram_for(request.user, sociogram_id)
    said = _("Het sociogram is klaar. Wat viel op, schrijf je op bij de kalender.")
    return _done(request, round_.pk, lambda _d: close_sociogram(sociogram_id, actor=request.user), said)


def _done(request: SignedIn, sociogram_id: int, run: Any, said: str) -> HttpResponse:
    form = form_for(request, PlainForm)
    if not post_once(request, form, run, said=said):
        messages.warning(request, " ".join(map(str, form.non_field_errors())))
    return redirect("pupils:sociogram", sociogram_id)
