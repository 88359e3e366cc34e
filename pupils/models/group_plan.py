"""The plan of a group for a period: which pupils need alike, what is done with them, and what it brought."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from caseflow import clock
from pupils.models.hgw import RUNS_HGW
from pupils.models.observation import Observation
from pupils.models.person import Person
from pupils.models.pupil import Pupil
from pupils.models.school import Group

#: What fits: a whole plan stands on one A4, for the class folder and whoever stands in.
MOST_CLUSTERS = 6
MOST_WORDS = {"name": 40, "needs": 220, "goal": 180, "approach": 320, "organisation": 160, "effect": 200}


def _runs(plan: Any, person: Any) -> bool:
    from pupils import policy  # late: the policy reads the models that it guards

    return policy.has_kind_at(person, plan.group, RUNS_HGW, clock.today())


class GroupPlanQuerySet(models.QuerySet["GroupPlan"]):
    def update(self, **values: Any) -> int:
        """Refuses the state: only a transition writes it."""
        if "state" in values:
            raise TypeError("a group plan's state changes through its transition")
        return super().update(**values)

    def visible_to(self, person: Person) -> Self:
        """Of the groups whose pupils somebody works with; last year's teacher has no plan to make."""
        from pupils import queries  # late: as above

        return self.filter(Exists(queries.groups_of(person, clock.today()).filter(pk=OuterRef("group_id"))))


class GroupPlan(ConcurrentTransitionMixin, models.Model):
    """One per group and area in force at a time; what it brought is written before it closes."""

    class State(models.TextChoices):
        CONCEPT = "concept", _("in de maak")
        IN_FORCE = "in_force", _("loopt")
        CLOSED = "closed", _("geëvalueerd")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="plans")
    area = models.CharField(max_length=20, choices=Observation.Area)
    first_day = models.DateField()
    last_day = models.DateField()
    state = FSMField(default=State.CONCEPT, choices=State.choices, protected=True)
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drawn_on = models.DateField()
    in_force_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = GroupPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gt=F("first_day")), name="group_plan_has_a_period"),
            models.CheckConstraint(condition=Q(state__in=["concept", "in_force", "closed"]), name="group_plan_state"),
            *(
                models.UniqueConstraint(
                    fields=["group", "area"], condition=Q(state=state), name=f"one_group_plan_{state}"
                )
                for state in ("concept", "in_force")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.first_day} of group {self.group_id}"

    @transition(field=state, source=State.CONCEPT, target=State.IN_FORCE, permission=_runs)
    def put_in_force(self, on: date) -> None:
        self.in_force_on = on

    @transition(field=state, source=State.IN_FORCE, target=State.CLOSED, permission=_runs)
    def close(self, on: date) -> None:
        self.closed_on = on


class Cluster(models.Model):
    """Pupils of one plan whose needs are alike, and what is done with them together."""

    plan = models.ForeignKey(GroupPlan, on_delete=models.CASCADE, related_name="clusters")
    name = models.CharField(max_length=MOST_WORDS["name"])
    needs = models.CharField(max_length=MOST_WORDS["needs"])
    goal = models.CharField(max_length=MOST_WORDS["goal"])
    approach = models.CharField(max_length=MOST_WORDS["approach"])
    organisation = models.CharField(max_length=MOST_WORDS["organisation"], blank=True)
    effect = models.CharField(max_length=MOST_WORDS["effect"], blank=True)
    pupils = models.ManyToManyField(Pupil, through="InCluster", related_name="clusters")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="cluster_name_once_in_a_plan")]

    def __str__(self) -> str:
        return f"cluster of plan {self.plan_id}"


class InClusterQuerySet(models.QuerySet["InCluster"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(Exists(Pupil.objects.visible_to(person).filter(pk=OuterRef("pupil_id"))))


class InCluster(models.Model):
    """A pupil in a cluster; at the end, whether she reached its goal."""

    class Result(models.TextChoices):
        REACHED = "reached", _("doel gehaald")
        PARTLY = "partly", _("deels gehaald")
        NOT_REACHED = "not_reached", _("niet gehaald")

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="members")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="in_clusters")
    result = models.CharField(max_length=20, choices=Result, blank=True)

    objects = InClusterQuerySet.as_manager()

    class Meta:
        ordering = ["pupil__first_name", "pupil__last_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["cluster", "pupil"], name="pupil_once_in_a_cluster")]

    def __str__(self) -> str:
        return f"pupil {self.pupil_id} in cluster {self.cluster_id}"
