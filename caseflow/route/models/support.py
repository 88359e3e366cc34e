"""Arrangements: a package of support that somebody proposes, the director decides on, and that always ends."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from caseflow.route.hands import by_hand
from caseflow.route.models.case import Case
from caseflow.route.ruling import Ruling


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def update(self, **values: Any) -> int:
        if "state" in values:
            raise TypeError("an arrangement's state changes through its transition")
        return super().update(**values)

    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Case.objects.visible_to(person).filter(pk=OuterRef("case_id"))))

    def for_guardian(self, person: Any) -> Self:
        """What was decided, for who may read the file as a guardian; a proposal is not final."""
        own = Case.objects.for_guardian(person).filter(pk=OuterRef("case_id"))
        return self.filter(Exists(own)).exclude(state=Arrangement.PROPOSED)


class Arrangement(ConcurrentTransitionMixin, models.Model):
    """Proposed → granted or refused → ended, with what it brought. `key` names it in the SOP."""

    PROPOSED, GRANTED, REFUSED, ENDED = "proposed", "granted", "refused", "ended"
    STATES = [
        (PROPOSED, _("voorgesteld")),
        (GRANTED, _("toegekend")),
        (REFUSED, _("niet toegekend")),
        (ENDED, _("beëindigd")),
    ]
    OUTCOMES = [("reached", _("doel bereikt")), ("partly", _("deels bereikt")), ("not_reached", _("niet bereikt"))]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="arrangements")
    key = models.CharField(max_length=50)
    name = models.CharField(max_length=200)
    extra = models.BooleanField()
    brings_opp = models.BooleanField(default=False)
    state = FSMField(default=PROPOSED, protected=True, choices=STATES)
    goal = models.TextField(_("doel"))
    hours = models.PositiveIntegerField(_("uren per week"))
    starts_on = models.DateField(_("van"))
    ends_on = models.DateField(_("tot en met"))
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reasons = models.TextField(_("redenen"), blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=OUTCOMES)
    evaluation = models.TextField(_("evaluatie"), blank=True)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrangement")
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="proposed"), name="one_proposal_per_case"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="arrangement_ends"),
        ]

    def __str__(self) -> str:
        return f"arrangement {self.pk}"

    @transition(field=state, source=PROPOSED, target=GRANTED, permission=by_hand("grant_arrangement"))
    def grant(self, ruling: Ruling, by: Any, on: date, reasons: str) -> None:
        ruling.require(self.case_id, "grant_arrangement")
        self.decided_by, self.decided_on, self.reasons = by, on, reasons

    @transition(field=state, source=PROPOSED, target=REFUSED, permission=by_hand("grant_arrangement"))
    def refuse(self, by: Any, on: date, reasons: str) -> None:
        self.decided_by, self.decided_on, self.reasons = by, on, reasons

    @transition(field=state, source=GRANTED, target=ENDED, permission=by_hand("end_arrangement"))
    def end(self, on: date, outcome: str, evaluation: str) -> None:
        self.ended_on, self.outcome, self.evaluation = on, outcome, evaluation
