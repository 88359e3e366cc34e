"""What a guardian answered, in the one form that every signature of a guardian has."""

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from caseflow import clock, languages
from pupils.models.guardian import Guardian
from pupils.models.person import Person


def scan_name(answer: models.Model, filename: str) -> str:
    """Where a scan lies: nothing of the child or of the file's own name stands in the path."""
    ending = filename.rpartition(".")[2].lower()
    return f"scans/{uuid4().hex}.{ending if ending in {'pdf', 'jpg', 'jpeg', 'png'} else 'bin'}"


class How(models.TextChoices):
    PORTAL = "portal", _("zelf, in het portaal")
    PAPER = "paper", _("op papier")


class Identified(models.TextChoices):
    """By what somebody was known when she answered in the portal."""

    PASSWORD = "password", _("met een wachtwoord")
    SECOND_FACTOR = "second_factor", _("met een wachtwoord en een tweede stap")
    TRUSTED = "trusted", _("met een wachtwoord, op een eerder vertrouwd apparaat")
    PASSKEY = "passkey", _("met een passkey")
    MAIL_CODE = "mail_code", _("met een code per e-mail")
    STEP = "step", _("met alleen een tweede stap")
    LETTER = "letter", _("met de code uit een brief van de school")
    SESSION = "session", _("was al ingelogd")


class OwnWords(models.Model):
    """What a guardian wrote in the portal: when, in which language she read, and by what she was known."""

    at = models.DateTimeField()
    language = models.CharField(max_length=2, choices=languages.choices)
    identified_by = models.CharField(max_length=20, choices=Identified, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def by(person: Person) -> dict[str, Any]:
        """Of a person who writes now."""
        return {"at": clock.now(), "language": languages.spoken().code, "identified_by": person.identified_by}


class Answer(models.Model):
    """Rows are added, never changed (the database refuses it): the newest of a guardian counts.

    A subclass names its table's words and columns, and signing.py does the rest: `yes` and `no` are the words,
    `subject` the column that says what was answered, `passed` the column of PassedOver that names the same thing.
    """

    Word: ClassVar[Any]  # its words with how they are told: a TextChoices of the subclass
    yes: ClassVar[str]
    no: ClassVar[tuple[str, ...]]
    subject: ClassVar[str]
    passed: ClassVar[str]

    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20)
    answered_on = models.DateField()
    answered_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How, default=How.PORTAL)
    identified_by = models.CharField(max_length=20, choices=Identified, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    witness = models.CharField(max_length=200, blank=True)
    scan = models.FileField(upload_to=scan_name, blank=True)
    view = models.TextField(blank=True)
    text_shown = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=languages.choices, default=languages.DUTCH)

    class Meta:
        abstract = True
        constraints = [
            # Paper: somebody of the school says who saw it. Portal: the guardian's own account is the evidence.
            models.CheckConstraint(
                condition=Q(how="portal", recorded_by=None)
                | (Q(how="paper", recorded_by__isnull=False) & ~Q(witness="")),
                name="%(class)s_paper_has_witness",
            ),
        ]

    @classmethod
    def of_the_same(cls, subject: Any) -> Q:
        """All answers about the same thing, also those to an earlier question about it or an earlier version of it."""
        raise NotImplementedError

    @classmethod
    def taken_back_by(cls, subject: str | int, levels: int) -> Q | None:
        """Of which answers a later "no" takes back a "yes" to this one; None: of none, it is not revocable.

        A `subject` that is a column stands in the query so many `levels` further out.
        """
        return None

    @classmethod
    def says(cls, subject: str | int, levels: int) -> Combinable:
        """What a guardian's word is worth for one subject: yes, no or unknown."""
        return F("say")
