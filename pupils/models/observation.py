"""What somebody saw a pupil do: the smallest and most frequent thing in the file."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from pupils.models.person import Person
from pupils.models.pupil import OfPupilQuerySet, Pupil


class ObservationQuerySet(OfPupilQuerySet["Observation"]):
    def standing(self) -> Self:
        """Those that their author did not take back: nobody reads the others any more."""
        return self.filter(withdrawn_on=None)


class Observation(models.Model):
    """Never a private note: what a second person can read is the file (domain §1.7).

    Made on the wrong child it is moved by its author; what was not so, she takes back.
    """

    class Area(models.TextChoices):
        TAAL = "taal", _("taal en lezen")
        REKENEN = "rekenen", _("rekenen")
        GEDRAG = "gedrag", _("gedrag")
        SOCIAAL_EMOTIONEEL = "sociaal_emotioneel", _("sociaal-emotioneel")
        WERKHOUDING = "werkhouding", _("werkhouding")
        MOTORIEK = "motoriek", _("motoriek")
        SPRAAK_TAAL = "spraak_taal", _("spraak en taalbegrip")
        ANDERS = "anders", _("iets anders")

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="observations")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seen_on = models.DateField()
    area = models.CharField(max_length=20, choices=Area)
    before = models.TextField(blank=True)
    saw = models.TextField()
    helped = models.TextField(blank=True)
    present = models.TextField(blank=True)
    incident = models.BooleanField(default=False)  # something that happened, and not how a day usually goes
    written_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_on", "-pk"]
        indexes = [models.Index(fields=["pupil", "seen_on"], name="observation_of_pupil")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(saw=""), name="observation_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.seen_on} of pupil {self.pupil_id}"

    def withdraw(self, on: date) -> None:
        self.withdrawn_on = on
        self.save(update_fields=["withdrawn_on"])

    def move_to(self, pupil: Pupil) -> None:
        self.pupil = pupil
        self.save(update_fields=["pupil"])
