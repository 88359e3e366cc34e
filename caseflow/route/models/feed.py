"""The address at which somebody's own calendar fetches what she is invited to."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

_SALT = "caseflow.calendar"


def new_secret() -> str:
    """256 bits, that nobody guesses; it stands in the address, and nowhere in the database."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of it: to find it by, and no use to who reads it."""
    return salted_hmac(_SALT, secret, algorithm="sha256").hexdigest()


class CalendarFeed(models.Model):
    """One person's, one at a time: a new one ends the old one, and a revoked one is gone without a trace.

    `mark` is a digest of what was fetched last and `changed_at` when that became so: rows that fall out of it leave
    no date of their own.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_on = models.DateField()
    mark = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("agenda-adres")

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"
