"""A goal: from where, to where, measured by what, on a scale whose steps are written down before the start (GAS)."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from opp.models.handelingsdeel import Handelingsdeel
from opp.verdict import Gap
from pupils.models import Observation


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Handelingsdeel.objects.visible_to(person).filter(pk=OuterRef("handelingsdeel_id"))))

    def for_guardian(self, person: Any) -> Self:
        return self.filter(Exists(Handelingsdeel.objects.for_guardian(person).filter(pk=OuterRef("handelingsdeel_id"))))

    def measurable(self) -> Self:
        return self.exclude(baseline="").exclude(instrument="").exclude(target="").exclude(scale=[])


class Goal(models.Model):
    """Belongs to one version. `line` joins the goals of successive versions that are scored on the same scale."""

    handelingsdeel = models.ForeignKey(Handelingsdeel, on_delete=models.CASCADE, related_name="goals")
    line = models.UUIDField(default=uuid.uuid4, editable=False)
    domain = models.CharField(_("gebied"), max_length=20, choices=Observation.Area)
    text = models.TextField(_("doel"))
    baseline = models.TextField(_("beginsituatie"), blank=True)
    baseline_on = models.DateField(_("gemeten op"), null=True, blank=True)
    instrument = models.CharField(max_length=50, blank=True)
    instrument_name = models.CharField(_("gemeten met"), max_length=2000, blank=True)
    target = models.TextField(_("streefdoel"), blank=True)
    target_on = models.DateField(_("te halen op"), null=True, blank=True)
    scale = models.JSONField(default=list, blank=True)  # no texts, or five: from −2 (where the child began) to +2

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("doel")
        ordering = ["pk"]
        indexes = [models.Index(fields=["line"], name="goal_line")]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="goal_says_something")]

    def __str__(self) -> str:
        return f"goal {self.pk}"

    @property
    def gap(self) -> Gap:
        """What it lacks to be judged by: such a goal is no evidence (domain §6.2)."""
        if not self.baseline:
            return "no_baseline"
        if not self.instrument:
            return "no_instrument"
        if not self.target:
            return "no_target"
        return "" if self.scale else "no_scale"

    @property
    def measurable(self) -> bool:
        return not self.gap
