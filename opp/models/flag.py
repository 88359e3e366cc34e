"""A flag: the watch puts evidence before people. It decides nothing and moves nothing (AVG art. 22)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from caseflow import clock
from caseflow.route.models import Case, Establishment
from caseflow.sop.vocabulary import SCHOOL_WIDE
from opp.models.evaluation import Evaluation
from opp.models.opp import Opp
from pupils.models import RoleAssignment


class FlagQuerySet(models.QuerySet["Flag"]):
    def visible_to(self, person: Any) -> Self:
        """Those who steer the school; others who see the case only once it was talked over with the guardians."""
        steers = RoleAssignment.objects.current(clock.today()).filter(
            person=person, school=OuterRef("case__school_id"), kind__in=SCHOOL_WIDE
        )
        sees = Exists(Case.objects.visible_to(person).filter(pk=OuterRef("case_id")))
        return self.filter(sees, Q(talked_over_on__isnull=False) | Q(Exists(steers)))

    def for_guardian(self, person: Any) -> Self:
        may_read = Exists(Case.objects.for_guardian(person).filter(pk=OuterRef("case_id")))
        return self.filter(may_read, talked_over_on__isnull=False)

    def open(self) -> Self:
        """Not answered, and not overtaken: the OPP still runs, and the evaluation is its last."""
        last = Evaluation.objects.latest_of_opp().filter(pk=OuterRef("evaluation_id"))
        return self.filter(Exists(last), answered_on=None, opp__state=Opp.IN_FORCE)

    def waiting(self) -> Self:
        """Open, and nobody established handelingsverlegenheid on it either."""
        established = Establishment.objects.made().filter(case=OuterRef("case_id"), on__gte=OuterRef("raised_on"))
        return self.open().filter(~Exists(established))


class Flag(models.Model):
    """One per evaluation. `evidence` holds numbers, dates, ids and closed words: no free text."""

    NOT_YET, NOT_CARRIED_OUT = "not_yet", "support_not_carried_out"
    ANSWERS = [
        (NOT_YET, _("nog niet: de school kan verder")),
        (NOT_CARRIED_OUT, _("de ondersteuning is niet gegeven zoals afgesproken")),
    ]

    opp = models.ForeignKey(Opp, on_delete=models.PROTECT, related_name="flags")
    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="flag")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="flags")
    raised_on = models.DateField()
    evidence = models.JSONField(default=dict)
    talked_over_on = models.DateField(null=True, blank=True)
    talked_over_how = models.TextField(_("wat is besproken"), blank=True)
    answer = models.CharField(max_length=30, blank=True, choices=ANSWERS)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reasons = models.TextField(_("redenen"), blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("signaal")
        ordering = ["-raised_on", "-pk"]
        indexes = [models.Index(F("case"), name="open_flag_of_case", condition=Q(answered_on=None))]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="", reasons="")
                | (Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer="") & ~Q(reasons="")),
                name="flag_answered_with_reasons",
            )
        ]

    def __str__(self) -> str:
        return f"flag {self.pk}"
