"""What a guardian wrote to the school of her own accord, and what the school did with it: read it, or answered."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from pupils.models.guardian import Guardian
from pupils.models.person import Person
from pupils.models.pupil import Pupil


class WritingQuerySet(models.QuerySet["Writing"]):
    def visible_to(self, person: Person) -> Self:
        """By the staff who see the pupil."""
        return self.filter(Exists(Pupil.objects.visible_to(person).filter(pk=OuterRef("guardian__pupil_id"))))

    def unread(self) -> Self:
        return self.filter(replies=None)


class Writing(models.Model):
    """A view or a question, about one child. The rows never change (the database refuses it)."""

    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="writings")
    text = models.TextField()
    on = models.DateField()

    objects = WritingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="writing_says_something")]

    def __str__(self) -> str:
        return f"writing {self.pk} of guardian {self.guardian_id}"

    @property
    def read_on(self) -> date | None:
        """The day on which somebody of the school read it, or answered it at once."""
        return next((reply.on for reply in self.replies.all()), None)

    @property
    def answers(self) -> list["WritingReply"]:
        return [reply for reply in self.replies.all() if reply.text]


class WritingReply(models.Model):
    """Somebody of the school read it; with a text, she answered it. Added, never changed."""

    writing = models.ForeignKey(Writing, on_delete=models.PROTECT, related_name="replies")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"reply {self.pk} to writing {self.writing_id}"
