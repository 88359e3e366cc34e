"""A file that was read and not yet taken in: what it would add, for its reader alone, and for a day at most."""

from datetime import timedelta

from django.db import models

from caseflow import clock
from pupils.models.person import Person
from pupils.models.school import School

KEPT_FOR = timedelta(days=1)


class ImportPreviewQuerySet(models.QuerySet["ImportPreview"]):
    def of(self, person: Person) -> "ImportPreviewQuerySet":
        """A person's own, while they are fresh."""
        return self.filter(by=person, made_at__gt=clock.now() - KEPT_FOR)

    def expired(self) -> "ImportPreviewQuerySet":
        return self.filter(made_at__lte=clock.now() - KEPT_FOR)


class ImportPreview(models.Model):
    """`lines` is the report line by line, in each new one what it would add; nothing else of the file stays."""

    class Kind(models.TextChoices):
        MEASUREMENTS = "toetsen"
        ABSENCE = "verzuim"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    lines = models.JSONField()
    made_at = models.DateTimeField()

    objects = ImportPreviewQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="import_preview_age")]

    def __str__(self) -> str:
        return f"{self.kind} of school {self.school_id}"
