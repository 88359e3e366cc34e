"""Handelingsgericht werken: the cycle in the group."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind
from pupils.models.person import Person
from pupils.models.pupil import OfPupilQuerySet, Pupil, here


class Phase(models.TextChoices):
    WAARNEMEN = "waarnemen", _("waarnemen")
    BEGRIJPEN = "begrijpen", _("begrijpen")
    PLANNEN = "plannen", _("plannen")
    REALISEREN = "realiseren", _("realiseren")
    CLOSED = "closed", _("afgerond")


#: Who runs the cycle: the teacher of the group, and those who steer the whole school.
RUNS_HGW = frozenset({RoleKind.TEACHER, *SCHOOL_WIDE})


def _runs(cycle: Any, person: Any) -> bool:
    from pupils import policy  # late: the policy reads the models that it guards

    return policy.has_kind(person, cycle.pupil, RUNS_HGW, clock.today())


class HgwCycleQuerySet(OfPupilQuerySet["HgwCycle"]):
    def update(self, **values: Any) -> int:
        """Refuses the phase: only a transition writes it."""
        if "phase" in values:
            raise TypeError("a cycle's phase changes through its transition")
        return super().update(**values)

    def unfinished(self) -> "HgwCycleQuerySet":
        return self.exclude(phase=Phase.CLOSED)

    def going_on(self) -> "HgwCycleQuerySet":
        """Those that may still be written in: of a child that left, what was carried out is evaluated and no more."""
        evaluated = (Phase.REALISEREN, Phase.CLOSED)
        return self.filter(here(clock.today(), "pupil__") | Q(phase__in=evaluated))

    def finished(self) -> "HgwCycleQuerySet":
        return self.filter(phase=Phase.CLOSED)


class HgwCycle(ConcurrentTransitionMixin, models.Model):
    """One round of the cycle; each phase ends with its text, and the last one with the effect."""

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="hgw_cycles")
    phase = FSMField(default=Phase.WAARNEMEN, choices=Phase.choices, protected=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField()
    signals = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = HgwCycleQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-pk"]
        indexes = [models.Index(fields=["pupil", "phase"], name="hgw_of_pupil")]
        constraints = [
            models.UniqueConstraint(fields=["pupil"], condition=~Q(phase="closed"), name="one_open_hgw_cycle"),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="hgw_phase_is_known"),
            models.CheckConstraint(
                condition=~Q(phase="closed") | (~Q(effect="") & Q(closed_on__isnull=False)),
                name="closed_hgw_cycle_has_effect",
            ),
        ]

    def __str__(self) -> str:
        return f"HGW {self.phase} of pupil {self.pupil_id}"

    @transition(field=phase, source=Phase.WAARNEMEN, target=Phase.BEGRIJPEN, permission=_runs)
    def understand(self, signals: str) -> None:
        self.signals = signals

    @transition(field=phase, source=Phase.BEGRIJPEN, target=Phase.PLANNEN, permission=_runs)
    def make_plan(self, needs: str) -> None:
        self.needs = needs

    @transition(field=phase, source=Phase.PLANNEN, target=Phase.REALISEREN, permission=_runs)
    def carry_out(self, plan: str) -> None:
        self.plan = plan

    @transition(field=phase, source=Phase.REALISEREN, target=Phase.CLOSED, permission=_runs)
    def close(self, effect: str, on: date) -> None:
        self.effect = effect
        self.closed_on = on
