"""The adults who stand for a child, and what is known of their gezag (domain §1.7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from caseflow.sop import law
from pupils.models.person import Person
from pupils.models.pupil import OfPupilQuerySet, Pupil


class Gezag(models.TextChoices):
    """Not in any file that a school gets: somebody records it, with evidence. Unknown may block, may not read."""

    YES = "yes", _("heeft gezag")
    NO = "no", _("heeft geen gezag")
    UNKNOWN = "unknown", _("nog niet vastgelegd")
    RESTRICTED = "restricted", _("gezag is beperkt")


#: Whose signature is needed, and whose objection stops (floor rule 2).
SIGNERS = (Gezag.YES, Gezag.UNKNOWN)


class Relation(models.TextChoices):
    MOTHER = "mother", _("moeder")
    FATHER = "father", _("vader")
    PARENT = "parent", _("ouder")
    GUARDIAN = "guardian", _("voogd")
    FOSTER_PARENT = "foster_parent", _("pleegouder")
    STEP_PARENT = "step_parent", _("stiefouder")
    OTHER = "other", _("anders")


class GuardianQuerySet(OfPupilQuerySet["Guardian"]):
    def with_gezag(self) -> "GuardianQuerySet":
        return self.filter(gezag=Gezag.YES)

    def reading(self) -> "GuardianQuerySet":
        """Whose gezag opens the file in the portal: the law names it (floor rule 14)."""
        return self.filter(gezag__in=law.LAW.words(14))

    def signers(self) -> "GuardianQuerySet":
        return self.filter(gezag__in=SIGNERS)


class Guardian(models.Model):
    """One adult and one child. One guardian's contact data are never shown to the other."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardianships")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="guardians")
    relation = models.CharField(max_length=20, choices=Relation)
    gezag = models.CharField(max_length=20, choices=Gezag, default=Gezag.UNKNOWN)
    gezag_evidence = models.CharField(max_length=500, blank=True)
    gezag_recorded_on = models.DateField(null=True, blank=True)
    address_secret = models.BooleanField(default=False)

    objects = GuardianQuerySet.as_manager()

    class Meta:
        ordering = ["pupil", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "pupil"], name="one_guardian_row"),
            models.CheckConstraint(condition=models.Q(gezag__in=Gezag.values), name="gezag_is_known_word"),
            models.CheckConstraint(
                condition=models.Q(gezag=Gezag.UNKNOWN)
                | (~models.Q(gezag_evidence="") & models.Q(gezag_recorded_on__isnull=False)),
                name="gezag_has_evidence_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relation} {self.person_id} of pupil {self.pupil_id}"

    @property
    def may_read(self) -> bool:
        """Whether this guardian's own portal shows the file (floor rule 14)."""
        return self.gezag in law.LAW.words(14)


class ContactAttempt(models.Model):
    """A recorded try to reach a guardian; two on different days must lie before one is passed over."""

    class How(models.TextChoices):
        PHONE = "phone", _("telefoon")
        MAIL = "mail", _("e-mail")
        LETTER = "letter", _("brief")
        HOME_VISIT = "home_visit", _("huisbezoek")
        AT_SCHOOL = "at_school", _("gesprek op school")

    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="contact_attempts")
    on = models.DateField()
    how = models.CharField(max_length=20, choices=How)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.how} {self.on}"
