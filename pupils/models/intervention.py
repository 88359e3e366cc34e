"""What is done with a child beside what all get, alone or in a little group, and each time that it was really held."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from caseflow.sop.sessions import Counted
from caseflow.sop.vocabulary import RoleKind
from pupils.models.hgw import RUNS_HGW, HgwCycle
from pupils.models.person import Person
from pupils.models.pupil import OfPupilQuerySet, Pupil

#: Who gives an intervention, and so writes down that it was held.
GIVES = RUNS_HGW | {RoleKind.ASSISTANT, RoleKind.SPECIALIST}


class InterventionQuerySet(OfPupilQuerySet["Intervention"]):
    def with_effect(self) -> Self:
        return self.exclude(effect="")

    def running(self, on: date) -> Self:
        """Begun, and neither over nor evaluated."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, effect="")

    def in_hands_of(self, person: Person) -> Self:
        """Those that somebody gives: of her own groups, for whom a step names her, or which she wrote down before."""
        from pupils import policy  # late: the policy reads the models that it guards

        own = Pupil.objects.filter(policy.gives_to(person), pk=OuterRef("pupil_id"))
        before = InterventionSession.objects.filter(intervention=OuterRef("pk"), recorded_by=person)
        return self.visible_to(person).filter(Exists(own) | Exists(before))


class Intervention(models.Model):
    """What was done, for which need, by whom and how intensely, and what came of it (domain §6.4).

    `offer` is the key of what the SOP offers ("" for something of one's own) and `level` that of a level of support,
    each with the name it had. The rows of a little group share a `bundle`, which tells no file who the others are.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="interventions")
    cycle = models.ForeignKey(HgwCycle, on_delete=models.PROTECT, null=True, blank=True, related_name="interventions")
    bundle = models.UUIDField(null=True, blank=True, editable=False)
    offer = models.CharField(max_length=50, blank=True)
    offer_name = models.TextField(blank=True)
    what = models.TextField()
    need = models.TextField()
    goal = models.TextField(blank=True)
    level = models.CharField(max_length=50, blank=True)
    level_name = models.TextField(blank=True)
    by_whom = models.CharField(max_length=200)
    group_size = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField()
    times_a_week = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    score_before = models.CharField(max_length=100, blank=True)
    score_after = models.CharField(max_length=100, blank=True)
    effect = models.TextField(blank=True)

    #: Filled in by `with_counts`, where it is shown.
    counted: Counted = Counted()

    objects = InterventionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(1, 600)), name="intervention_minutes"),
            models.CheckConstraint(condition=Q(times_a_week__range=(1, 25)), name="intervention_times_a_week"),
            models.CheckConstraint(condition=Q(group_size__range=(1, 40)), name="intervention_group_size"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="intervention_ends_after_start"
            ),
            models.UniqueConstraint(fields=["bundle", "pupil"], name="pupil_once_in_a_bundle"),
        ]

    def __str__(self) -> str:
        return f"intervention {self.starts_on} of pupil {self.pupil_id}"

    @property
    def name(self) -> str:
        """As the SOP calls it, else in the teacher's own words."""
        return self.offer_name or self.what


class SessionQuerySet(models.QuerySet["InterventionSession"]):
    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(withdrawn_on=None)

    def held(self) -> Self:
        return self.standing().filter(reason="")


class InterventionSession(models.Model):
    """One day of one intervention: held, or not and why. A fact that stays; a slip is taken back on the same day.

    A closed word says why not: what a child has is in no list of sessions.
    """

    class Reason(models.TextChoices):
        CHILD_ABSENT = "child_absent", _("ziek of afwezig")
        NO_TEACHER = "no_teacher", _("er was niemand om het te geven")
        EXCURSION = "excursion", _("een uitje, viering of toets")
        OTHER = "other", _("iets anders")

    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, related_name="sessions")
    day = models.DateField()
    reason = models.CharField(max_length=20, blank=True, choices=Reason)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "day"], condition=Q(withdrawn_on=None), name="one_session_a_day"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["", "child_absent", "no_teacher", "excursion", "other"]),
                name="session_reason_is_known",
            ),
            models.CheckConstraint(condition=Q(recorded_on__gte=F("day")), name="session_not_before_its_day"),
        ]

    def __str__(self) -> str:
        return f"session {self.day} of intervention {self.intervention_id}"
