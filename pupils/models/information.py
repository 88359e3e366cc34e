"""What a parent without gezag was told on request, or why not (BW 1:377c): a letter, never the file."""

from uuid import uuid4

from django.db import models

from pupils.models.guardian import Guardian
from pupils.models.person import Person


def letter_name(letter: models.Model, filename: str) -> str:
    """Where the letter lies: nothing of the child stands in the path."""
    return f"letters/{uuid4().hex}.pdf"


class InformationLetter(models.Model):
    """One request and its answer. The rows never change (the database refuses it); `digest` is of the file's bytes.

    `text` is what was told; of a refusal it is the reasons, which stay at the school.
    """

    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="information_letters")
    asked_on = models.DateField()
    refused = models.BooleanField(default=False)
    text = models.TextField()
    made_on = models.DateField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to=letter_name)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="information_says_something"),
            models.CheckConstraint(condition=models.Q(made_on__gte=models.F("asked_on")), name="asked_then_informed"),
        ]

    def __str__(self) -> str:
        return f"information letter {self.pk} to guardian {self.guardian_id}"
