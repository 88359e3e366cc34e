"""Who opened what of which child (floor rule 13)."""

from django.db import models


class ReadRow(models.Model):
    """One opening of a child's page, file, PDF, export or API object: never what stood in it, never a path."""

    person_id = models.BigIntegerField()
    role = models.CharField(max_length=200, blank=True)
    school_id = models.BigIntegerField()
    pupil_id = models.BigIntegerField()
    part = models.CharField(max_length=40)
    object = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["school_id", "at"], name="read_of_school"),
            models.Index(fields=["pupil_id", "at"], name="read_of_pupil"),
        ]

    def __str__(self) -> str:
        return f"{self.part} of pupil {self.pupil_id} by {self.person_id}"
