"""Consent: one question to the guardians about one purpose, and their answers (AVG art. 7; domain §1.6)."""

from datetime import date

from django.db import models
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from pupils import signing
from pupils.models.answer import Answer
from pupils.models.guardian import Guardian
from pupils.models.person import Person
from pupils.models.pupil import OfPupilQuerySet, Pupil
from pupils.models.sop import SopVersion


class ConsentQuerySet(OfPupilQuerySet["Consent"]):
    """The one place that says what a consent is worth on a day."""

    def live(self, on: date) -> "ConsentQuerySet":
        """May be relied on: not expired, signed by all who must, objected to by nobody."""
        return self.filter(_not_expired(on), _complete())

    def asked_of(self, person: Person) -> "ConsentQuerySet":
        """Questions that are this guardian's to answer: with gezag, or with gezag not yet recorded (floor rule 2)."""
        own = Guardian.objects.signers().filter(person=person, pupil_id=models.OuterRef("pupil_id"))
        return self.filter(models.Exists(own))

    def with_own_word(self, person: Person) -> "ConsentQuerySet":
        """Each with `own_word`: this guardian's newest answer, "" when she is waited for and gave none."""
        own = signing.standing(ConsentAnswer, "pk", "pupil_id").filter(person=person)
        return self.annotate(own_word=models.Subquery(own.values("word")[:1]))

    def pending(self, on: date) -> "ConsentQuerySet":
        """Still waited for: not expired, not complete, and nobody objected."""
        return self.filter(_not_expired(on)).exclude(_complete()).exclude(_objected())

    def objected(self) -> "ConsentQuerySet":
        return self.filter(_objected())

    def with_word(self, on: date) -> "ConsentQuerySet":
        """Each with `word`: asked, given, refused, withdrawn or expired. An objection outlasts the term."""
        said = signing.standing(ConsentAnswer, "pk", "pupil_id")
        word = Case(
            When(models.Exists(said.filter(word=ConsentAnswer.Word.REFUSED)), then=Value("refused")),
            When(models.Exists(said.filter(word=ConsentAnswer.Word.WITHDRAWN)), then=Value("withdrawn")),
            When(until__lt=on, then=Value("expired")),
            When(_complete(), then=Value("given")),
            default=Value("asked"),
            output_field=models.CharField(),
        )
        return self.annotate(word=word)


def _not_expired(on: date) -> models.Q:
    return models.Q(until__gte=on)


def _complete() -> models.Q:
    return signing.complete(ConsentAnswer, "pk", "pupil_id")


def _objected() -> models.Q:
    return signing.objected(ConsentAnswer, "pk", "pupil_id")


class Consent(models.Model):
    """One purpose, named recipients, named parts of the file, an end. There is no general consent.

    `text` is word for word what the guardians were shown; the question never changes, another one is asked.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="consents")
    case_id = models.BigIntegerField()  # a plain number: the route lies above this app
    purpose = models.CharField(max_length=50)
    purpose_name = models.CharField(max_length=2000)
    recipients = models.ManyToManyField(Person, blank=True, related_name="+")
    parts = models.JSONField(default=list)
    until = models.DateField()
    text = models.TextField()
    language = models.CharField(max_length=2, choices=Person.Language, default=Person.Language.NL)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    sop_version = models.ForeignKey(SopVersion, on_delete=models.PROTECT, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        indexes = [
            models.Index(fields=["case_id", "purpose", "asked_on"], name="consent_of_case"),
            models.Index(fields=["pupil", "asked_on"], name="consent_of_pupil"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="consent_shows_its_text"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("asked_on")), name="consent_has_a_term"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of pupil {self.pupil_id} asked {self.asked_on}"


class ConsentAnswer(Answer):
    """Given, refused, or withdrawn for what comes after (AVG art. 7.3)."""

    class Word(models.TextChoices):
        GIVEN = "given", _("ja")
        REFUSED = "refused", _("nee")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    yes = Word.GIVEN
    no = (Word.REFUSED, Word.WITHDRAWN)
    subject = "consent_id"
    passed = "consent_id"

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="answers")

    class Meta(Answer.Meta):
        ordering = ["answered_on", "answered_at", "pk"]
        indexes = [models.Index(fields=["consent", "guardian", "answered_on"], name="answer_by_guardian")]
        constraints = [
            *Answer.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(answer__in=["given", "refused", "withdrawn"]), name="consent_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} by guardian {self.guardian_id} on {self.answered_on}"
