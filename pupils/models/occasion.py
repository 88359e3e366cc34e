"""What comes by the calendar: one row for each entry, for each group or pupil, for each day on which it is due."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from caseflow import clock
from caseflow.sop.vocabulary import OccasionKind
from pupils.models.person import Person
from pupils.models.pupil import Pupil, here
from pupils.models.school import Group, School
from pupils.models.sop import SopVersion

LIVE = Q(stopped_on=None)
OPEN = Q(stopped_on=None, done_on=None)


class OccasionQuerySet(models.QuerySet["Occasion"]):
    """Who reaches which occasions; the conditions themselves stand together in policy.py."""

    def visible_to(self, person: Person) -> Self:
        """Staff: of the groups and pupils whom they see, and what they own themselves."""
        from pupils import policy  # late: the policy reads the models that it guards

        return self.at_group().filter(policy.occasion_reach(person))

    def finished_by(self, person: Person) -> Self:
        """Those that are this person's to finish: as its owner, or as who steers the school."""
        from pupils import policy  # late: as above

        return self.at_group().filter(policy.occasion_hand(person))

    def owned_by(self, person: Person) -> Self:
        from pupils import policy  # late: as above

        return self.at_group().filter(policy.occasion_owner(person))

    def at_group(self) -> Self:
        """With the group it is about: a pupil's occasion follows the pupil to another group."""
        return self.annotate(at=Coalesce("group_id", "pupil__group_id"))

    def of_group(self, group_id: int) -> Self:
        """Of the group as a whole, or of one of its pupils."""
        return self.filter(Q(group=group_id) | Q(pupil__group=group_id))

    def open(self) -> Self:
        """Asked still; of a child that left nothing is."""
        return self.filter(OPEN, here(clock.today(), "pupil__"))

    def live(self) -> Self:
        """Open or done: what was stopped is nobody's any more."""
        return self.filter(LIVE)

    def appeared(self, on: date) -> Self:
        return self.filter(appears_on__lte=on)


class Occasion(models.Model):
    """`entry` is the key in the calendar of the SOP version that made it, `period` the month that it is for.

    Done, or stopped by the sweep when nothing asks for it any more; what is neither is open.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    entry = models.CharField(max_length=50)
    what = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in OccasionKind])
    name = models.CharField(max_length=200)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="occasions")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, null=True, blank=True, related_name="occasions")
    period = models.DateField()
    due_on = models.DateField()
    appears_on = models.DateField()
    owner_role = models.CharField(max_length=50)
    sop_version = models.ForeignKey(SopVersion, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    stopped_on = models.DateField(null=True, blank=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("moment op de kalender")
        ordering = ["due_on", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "entry", "period"], condition=LIVE, name="one_occasion_of_group"),
            models.UniqueConstraint(fields=["pupil", "entry", "period"], condition=LIVE, name="one_occasion_of_pupil"),
            models.CheckConstraint(
                condition=Q(group=None, pupil__isnull=False) | Q(group__isnull=False, pupil=None),
                name="occasion_of_a_group_or_a_pupil",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None, note="") | Q(done_on__isnull=False, done_by__isnull=False),
                name="occasion_done_by_somebody",
            ),
            models.CheckConstraint(condition=Q(done_on=None) | LIVE, name="occasion_done_or_stopped"),
            models.CheckConstraint(condition=Q(appears_on__lt=F("due_on")), name="occasion_appears_before_its_day"),
            models.CheckConstraint(
                condition=Q(what__in=[kind.value for kind in OccasionKind]), name="occasion_kind_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "due_on"], condition=LIVE, name="occasion_by_day"),
            models.Index(fields=["school", "appears_on"], condition=OPEN & Q(told_on=None), name="occasion_to_tell"),
            models.Index(fields=["school", "due_on"], condition=OPEN & Q(escalated_on=None), name="occasion_late"),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.due_on}"

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.stopped_on is None
