"""What was really given of an arrangement, each time; and what a school has to give in a year."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from caseflow.route.models.support import Arrangement
from pupils.models import School


class UseQuerySet(models.QuerySet["ArrangementUse"]):
    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(withdrawn_on=None)

    def own(self, person: Any) -> Self:
        return self.standing().filter(by=person)


class ArrangementUse(models.Model):
    """A session that was given, in minutes, or money that was spent; a slip is taken back by who wrote it down."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="uses")
    day = models.DateField(_("dag"))
    minutes = models.PositiveSmallIntegerField(_("minuten"), null=True, blank=True)
    euros = models.PositiveIntegerField(_("euro"), null=True, blank=True)
    what = models.CharField(_("waarvoor"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    #: As the school calls who wrote it down; filled in where it is shown.
    by_name = ""

    objects = UseQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebruik van een arrangement")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "day", "by"],
                condition=Q(withdrawn_on=None, euros=None),
                name="one_session_a_day_and_person",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 600), euros=None) | Q(euros__gt=0, minutes=None),
                name="use_is_of_time_or_money",
            ),
            models.CheckConstraint(condition=Q(recorded_on__gte=F("day")), name="use_not_before_its_day"),
        ]

    def __str__(self) -> str:
        return f"use {self.pk} of arrangement {self.arrangement_id}"


class ArrangementBudget(models.Model):
    """What a school has to give by one of its arrangements in a school year; none recorded is not known, not nil."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=50)
    year_from = models.PositiveSmallIntegerField()  # 2026: the school year that begins in August of it
    hours = models.PositiveIntegerField(_("uren"), null=True, blank=True)
    euros = models.PositiveIntegerField(_("euro"), null=True, blank=True)

    class Meta:
        verbose_name = _("budget van een arrangement")
        constraints = [
            models.UniqueConstraint(fields=["school", "key", "year_from"], name="one_budget_per_arrangement_and_year")
        ]

    def __str__(self) -> str:
        return f"budget {self.year_from} of {self.key}"
