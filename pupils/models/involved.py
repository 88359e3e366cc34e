"""Roles that a step of a pupil's route names: while it does, their holders see the pupil."""

from django.db import models

from pupils.models.pupil import Pupil


class Involved(models.Model):
    """Derived from the SOP at each move and on a version's first day.

    For kinds of role that otherwise see nobody (specialist, board).
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="involved")
    case_id = models.BigIntegerField()  # a plain number: the route lies above this app
    role = models.CharField(max_length=50)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case_id", "role"], name="involved_once_a_case")]
        indexes = [models.Index(fields=["pupil", "role"], name="involved_with_pupil")]

    def __str__(self) -> str:
        return f"{self.role} with pupil {self.pupil_id}"
