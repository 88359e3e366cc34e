"""The outbox: a promise to tell somebody, made in the same transaction as what there is to tell (design §4)."""

from django.conf import settings
from django.db import models

from .kinds import Kind


class How(models.TextChoices):
    MAIL = "mail"
    LETTER = "letter"
    NOT_AT_ALL = "not_at_all"  # nothing was sent: its reader had answered before its turn came, or had no say any more


class Notice(models.Model):
    """One mail, or letter, to one person, once, whatever fails in between.

    `key` says what it is about and cannot repeat; `how` it was delivered.
    """

    key = models.CharField(max_length=200, unique=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    school_id = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    not_before = models.DateField()
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_until = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=10, choices=How, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(kind.value for kind in Kind)), name="notice_of_a_known_kind"
            ),
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=models.Q(delivered_at=None), name="notice_waiting"),
        ]

    def __str__(self) -> str:
        return self.key
