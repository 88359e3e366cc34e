"""Doing an act: its form with what it asks, and the command behind it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caseflow import clock
from caseflow.route.arranging import told_answers
from caseflow.route.board import name_of, skipped
from caseflow.route.commands.case import open_case
from caseflow.route.commands.moves import move_of
from caseflow.route.commands.task import finish_task
from caseflow.route.doors import ActForm, Door, doors
from caseflow.route.forms.case import EstablishForm, ExitForm, OpenCase, SkipForm
from caseflow.route.hands import AFTER_LEAVING, exit_of, opening_roles, roles_for, roles_for_exit, signs
from caseflow.route.models import Arrangement, Case
from caseflow.route.opened import opened
from caseflow.route.presenting import Checklist, checklist
from caseflow.route.ruling import NotYourHand
from caseflow.route.viewing import View, case_for, known_to, view_of
from caseflow.sop.acts import ACTS
from caseflow.sop.judging import assess, assess_exit, facts_for, facts_for_exit
from caseflow.sop.schema import Exit, Skipping
from caseflow.sop.vocabulary import Part
from pupils.forms import PlainForm
from pupils.getters import pupil_to_begin
from pupils.policy import Audience, policy, roles_at
from pupils.posting import form_for, post_once
from pupils.proving import shows_it_first
from pupils.requests import SignedIn
from pupils.sop import sop_for


@policy(Audience.STAFF, because="an act on the case of a pupil whom one may see; whose hand it is, the SOP says")
def do(request: SignedIn, case_id: int, act: str) -> HttpResponse:
    view = view_of(request.user, case_for(request.user, case_id))
    door = doors.get(act)
    if door is None:
        raise Http404
    if ACTS[act].signs and (first := shows_it_first(request)):
        return first
    if not (view.case.is_running or (view.case.is_open and act in AFTER_LEAVING)):
        return redirect("route:case", case_id)
    if not door.open_to(view):
        raise NotYourHand(act, roles_for(view.sop, view.case.step, act))
    if door.elsewhere or door.run is None:
        return redirect(door.elsewhere(view) if door.elsewhere else f"/casussen/{case_id}/")
    run = door.run
    first_values = door.begins(view, request.GET) if door.begins else {}
    form = form_for(request, door.form, initial=first_values, view=view)
    if post_once(request, form, lambda data: run(case_id, **data, actor=request.user), said=str(door.done)):
        return redirect("route:case", case_id)
    opened(request.user, view.case.pupil, door.part, f"case-{case_id}")
    return render(request, door.template, _act_page(view, door, form))


#: Which arrangement an act decides about.
DECIDING = {"grant_arrangement": Arrangement.PROPOSED, "ratify_arrangement": Arrangement.DECIDED}


def _act_page(view: View, door: Door, form: ActForm) -> dict[str, Any]:
    listed = asked_before(view, door.act)
    proposal = _proposal(view, DECIDING[door.act]) if door.act in DECIDING else None
    return {
        "view": view,
        "case": view.case,
        "door": door,
        "form": form,
        "findings": listed.findings,
        "missing": listed.missing,
        "proposal": proposal,
        "answers": told_answers(proposal) if proposal else [],
        "show_form": (door.always and proposal is not None) or listed.missing == 0 or form.is_bound,
    }


def asked_before(view: View, act: str) -> Checklist:
    """What law and school ask before an act, as it is now."""
    facts = known_to(view, facts_for(view.sop, view.case.step, act, view.on))
    return checklist(assess(view.sop, view.case.step, act, facts, view.on), view)


def _proposal(view: View, state: str) -> Arrangement | None:
    return (
        Arrangement.objects.filter(case=view.case, state=state)
        .select_related("proposed_by", "decided_by", "follows")
        .first()
    )


@policy(Audience.STAFF, because="a way out of the step of a case that one may see; whose hand it is, the SOP says")
def take(request: SignedIn, case_id: int, exit_key: str) -> HttpResponse:
    view = view_of(request.user, case_for(request.user, case_id))
    way = exit_of(view.case, view.sop, exit_key) if view.case.is_open else None
    if way is None and request.method != "POST":
        return redirect("route:case", case_id)
    if way is not None and signs(view.sop, way) and (first := shows_it_first(request)):
        return first
    if way is not None and not view.may_take(way):
        raise NotYourHand(view.sop.act_of(way), roles_for_exit(view.sop, view.case.step, way))
    act = view.sop.act_of(way) if way else "enter"
    form = form_for(request, _exit_form(act, way), view=view)
    command = move_of(act).command
    if post_once(
        request, form, lambda data: command(case_id, exit_key, **data, actor=request.user), said=_("De stap is gezet.")
    ):
        return redirect("route:case", case_id)
    if way is None:
        return redirect("route:case", case_id)
    opened(request.user, view.case.pupil, Part.ROUTE, f"case-{case_id}")
    return render(request, "route/exit.html", _exit_page(view, way, form))


def _exit_form(act: str, way: Exit | None) -> type[ActForm]:
    if act == "establish_handelingsverlegenheid":
        return EstablishForm
    return SkipForm if isinstance(way, Skipping) else ExitForm


def _exit_page(view: View, way: Exit, form: ActForm) -> dict[str, Any]:
    facts = known_to(view, facts_for_exit(view.sop, view.case.step, way, view.on))
    listed = checklist(assess_exit(view.sop, view.case.step, way, facts, view.on), view)
    return {
        "view": view,
        "case": view.case,
        "way": way,
        "to": name_of(view.sop, way),
        "skips": skipped(view.sop, way),
        "form": form,
        "findings": listed.findings,
        "missing": listed.missing,
        "show_form": listed.missing == 0 or form.is_bound,
    }


@policy(Audience.STAFF, because="who may open a case of a pupil whom she sees is said by the SOP's first step")
def begin(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = pupil_to_begin(request.user, pupil_id)
    _version, sop = sop_for(pupil.school, clock.today())
    owners = {role for track in sop.tracks for role in opening_roles(sop, track)}
    if owners.isdisjoint(roles_at(request.user, pupil.school, clock.today(), group=pupil.group)):
        raise NotYourHand("enter", tuple(sorted(owners)))
    enrolled = pupil.enrolled_on is not None and pupil.enrolled_on <= clock.today()
    form = form_for(request, OpenCase, sop=sop, enrolled=enrolled, initial={"track": next(iter(sop.tracks))})
    posted = post_once(
        request, form, lambda data: open_case(pupil_id, **data, actor=request.user), said=_("De casus is geopend.")
    )
    if posted:
        case = posted.result or Case.objects.visible_to(request.user).open().filter(pupil=pupil).first()
        return redirect("route:case", case.pk) if case else redirect("pupils:pupil", pupil_id)
    return render(request, "route/open_case.html", {"pupil": pupil, "form": form})


@policy(Audience.STAFF, because="a task of a case that one may see; the role that owns it finishes it")
@require_POST
def finish(request: SignedIn, case_id: int, task_id: int) -> HttpResponse:
    case_for(request.user, case_id)
    form = form_for(request, PlainForm)
    post_once(
        request,
        form,
        lambda _data: finish_task(case_id, task_id=task_id, actor=request.user),
        said=_("De taak is afgerond."),
    )
    return redirect("route:case", case_id)
