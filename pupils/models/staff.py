"""Who has which role where, and from when to when."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import OuterRef, Q

from caseflow import clock
from caseflow.sop.vocabulary import Profession, RoleKind
from pupils.models.person import Person
from pupils.models.school import Group, School, Swv

Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    """Rows that hold from a first day to a last one, both included."""

    def current(self, on: date | OuterRef | None = None) -> Self:
        """Those that hold on a day (or on that of an outer row); without one, today."""
        day = on or clock.today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class RoleAssignmentQuerySet(DatedQuerySet["RoleAssignment"]):
    def not_over(self, on: date) -> Self:
        """Those that hold on this day, and those that are still to begin."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on))


class RoleAssignment(models.Model):
    """A role of the school's SOP in somebody's hands. `kind` says how far it sees, `groups` whose teacher it is."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="roles")
    called = models.CharField(max_length=200, blank=True)  # by the school that wrote her down (staffing.py)
    role = models.CharField(max_length=50)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in RoleKind])
    groups = models.ManyToManyField(Group, blank=True, related_name="roles")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True, editable=False)  # the day on which its end was seen to

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["school", "role", "pk"]
        indexes = [
            models.Index(fields=["person", "school"], name="role_of_person"),
            models.Index(fields=["school", "role"], name="role_at_school"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in RoleKind]), name="role_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role} ({self.starts_on})"


class SwvMemberQuerySet(DatedQuerySet["SwvMember"]):
    pass


class SwvMember(models.Model):
    """Somebody at the desk of a samenwerkingsverband; an expert advises there before a TLV (floor rule 11)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="swv_memberships")
    swv = models.ForeignKey(Swv, on_delete=models.PROTECT, related_name="members")
    is_expert = models.BooleanField(default=False)
    profession = models.CharField(max_length=40, blank=True, choices=[(word.value, word.value) for word in Profession])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = SwvMemberQuerySet.as_manager()

    class Meta:
        ordering = ["swv", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(is_expert=False) | ~Q(profession=""), name="expert_has_profession"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.swv_id}"
