"""The HGW cycle of a group: the overview, the plan with its clusters, the A4, and what it brought."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caseflow import clock
from caseflow.documents.answering import pdf_answer
from caseflow.sop.vocabulary import OWN_GROUPS, SCHOOL_WIDE, Part
from pupils.commands.group_plan import (
    begin_group_plan,
    close_group_plan,
    drop_cluster,
    put_cluster,
    put_group_plan_in_force,
)
from pupils.forms import PlainForm
from pupils.getters import found, group_plan_for, number_of
from pupils.group_plan_forms import BeginPlanForm, ClusterForm, EvaluateForm
from pupils.group_plan_sheet import group_plan_sheet
from pupils.group_talk import last_talk_of, talks_of_groups
from pupils.models import GroupPlan
from pupils.models.group_plan import MOST_CLUSTERS
from pupils.models.hgw import RUNS_HGW
from pupils.opened import opened_group
from pupils.overview import alike, overview_of
from pupils.policy import Audience, has_kind_at, policy
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated_to_take
from pupils.queries import clusters_of, groups_of, pupils_in
from pupils.requests import SignedIn
from pupils.sociograms import kinds_for

SEES = OWN_GROUPS | SCHOOL_WIDE
WHO_SEES = "who works with the group, or stands in for it, and those who steer the school read its plan"
WHO = "the teacher of the group and those who steer the school plan for it"
State = GroupPlan.State
#: What an overview shows of each child.
OVERVIEW = (Part.PUPIL, Part.OBSERVATIONS, Part.MEASUREMENTS, Part.HGW)


@policy(Audience.STAFF, kinds=SEES, because=WHO_SEES)
@require_safe
def overview(request: SignedIn, group_id: int) -> HttpResponse:
    group = found(groups_of(request.user, clock.today()), group_id)
    rows = overview_of(request.user, group, clock.today())
    opened_group(request.user, [row.pupil for row in rows], OVERVIEW, "overview")
    context = {
        "group": group,
        "rows": rows,
        "plans": GroupPlan.objects.filter(group=group).select_related("group"),
        "runs": has_kind_at(request.user, group, RUNS_HGW, clock.today()),
        "sociograms": kinds_for(group),
        "talks": [talk for talk in (last_talk_of(group.pk), talks_of_groups([group.pk]).first()) if talk],
    }
    return render(request, "pupils/group_overview.html", context)


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def begin(request: SignedIn, group_id: int) -> HttpResponse:
    group = found(groups_of(request.user, clock.today()), group_id)
    form = form_for(request, BeginPlanForm, initial={"first_day": clock.today()})
    posted = post_once(request, form, lambda data: begin_group_plan(group_id, **data, actor=request.user))
    if posted and posted.result:
        return redirect("pupils:group_plan", posted.result.pk)
    if posted:
        return redirect("pupils:group_overview", group_id)
    return render(request, "pupils/group_plan_begin.html", {"group": group, "form": form})


@policy(Audience.STAFF, kinds=SEES, because=WHO_SEES)
@require_safe
def show(request: SignedIn, plan_id: int) -> HttpResponse:
    plan = group_plan_for(request.user, plan_id)
    clusters = clusters_of(request.user, plan)
    together = alike(plan, request.user, clock.today()) if plan.state != State.CLOSED else []
    context = {
        "plan": plan,
        "clusters": clusters,
        "alike": together,
        "room": len(clusters) < MOST_CLUSTERS and plan.state != State.CLOSED,
        "runs": has_kind_at(request.user, plan.group, RUNS_HGW, clock.today()),
    }
    pupils = {one.pupil for _cluster, members in clusters for one in members}
    shown = pupils | {pupil for _stem, some in together for pupil in some}
    opened_group(request.user, shown, [Part.HGW], f"group-plan-{plan.pk}")
    return render(request, "pupils/group_plan.html", context)


@policy(Audience.STAFF, kinds=SEES, because=WHO_SEES)
@require_safe
@recently_authenticated_to_take
def sheet(request: SignedIn, plan_id: int) -> HttpResponse:
    plan = group_plan_for(request.user, plan_id)
    there = clusters_of(request.user, plan, there_on=clock.today())
    clusters = [(cluster, [one.pupil for one in members]) for cluster, members in there]
    opened_group(request.user, {one for _c, pupils in clusters for one in pupils}, [Part.HGW], f"group-plan-{plan.pk}")
    return pdf_answer(group_plan_sheet(plan, clusters), "groepsplan")


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def cluster(request: SignedIn, plan_id: int, cluster_id: int | None = None) -> HttpResponse:
    """A new one (`?kind=` once for each child who is laid ready), or one changed."""
    plan = group_plan_for(request.user, plan_id)
    present = found(plan.clusters.all(), cluster_id) if cluster_id else None
    pupils = list(pupils_in(request.user, plan.group, on=clock.today()))
    ready = {number_of(word) for word in request.GET.getlist("kind")}
    if present:
        initial = {name: getattr(present, name) for name in ("name", "needs", "goal", "approach", "organisation")}
        ready = set(present.members.visible_to(request.user).values_list("pupil", flat=True))
    else:
        initial = {}
    initial["pupils"] = [one.pk for one in pupils if one.pk in ready]
    form = form_for(request, ClusterForm, initial=initial, pupils=pupils)

    def run(data: dict[str, Any]) -> Any:
        return put_cluster(plan_id, cluster_id=cluster_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Het cluster staat in het plan.")):
        return redirect("pupils:group_plan", plan_id)
    opened_group(request.user, pupils, [Part.HGW], f"group-plan-{plan.pk}")
    rows = overview_of(request.user, plan.group, clock.today())
    needs = [(row.pupil, [one for one in row.needs if one.area == plan.area]) for row in rows]
    context = {"plan": plan, "cluster": present, "form": form, "needs": [pair for pair in needs if pair[1]]}
    return render(request, "pupils/cluster.html", context)


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
@require_POST
def drop(request: SignedIn, plan_id: int, cluster_id: int) -> HttpResponse:
    found(group_plan_for(request.user, plan_id).clusters.all(), cluster_id)
    form = form_for(request, PlainForm)
    said = _("Het cluster is uit het plan gehaald.")
    return _done(
        request,
        plan_id,
        form,
        post_once(request, form, lambda _d: drop_cluster(cluster_id, actor=request.user), said=said),
    )


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
@require_POST
def put_in_force(request: SignedIn, plan_id: int) -> HttpResponse:
    group_plan_for(request.user, plan_id)
    form = form_for(request, PlainForm)
    said = _("Het groepsplan loopt. Druk het af voor de klassenmap.")
    posted = post_once(request, form, lambda _d: put_group_plan_in_force(plan_id, actor=request.user), said=said)
    return _done(request, plan_id, form, posted)


def _done(request: SignedIn, plan_id: int, form: Any, posted: Any) -> HttpResponse:
    if not posted:
        messages.warning(request, " ".join(map(str, form.non_field_errors())))
    return redirect("pupils:group_plan", plan_id)


@policy(Audience.STAFF, kinds=RUNS_HGW, because=WHO)
def evaluate(request: SignedIn, plan_id: int) -> HttpResponse:
    plan = group_plan_for(request.user, plan_id)
    if plan.state != State.IN_FORCE:
        return redirect("pupils:group_plan", plan_id)
    clusters = clusters_of(request.user, plan, there_on=clock.today())
    form = form_for(request, EvaluateForm, clusters=clusters)

    def run(_data: dict[str, Any]) -> Any:
        return close_group_plan(plan_id, effects=form.effects(), results=form.results(), actor=request.user)

    if post_once(request, form, run, said=_("Het groepsplan is geëvalueerd.")):
        return redirect("pupils:group_plan", plan_id)
    shown = {one.pupil for _cluster, members in clusters for one in members}
    opened_group(request.user, shown, [Part.HGW], f"group-plan-{plan.pk}")
    return render(request, "pupils/group_plan_evaluate.html", {"plan": plan, "form": form})
