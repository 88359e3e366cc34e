"""What a school's memory looked like on a night, sealed with a key outside the database."""

from typing import Any

from django.db import models


class Seal(models.Model):
    """One per school and night; each holds its predecessor's mac, so that none can be taken out.

    `heads` are {chain: [number, digest]} of the chains that moved since the seal before; a `full` seal (the first
    of a school and of each month) holds them all. So a night costs what happened that day, and a check one month.
    """

    school_id = models.BigIntegerField()
    on = models.DateField()
    full = models.BooleanField()
    events = models.PositiveBigIntegerField()
    heads = models.JSONField()
    reads = models.PositiveBigIntegerField()
    reads_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school_id", "on"], name="one_seal_per_school_and_night")]

    def __str__(self) -> str:
        return f"seal of school {self.school_id} on {self.on}"

    def record(self) -> dict[str, Any]:
        """What the mac covers."""
        covered = ("school_id", "on", "full", "events", "heads", "reads", "reads_digest", "previous")
        return {name: getattr(self, name) for name in covered}
