"""What was understood of a pupil: what helps or hinders her, and what she needs (HGW: begrijpen)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pupils.models.observation import Observation
from pupils.models.person import Person
from pupils.models.pupil import OfPupilQuerySet, Pupil


class InsightQuerySet(OfPupilQuerySet["Insight"]):
    def standing(self) -> Self:
        """What still holds."""
        return self.filter(ended_on=None)


class Insight(models.Model):
    """One thing that was understood; it holds until somebody says that it is so no longer, and stays to be read back.

    A need begins with one of HGW's helping sentences, so that those of several pupils can be laid side by side.
    """

    class Kind(models.TextChoices):
        STIMULATES = "stimulates", _("helpt")
        HINDERS = "hinders", _("belemmert")
        NEEDS = "needs", _("heeft nodig")

    class Stem(models.TextChoices):
        INSTRUCTION = "instruction", _("heeft instructie nodig die …")
        TASKS = "tasks", _("heeft opdrachten of materialen nodig die …")
        ACTIVITIES = "activities", _("heeft leeractiviteiten nodig die …")
        FEEDBACK = "feedback", _("heeft feedback nodig die …")
        PEERS = "peers", _("heeft groepsgenoten nodig die …")
        TEACHER = "teacher", _("heeft een leerkracht nodig die …")
        SURROUNDINGS = "surroundings", _("heeft een plek of rooster nodig met …")
        HOME = "home", _("heeft ouders nodig die …")

    #: What a plan may be about is what one looks at.
    Area = Observation.Area

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="insights")
    kind = models.CharField(max_length=20, choices=Kind)
    stem = models.CharField(max_length=20, choices=Stem, blank=True)
    area = models.CharField(max_length=20, choices=Observation.Area)
    words = models.CharField(max_length=300)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = InsightQuerySet.as_manager()

    class Meta:
        ordering = ["said_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="insight_says_something"),
            models.CheckConstraint(
                condition=Q(kind="needs") & ~Q(stem="") | ~Q(kind="needs") & Q(stem=""), name="a_need_has_its_sentence"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("said_on")), name="insight_ends_after_it_was_said"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of pupil {self.pupil_id}"

    @property
    def sentence(self) -> str:
        """The helping sentence with the words in the place of its dots; of a factor the words alone."""
        return f"{self.get_stem_display().removesuffix('…')}{self.words}" if self.stem else self.words

    def end(self, on: date) -> None:
        self.ended_on = on
        self.save(update_fields=["ended_on"])
