"""The school's SOP as it was adopted: every version, word for word."""

from django.db import models

from pupils.models.school import School


class SopVersion(models.Model):
    """A published version. It never changes (the database refuses it): a new text is a new version."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="sop_versions")
    version = models.CharField(max_length=40)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    first_day = models.DateField()
    adopted_on = models.DateField()

    class Meta:
        ordering = ["school", "first_day", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "version"], name="one_sop_of_a_version")]
        indexes = [models.Index(fields=["school", "first_day"], name="sop_by_first_day")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.version}"
