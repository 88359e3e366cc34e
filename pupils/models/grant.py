"""A key to parts of one pupil's file for one person who would not see it by role."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from pupils.models.consent import Consent
from pupils.models.person import Person
from pupils.models.pupil import OfPupilQuerySet, Pupil, here
from pupils.models.staff import RoleAssignment


class GrantQuerySet(OfPupilQuerySet["Grant"]):
    def live(self, on: date) -> "GrantQuerySet":
        """Within its days, not ended, and what it rests on stands: the child here, its consent, its person's role.

        Who ever had a role at the pupil's school reads only while she has one, whenever the grant was given: between
        the invitation and the day on which it is shared, somebody may leave too.
        """
        rests_on = Consent.objects.live(on).filter(pk=OuterRef("consent_id"))
        roles = RoleAssignment.objects.filter(person=OuterRef("person_id"), school=OuterRef("pupil__school_id"))
        return self.filter(
            ~Exists(roles) | Exists(roles.current(on)),
            Q(ended_on=None) | Q(ended_on__gt=on),
            Q(consent=None) | Exists(rests_on),
            here(on, "pupil__"),
            starts_on__lte=on,
            ends_on__gte=on,
        )


class Grant(models.Model):
    """`parts` are words of the vocabulary's closed list; `because` is a word too, never a sentence about the child."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="grants")
    parts = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField()
    because = models.CharField(max_length=40)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    # For which talk, or for which arrangement; plain numbers: the route lies above this app.
    item_id = models.BigIntegerField(null=True, blank=True)
    arrangement_id = models.BigIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [
            models.Index(fields=["person", "pupil"], name="grant_of_person"),
            models.Index(fields=["item_id"], name="grant_for_item"),
            models.Index(fields=["arrangement_id"], name="grant_for_arrangement"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="grant_ends_after_start"),
            models.CheckConstraint(condition=~Q(because=""), name="grant_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"grant of {self.person_id} on pupil {self.pupil_id} until {self.ends_on}"
