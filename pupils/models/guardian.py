"""The adults who stand for a child, and what is known of their gezag (domain §1.7)."""

from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from caseflow import clock
from caseflow.sop import law
from pupils.models.person import Person
from pupils.models.pupil import OfPupilQuerySet, Pupil


class Gezag(models.TextChoices):
    """Not in any file that a school gets: somebody records it, with evidence. Unknown may block, may not read."""

    YES = "yes", _("heeft gezag")
    NO = "no", _("heeft geen gezag")
    UNKNOWN = "unknown", _("nog niet vastgelegd")
    RESTRICTED = "restricted", _("gezag is beperkt")


#: Whose signature is needed, and whose objection stops (floor rule 2): words of `say`.
SIGNERS = (Gezag.YES, Gezag.UNKNOWN)


class Matter(models.TextChoices):
    """What a court may take from a guardian and give to another (BW 1:265e, 1:253a), as far as a school meets it."""

    EDUCATION = "education", _("school en ondersteuning")
    CARE = "care", _("zorg en behandeling")


class Proof(models.TextChoices):
    """On what it rests that somebody has gezag, or has not."""

    DECLARED = "declared", _("een ouder verklaarde het bij de inschrijving")
    REGISTER = "register", _("uittreksel uit het gezagsregister")
    CERTIFICATE = "certificate", _("akte van geboorte, erkenning, huwelijk of partnerschap")
    COURT = "court", _("beschikking van de rechter")
    OTHER = "other", _("iets anders")


class Relation(models.TextChoices):
    MOTHER = "mother", _("moeder")
    FATHER = "father", _("vader")
    PARENT = "parent", _("ouder")
    GUARDIAN = "guardian", _("voogd")
    GI = "gi", _("gecertificeerde instelling")
    FOSTER_PARENT = "foster_parent", _("pleegouder")
    STEP_PARENT = "step_parent", _("stiefouder")
    OTHER = "other", _("anders")


#: Whom the law gives a right to be told, without gezag too (BW 1:377c); who fosters a child has none of her own.
PARENTS = frozenset({Relation.MOTHER, Relation.FATHER, Relation.PARENT})

#: Of a guardian: whose word is asked in some matter.
A_SAY = Q(say__in=SIGNERS) | Q(say_in_care__in=SIGNERS)


class GuardianQuerySet(OfPupilQuerySet["Guardian"]):
    def with_gezag(self) -> "GuardianQuerySet":
        """In what is the school's: a court did not take it from this guardian."""
        return self.filter(say=Gezag.YES)

    def reading(self) -> "GuardianQuerySet":
        """Whose gezag opens the file in the portal: the law names it (floor rule 14)."""
        return self.filter(say__in=law.LAW.words(14))

    def with_a_say(self) -> "GuardianQuerySet":
        """In anything at all: yes, or not yet recorded."""
        return self.filter(A_SAY)

    def signers(self, *, care: bool = False) -> "GuardianQuerySet":
        """Who is waited for, in what is the school's or in matters of care."""
        return self.filter(**{"say_in_care__in" if care else "say__in": SIGNERS})

    def mark_holders(self) -> None:
        """Of these, all of one child: who holds now what a court took from another of them."""
        beside = self.model._default_manager.filter(pupil=OuterRef("pupil"))
        self.update(
            holds_education=Exists(beside.filter(education_held_by=OuterRef("pk"))),
            holds_care=Exists(beside.filter(care_held_by=OuterRef("pk"))),
        )

    def not_beside(self, person: Person) -> "GuardianQuerySet":
        """Leaving out whoever is a guardian of the same child as this person, and the person herself."""
        return self.exclude(person__in=beside(person))


def beside(person: Person) -> models.QuerySet[Any, Any]:
    """Who is a guardian of the same child as this person, and the person herself: their numbers."""
    own = Guardian.objects.filter(person=person).values("pupil")
    return Guardian.objects.filter(pupil__in=own).values("person")


def _say(matter: Matter) -> Case:
    """Restricted is yes in the matters that were left to her, and no in what another holds now.

    Whom a court put in charge of a matter has a say in it, whatever her own gezag is.
    """
    taken = Q(gezag=Gezag.RESTRICTED, **{f"{matter}_held_by__isnull": False})
    yes = Q(gezag=Gezag.RESTRICTED) | Q(**{f"holds_{matter}": True})
    return Case(When(taken, then=Value("no")), When(yes, then=Value("yes")), default=F("gezag"))


def _say_field(matter: Matter) -> models.GeneratedField:
    return models.GeneratedField(expression=_say(matter), output_field=models.CharField(max_length=20), db_persist=True)


class Guardian(models.Model):
    """One adult and one child. One guardian's contact data are never shown to the other.

    `say` and `say_in_care` (yes, no, unknown) are what her word is worth; the database works them out of the gezag.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardianships")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="guardians")
    relation = models.CharField(max_length=20, choices=Relation)
    gezag = models.CharField(max_length=20, choices=Gezag, default=Gezag.UNKNOWN)
    gezag_proof = models.CharField(max_length=20, choices=Proof, blank=True)
    gezag_proof_on = models.DateField(null=True, blank=True)
    gezag_evidence = models.CharField(max_length=500, blank=True)
    gezag_recorded_on = models.DateField(null=True, blank=True)
    education_held_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    care_held_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    holds_education = models.BooleanField(default=False, editable=False)  # kept by `mark_holders`
    holds_care = models.BooleanField(default=False, editable=False)
    say = _say_field(Matter.EDUCATION)
    say_in_care = _say_field(Matter.CARE)
    address_secret = models.BooleanField(default=False)
    added_on = models.DateField(default=clock.today)  # what was settled by then was never hers to answer

    objects = GuardianQuerySet.as_manager()

    class Meta:
        ordering = ["pupil", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "pupil"], name="one_guardian_row"),
            models.CheckConstraint(condition=Q(gezag__in=Gezag.values), name="gezag_is_known_word"),
            models.CheckConstraint(
                condition=Q(gezag=Gezag.UNKNOWN)
                | (~Q(gezag_proof="") & Q(gezag_proof_on__isnull=False, gezag_recorded_on__isnull=False)),
                name="gezag_has_proof_and_day",
            ),
            models.CheckConstraint(
                condition=Q(gezag_proof__in=["", Proof.DECLARED]) | ~Q(gezag_evidence=""),
                name="gezag_says_what_was_seen",
            ),
            models.CheckConstraint(
                condition=Q(gezag=Gezag.RESTRICTED)
                & (Q(education_held_by__isnull=False) | Q(care_held_by__isnull=False))
                | ~Q(gezag=Gezag.RESTRICTED) & Q(education_held_by=None, care_held_by=None),
                name="restricted_says_in_what",
            ),
            models.CheckConstraint(
                condition=(Q(education_held_by=None) | ~Q(education_held_by=F("id")))
                & (Q(care_held_by=None) | ~Q(care_held_by=F("id"))),
                name="taken_is_held_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relation} {self.person_id} of pupil {self.pupil_id}"

    @property
    def has_a_say(self) -> bool:
        return bool({self.say, self.say_in_care} & set(SIGNERS))

    @property
    def is_parent(self) -> bool:
        return self.relation in PARENTS

    @property
    def may_read(self) -> bool:
        """Whether this guardian's own portal shows the file (floor rule 14)."""
        return self.say in law.LAW.words(14)


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
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.how} {self.on}"
