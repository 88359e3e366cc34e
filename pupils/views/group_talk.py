"""A talk about a group or a child: its agenda, the screen of each child, and what was agreed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caseflow import clock
from caseflow.sop.vocabulary import Part
from pupils.commands.agreement import finish_agreement, finishes, reopen_agreement
from pupils.commands.group_talk import (
    note_at_talk,
    put_back_on_talk,
    put_on_talk,
    take_back_line,
    take_off_talk,
)
from pupils.forms import PlainForm
from pupils.getters import agreement_for, found, number_of, talk_for, talk_line_for, talk_point_for
from pupils.group_talk import Beside, colleagues_near, not_on_agenda, takes_part, turn_of
from pupils.models import Occasion, Person, Pupil, TalkPoint
from pupils.models.hgw import RUNS_HGW
from pupils.opened import opened, opened_group, opened_parts
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.requests import SignedIn
from pupils.talk_forms import AgendaForm, AgreementForm, TurnForm

WHO = "the teacher of the group and those who steer the school talk its pupils over"
#: What the screen of one child shows of her file.
SHOWN = (Part.PUPIL, Part.OBSERVATIONS, Part.MEASUREMENTS, Part.HGW)


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def put(request: SignedIn, occasion_id: int) -> HttpResponse:
    """Onto the agenda of a group; `?kind=` lays one child ready."""
    talk = _talk(request.user, occasion_id)
    if talk.group is None or not talk.is_open:
        return redirect("pupils:occasion", talk.pk)
    there = not_on_agenda(request.user, talk, clock.today())
    ready = number_of(request.GET.get("kind", ""))
    form = form_for(request, AgendaForm, initial={"due": [ready], "others": [ready]}, there=there)

    def run(data: dict[str, Any]) -> Any:
        return put_on_talk(talk.pk, **data, actor=request.user)

    if post_once(request, form, run, said=_("Het staat op de agenda.")):
        return redirect("pupils:occasion", talk.pk)
    opened_group(request.user, [pupil for pupil, reason in there if reason], SHOWN, f"occasion-{talk.pk}")
    return render(request, "pupils/talk_put.html", {"talk": talk, "form": form, "there": there})


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def child(request: SignedIn, occasion_id: int, pupil_id: int) -> HttpResponse:
    talk = _talk(request.user, occasion_id)
    point = _point(request.user, talk, pupil_id)
    turn = turn_of(request.user, talk, point, clock.today())
    colleagues = colleagues_near(point.pupil, clock.today())
    form = form_for(request, TurnForm, initial={"owner": request.user.pk}, colleagues=colleagues)
    goes_on = "next" in request.POST

    def run(data: dict[str, Any]) -> Any:
        return note_at_talk(
            talk.pk, pupil_id, text=data["text"], agreed=form.agreed(), turn=goes_on, actor=request.user
        )

    if post_once(request, form, run, said=_("Bewaard.")):
        if goes_on and turn.after is None:
            return redirect("pupils:occasion", talk.pk)
        at = turn.after if goes_on and turn.after else Beside(talk.pk, point.pupil)
        return redirect("pupils:talk", at.talk_id, at.pupil.pk)
    opened_parts(request.user, point.pupil, SHOWN, f"talk-{talk.pk}")
    context = {"talk": talk, "turn": turn, "row": turn.picture, "form": form, "writes": talk.is_open}
    return render(request, "pupils/talk.html", {**context, "today": clock.today()})


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
@require_POST
def take_off(request: SignedIn, point_id: int) -> HttpResponse:
    point = talk_point_for(request.user, point_id)
    said = _("Van de agenda gehaald. Was het een vergissing, zet het kind dan onderaan weer terug.")
    return _sent(request, lambda _data: take_off_talk(point_id, actor=request.user), said, point.occasion_id)


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
@require_POST
def put_back(request: SignedIn, point_id: int) -> HttpResponse:
    point = talk_point_for(request.user, point_id)
    said = _("Het kind staat weer op de agenda.")
    return _sent(request, lambda _data: put_back_on_talk(point_id, actor=request.user), said, point.occasion_id)


@policy(Audience.STAFF, kinds=RUNS_HGW, because="who wrote a line in a talk takes it back on the same day")
@require_POST
def take_back(request: SignedIn, line_id: int) -> HttpResponse:
    point = talk_line_for(request.user, line_id).point
    _post(request, lambda _data: take_back_line(line_id, actor=request.user), _("Weggehaald."))
    return redirect("pupils:talk", point.occasion_id, point.pupil_id)


@policy(
    Audience.STAFF, kinds=RUNS_HGW, because="its owner, and who steers the school, finish what was agreed of a child"
)
def agreement(request: SignedIn, line_id: int) -> HttpResponse:
    line = agreement_for(request.user, line_id)
    form = form_for(request, AgreementForm)

    def run(data: dict[str, Any]) -> Any:
        return finish_agreement(line_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Afgerond. Was het een vergissing, dan kun je het vandaag terugdraaien.")):
        return redirect("pupils:agreement", line_id)
    opened(request.user, line.point.pupil, Part.OBSERVATIONS, f"agreement-{line_id}")
    mine = finishes(request.user, line)
    context = {"line": line, "pupil": line.point.pupil, "form": form, "open": mine and line.done_on is None}
    context["reopens"] = mine and line.done_on == clock.today()
    return render(request, "pupils/agreement.html", {**context, "late": line.is_late(clock.today())})


@policy(Audience.STAFF, kinds=RUNS_HGW, because="who may finish an agreement takes that back on the same day")
@require_POST
def reopen(request: SignedIn, line_id: int) -> HttpResponse:
    agreement_for(request.user, line_id)
    _post(
        request, lambda _data: reopen_agreement(line_id, actor=request.user), _("Teruggedraaid: het staat weer open.")
    )
    return redirect("pupils:agreement", line_id)


def _sent(request: SignedIn, run: Callable[[dict[str, Any]], Any], said: str, talk_id: int) -> HttpResponse:
    _post(request, run, said)
    return redirect("pupils:occasion", talk_id)


def _post(request: SignedIn, run: Callable[[dict[str, Any]], Any], said: str) -> None:
    """A button without fields: what is refused is said on the page that it leads back to."""
    form = form_for(request, PlainForm)
    if not post_once(request, form, run, said=said):
        messages.warning(request, " ".join(map(str, form.non_field_errors())))


def _talk(person: Person, occasion_id: int) -> Occasion:
    talk = talk_for(person, occasion_id)
    if not takes_part(person, talk, clock.today()):
        raise PermissionDenied
    return talk


def _point(person: Person, talk: Occasion, pupil_id: int) -> TalkPoint:
    """The child's point on the agenda; a talk about one child is about her before anything is written."""
    points = TalkPoint.objects.standing().visible_to(person).filter(occasion=talk, pupil=pupil_id)
    point = points.select_related("pupil__group", "put_by").first()
    if point is None and talk.pupil_id == pupil_id:
        pupil = found(Pupil.objects.talked_over_by(person).select_related("group"), pupil_id)
        return TalkPoint(occasion=talk, pupil=pupil)
    if point is None:
        raise Http404
    return point
