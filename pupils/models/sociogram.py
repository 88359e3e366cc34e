"""Who is chosen by whom in a group: what each child says when the teacher asks, one round at a time."""

from typing import Self

from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pupils.models.person import Person
from pupils.models.pupil import Pupil
from pupils.models.school import Group

OPEN = Q(closed_on=None)
STANDS = Q(withdrawn_on=None)


class SociogramQuerySet(models.QuerySet["Sociogram"]):
    def visible_to(self, person: Person) -> Self:
        """Its teacher and those who steer the school, of children whom they see; nobody whose own child is in it."""
        from pupils import policy  # late: the policy reads the models that it guards

        return self.filter(policy.sociogram_reach(person))

    def open(self) -> Self:
        return self.filter(OPEN)

    def closed(self) -> Self:
        return self.filter(closed_on__isnull=False)


class Sociogram(models.Model):
    """One round in a group, with the questions as the SOP had them when it began. Who speaks names OTHER children.

    So it is on the chain of the group and in no child's file; of one child only how often it was chosen is told.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="sociograms")
    instrument = models.CharField(max_length=50)
    name = models.CharField(max_length=200)
    likes = models.CharField(max_length=200)
    dislikes = models.CharField(max_length=200, blank=True)
    most = models.PositiveSmallIntegerField()
    left_out = models.PositiveSmallIntegerField()
    begun_on = models.DateField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SociogramQuerySet.as_manager()

    class Meta:
        verbose_name = _("sociogram")
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "instrument"], condition=OPEN, name="one_open_sociogram"),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None) | Q(closed_on__isnull=False, closed_by__isnull=False),
                name="sociogram_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.begun_on} of group {self.group_id}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class InSociogram(models.Model):
    """A child who may be chosen: in the group when the round began, or who came before it was closed."""

    sociogram = models.ForeignKey(Sociogram, on_delete=models.PROTECT, related_name="members")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="in_sociograms")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sociogram", "pupil"], name="pupil_once_in_a_sociogram")]

    def __str__(self) -> str:
        return f"pupil {self.pupil_id} in sociogram {self.sociogram_id}"


class SociogramAnswerQuerySet(models.QuerySet["SociogramAnswer"]):
    def standing(self) -> Self:
        return self.filter(STANDS)


class SociogramAnswer(models.Model):
    """That one child was asked; what she chose hangs on it. Never changed: taken back, or followed by another."""

    sociogram = models.ForeignKey(Sociogram, on_delete=models.PROTECT, related_name="answers")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = SociogramAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sociogram", "pupil"], condition=STANDS, name="one_standing_answer_a_child")
        ]

    def __str__(self) -> str:
        return f"answer of pupil {self.pupil_id} in sociogram {self.sociogram_id}"


class SociogramChoice(models.Model):
    """One name that was tapped: liked, or rather not."""

    answer = models.ForeignKey(SociogramAnswer, on_delete=models.PROTECT, related_name="choices")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    likes = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "pupil"], name="pupil_once_in_an_answer")]

    def __str__(self) -> str:
        return f"choice in answer {self.answer_id}"


def choices_for_member(*, likes: bool) -> models.QuerySet[SociogramChoice]:
    """The choices that stand for the child and the round of an outer InSociogram."""
    standing = SociogramChoice.objects.filter(answer__withdrawn_on=None, likes=likes)
    return standing.filter(pupil=OuterRef("pupil_id"), answer__sociogram=OuterRef("sociogram_id"))
