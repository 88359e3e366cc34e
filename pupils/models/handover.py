"""That a group was handed over to whom it is with this school year."""

from django.db import models

from pupils.models.person import Person
from pupils.models.school import Group


class Handover(models.Model):
    """Signed by who receives the group; from then on last year's teachers read no more of its pupils (policy.py)."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="handovers")
    year_from = models.DateField()
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()

    class Meta:
        ordering = ["-year_from", "group"]
        constraints = [models.UniqueConstraint(fields=["group", "year_from"], name="one_handover_a_year")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.year_from}"
