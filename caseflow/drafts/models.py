"""What a person is typing, or typed when the session ended, and which forms were sent. The browser keeps nothing."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """The fields of a form as they are being typed, or came in after the session had ended; for its writer alone."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    data = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "path"], name="one_draft_per_person_and_page")]
        indexes = [models.Index(fields=["saved_at"], name="draft_age")]

    def __str__(self) -> str:
        return f"draft of {self.person_id} on {self.path}"


class SpentToken(models.Model):
    """A form that did its work; the unique nonce stops its twin."""

    nonce = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    spent_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["spent_on"], name="spent_token_age")]

    def __str__(self) -> str:
        return self.nonce
