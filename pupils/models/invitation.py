"""A way in for somebody who cannot sign in yet: one secret code, used once, and only by whom it was made for."""

import base64
import secrets
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from pupils.models.person import Person
from pupils.models.school import School

LETTERS = 16  # of a code: 80 bits, that nobody guesses
MOST_MISSES = 10  # of what is asked beside the code: after that a found letter opens nothing
_SALT = "caseflow.invitation"


def new_seed() -> str:
    return secrets.token_urlsafe(24)


def code_of(seed: str) -> str:
    """The code that stands in the mail or the letter: who has the database, and not the key, cannot make it."""
    digest = salted_hmac(f"{_SALT}.code", seed, algorithm="sha256").digest()
    return base64.b32encode(digest).decode()[:LETTERS]


def digest_of(code: str) -> str:
    """What is kept of a code, however it was typed: to find it by, and no use to who reads it."""
    typed = "".join(sign for sign in code.upper() if sign.isalnum())
    return salted_hmac(f"{_SALT}.digest", typed, algorithm="sha256").hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, on: date) -> Self:
        """Not used, not ended, not over."""
        return self.filter(used_at=None, ended_at=None, until__gte=on)

    def by_code(self, code: str) -> Self:
        return self.filter(digest=digest_of(code))


class Invitation(models.Model):
    """`kind` is the door it opens. What lies behind it follows from roles, gezag and grants, never from this."""

    class Kind(models.TextChoices):
        STAFF = "staff", _("medewerker")
        GUARDIAN = "guardian", _("ouder of verzorger")
        OUTSIDER = "outsider", _("van buiten de school")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    seed = models.CharField(max_length=50, default=new_seed, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # None: by who runs Caseflow, for a school's first director.
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    misses = models.PositiveSmallIntegerField(default=0)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "school", "kind"],
                condition=Q(used_at=None, ended_at=None),
                name="one_invitation_waits",
            ),
            models.CheckConstraint(condition=Q(used_at=None) | Q(ended_at=None), name="invitation_used_or_ended"),
            models.CheckConstraint(condition=Q(used_at=None) | Q(used_at__gte=F("made_at")), name="invited_then_used"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id} until {self.until}"

    @property
    def code(self) -> str:
        return code_of(self.seed)

    @property
    def code_in_fours(self) -> str:
        """As it stands in a letter."""
        return "-".join(self.code[at : at + 4] for at in range(0, LETTERS, 4))
