"""The plan of a group: begun, filled with clusters, put in force, and closed with what it brought."""

from collections.abc import Collection, Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from pupils.commands.recording import record_for_many, record_of_group
from pupils.commands.together import pupils_held, role_towards_all
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.getters import found, locked
from pupils.models import Cluster, Group, GroupPlan, InCluster, Observation, Person, Pupil
from pupils.models.group_plan import MOST_CLUSTERS, MOST_WORDS
from pupils.models.hgw import RUNS_HGW
from pupils.policy import has_kind_at
from pupils.queries import groups_of, members_there

State = GroupPlan.State


@transaction.atomic
def begin_group_plan(group_id: int, area: str, first_day: date, last_day: date, *, actor: Person) -> GroupPlan:
    """A concept, for one area and period; one at a time is in the making."""
    group = locked(groups_of(actor, clock.today()), group_id)
    _require_runs(actor, group)
    if last_day <= first_day:
        raise Invalid("last_day", _("De laatste dag ligt na de eerste dag."))
    one_of("area", area, Observation.Area.values)
    if GroupPlan.objects.filter(group=group, area=area, state=State.CONCEPT).exists():
        raise Invalid("area", _("Voor dit gebied is al een groepsplan in de maak. Ga daarmee verder."))
    plan = GroupPlan.objects.create(
        group=group, area=area, first_day=first_day, last_day=last_day, drawn_by=actor, drawn_on=clock.today()
    )
    record_of_group("begin_group_plan", group, actor, data={"plan": plan.pk, "area": area})
    return plan


@transaction.atomic
def put_cluster(
    plan_id: int,
    *,
    name: str,
    needs: str,
    goal: str,
    approach: str,
    pupils: Collection[int],
    organisation: str = "",
    cluster_id: int | None = None,
    actor: Person,
) -> Cluster:
    """A new cluster, or one changed (`cluster_id`): of a plan that is not closed, about pupils of its group alone.

    Whom the writer does not see stays where she is: a colleague put her there.
    """
    plan = _plan(plan_id, actor, State.CONCEPT, State.IN_FORCE)
    held = pupils_held(pupils, actor)
    if any(pupil.group_id != plan.group_id for pupil in held):
        raise Invalid("pupils", _("Kies kinderen uit deze groep."))
    words = {
        "name": filled("name", name, limit=MOST_WORDS["name"]),
        "needs": filled("needs", needs, limit=MOST_WORDS["needs"]),
        "goal": filled("goal", goal, limit=MOST_WORDS["goal"]),
        "approach": filled("approach", approach, limit=MOST_WORDS["approach"]),
        "organisation": at_most("organisation", organisation, limit=MOST_WORDS["organisation"]),
    }
    others = plan.clusters.exclude(pk=cluster_id or 0)
    if others.filter(name__iexact=words["name"]).exists():
        raise Invalid("name", _("Er is al een cluster met deze naam in dit plan."))
    if others.count() >= MOST_CLUSTERS:
        raise Invalid("", _("Meer dan %(most)s clusters past niet op één A4.") % {"most": MOST_CLUSTERS})
    cluster = found(plan.clusters.all(), cluster_id) if cluster_id else Cluster(plan=plan)
    for field, text in words.items():
        setattr(cluster, field, text)
    cluster.save()
    came, gone = _seated(cluster, held, actor)
    if plan.state == State.IN_FORCE:
        stayed = [pupil for pupil in held if pupil not in came]
        for kind, pupils_of in (("join_cluster", came), ("change_cluster", stayed), ("leave_cluster", gone)):
            _record(pupils_of, kind, cluster, actor)
    return cluster


def _seated(cluster: Cluster, held: list[Pupil], actor: Person) -> tuple[list[Pupil], list[Pupil]]:
    """These pupils of the group in the cluster: who came, and who was taken out.

    Who left the group meanwhile keeps her place, and what it brought her.
    """
    there = members_there(actor, cluster.plan, clock.today()).filter(cluster=cluster)
    here = {one.pupil_id: one for one in there.select_related("pupil")}
    wanted = {pupil.pk for pupil in held}
    already = set(cluster.members.values_list("pupil", flat=True))
    came = [pupil for pupil in held if pupil.pk not in already]
    InCluster.objects.bulk_create(InCluster(cluster=cluster, pupil=pupil) for pupil in came)
    gone = [one for pk, one in here.items() if pk not in wanted]
    cluster.members.filter(pk__in=[one.pk for one in gone]).delete()
    return came, [one.pupil for one in gone]


@transaction.atomic
def drop_cluster(cluster_id: int, *, actor: Person) -> GroupPlan:
    """Out of a plan that is still in the making, where it has bound nobody yet."""
    cluster = found(Cluster.objects.filter(plan__in=GroupPlan.objects.visible_to(actor)), cluster_id)
    plan = _plan(cluster.plan_id, actor, State.CONCEPT)
    cluster.delete()
    return plan


@transaction.atomic
def put_group_plan_in_force(plan_id: int, *, actor: Person) -> GroupPlan:
    """From now on it is what is done; in the file of each child stands in which cluster she is."""
    plan = _plan(plan_id, actor, State.CONCEPT)
    clusters = list(plan.clusters.all())
    if not clusters:
        raise Invalid("", _("Maak eerst ten minste één cluster."))
    if GroupPlan.objects.filter(group=plan.group_id, area=plan.area, state=State.IN_FORCE).exists():
        raise Invalid("", _("Het vorige plan voor dit gebied loopt nog. Evalueer dat eerst."))
    plan.put_in_force(clock.today())
    plan.save()
    record_of_group("put_group_plan_in_force", plan.group, actor, data={"plan": plan.pk, "area": plan.area})
    _tell("join_cluster", plan, clusters, actor)
    return plan


@transaction.atomic
def close_group_plan(
    plan_id: int, *, effects: Mapping[int, str], results: Mapping[int, str], actor: Person
) -> GroupPlan:
    """What each cluster brought, and whether each child reached its goal; without both the cycle is not round.

    `effects` by cluster, `results` by membership (`InCluster`); of who left the group meanwhile none is asked.
    """
    plan = _plan(plan_id, actor, State.IN_FORCE)
    clusters = list(plan.clusters.all())
    members = list(members_there(actor, plan, clock.today()))
    for cluster in clusters:
        cluster.effect = filled(f"effect_{cluster.pk}", effects.get(cluster.pk, ""), limit=MOST_WORDS["effect"])
    for one in members:
        one.result = one_of(f"result_{one.pk}", results.get(one.pk, ""), InCluster.Result.values)
    Cluster.objects.bulk_update(clusters, ["effect"])
    InCluster.objects.bulk_update(members, ["result"])
    plan.close(clock.today())
    plan.save()
    record_of_group("close_group_plan", plan.group, actor, data={"plan": plan.pk, "area": plan.area})
    _tell("evaluate_cluster", plan, clusters, actor)
    return plan


def _plan(plan_id: int, actor: Person, *states: GroupPlan.State) -> GroupPlan:
    plan = locked(GroupPlan.objects.visible_to(actor).select_related("group"), plan_id)
    _require_runs(actor, plan.group)
    if plan.state not in states:
        raise Invalid("", _("Dit groepsplan staat intussen anders. Bekijk het opnieuw."))
    return plan


def _require_runs(actor: Person, group: Group) -> None:
    if not has_kind_at(actor, group, RUNS_HGW, clock.today()):
        raise PermissionDenied


def _tell(kind: str, plan: GroupPlan, clusters: Collection[Cluster], actor: Person) -> None:
    """In the file of each child of these clusters of the plan, without a word about the others."""
    by_cluster: dict[int, list[Pupil]] = {}
    for one in members_there(actor, plan, clock.today()).select_related("pupil"):
        by_cluster.setdefault(one.cluster_id, []).append(one.pupil)
    for cluster in clusters:
        _record(by_cluster.get(cluster.pk, []), kind, cluster, actor)


def _record(pupils: Collection[Pupil], kind: str, cluster: Cluster, actor: Person) -> None:
    if not pupils:
        return
    told = {pupil: {"plan": cluster.plan_id, "cluster": cluster.pk} for pupil in pupils}
    texts = {word: getattr(cluster, word) for word in MOST_WORDS if getattr(cluster, word)}
    record_for_many(kind, actor, role_towards_all(actor, pupils), told, texts=texts)
