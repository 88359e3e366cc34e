"""Consent: one question to the guardians about one purpose, and the answers (AVG art. 7; domain §1.6)."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any, cast

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from caseflow import clock, languages
from caseflow.sop.dates import Span
from pupils import signing
from pupils.models.answer import Answer, scan_name
from pupils.models.guardian import SIGNERS, Guardian
from pupils.models.person import Person
from pupils.models.pupil import OfPupilQuerySet, Pupil, here
from pupils.models.sop import SopVersion

ASKED_TOO = Span(12, "years")  # in matters of care, beside the guardians (WGBO, BW 7:450; Jeugdwet)
ALONE = Span(16, "years")  # the pupil's own word, and no longer the guardians' (UAVG art. 5)


class ConsentQuerySet(OfPupilQuerySet["Consent"]):
    """The one place that says what a consent is worth on a day."""

    def ask(self, people: Iterable[Person | int], **fields: Any) -> "Consent":
        """A question that names these people, tied to those about the same that were asked before."""
        consent = self.create(**fields)
        consent.recipients.set(people)
        same = self.filter(case_id=consent.case_id, purpose=consent.purpose)
        named = consent.recipients.all()
        if named:
            same = same.filter(Q(recipients__in=named) | Q(recipients=None))
        tied = {consent.pk, *same.values_list("pk", flat=True)}
        pairs = {(consent.pk, one) for one in tied} | {(one, consent.pk) for one in tied}
        tie = Consent.same_as.through
        tie.objects.bulk_create(tie(from_consent_id=one, to_consent_id=other) for one, other in sorted(pairs))
        return consent

    def current(self, on: date) -> "ConsentQuerySet":
        """Not expired: what is said on it may count."""
        return self.filter(_not_expired(on))

    def live(self, on: date) -> "ConsentQuerySet":
        """May be relied on: not expired, signed by all who must, objected to by nobody."""
        return self.filter(_not_expired(on), _complete(on))

    def asked_of(self, person: Person) -> "ConsentQuerySet":
        """Questions that are this guardian's to answer: all of them with gezag.

        With gezag not yet recorded she may stop one (floor rule 2) and read nothing: what she answered herself, and
        what runs and waits still, or was asked when she stood beside this child already.
        """
        own = Guardian.objects.filter(person=person, pupil_id=OuterRef("pupil_id"))
        with_gezag, unknown = (
            Q(Exists(own.filter(say=word)), care=False) | Q(Exists(own.filter(say_in_care=word)), care=True)
            for word in SIGNERS
        )
        today = clock.today()
        here_by_then = Exists(own.filter(added_on__lte=OuterRef("asked_on")))
        open_to_her = _not_expired(today) & (Q(here_by_then) | (~_complete(today) & ~_objected(today)))
        answered = Exists(ConsentAnswer.objects.filter(consent=OuterRef("pk"), guardian__person=person))
        return self.filter(with_gezag | (unknown & (Q(answered) | open_to_her)))

    def with_own_word(self, person: Person) -> "ConsentQuerySet":
        """Each with `own_word` (what counts of this guardian, "" when she is waited for and gave none) and `own_said`.

        They differ where she said yes here, and later no to another question about the same.
        """
        own = signing.standing(ConsentAnswer, "pk", "pupil_id").filter(person=person)
        word, said = (Subquery(own.values(name)[:1]) for name in ("word", "said"))
        return self.annotate(own_word=word, own_said=said)

    def with_version(self) -> "ConsentQuerySet":
        """Each with the SOP version under which it was asked, by name and digest: its text is parsed once a process."""
        return self.select_related("sop_version").defer("sop_version__text", "sop_version__advice_text")

    def pending(self, on: date) -> "ConsentQuerySet":
        """Still waited for: without its whole answer, and the child is here."""
        return self.unanswered(on).filter(here(on, "pupil__"))

    def unanswered(self, on: date) -> "ConsentQuerySet":
        """Not expired, not complete, and nobody objected."""
        return self.filter(_not_expired(on)).exclude(_complete(on)).exclude(_objected(on))

    def waiting_for_gezag(self, on: date) -> "ConsentQuerySet":
        """Unanswered, and all that is waited for is whether somebody who is silent has gezag: nobody knows yet."""
        asked = self.unanswered(on).exclude(alone(on)).filter(~asked_too(on) | _pupil_agrees())
        return asked.annotate(_waiting=signing.unsigned_count(ConsentAnswer, "pk", "pupil_id")).filter(_waiting=None)

    def objected(self, on: date) -> "ConsentQuerySet":
        return self.filter(_objected(on))

    def of_guardians(self, on: date) -> "ConsentQuerySet":
        """Questions on which the guardians' word counts: from 16 it is the pupil's alone."""
        return self.exclude(alone(on))

    def of_pupil_too(self, on: date) -> "ConsentQuerySet":
        """Questions that the pupil herself answers: from 12 where it is care, from 16 whatever it is."""
        return self.filter(asked_too(on))

    def without_pupils_yes(self) -> "ConsentQuerySet":
        return self.exclude(_pupil_agrees())

    def with_word(self, on: date) -> "ConsentQuerySet":
        """Each with `word`: asked, given, refused, withdrawn or expired. An objection outlasts the term."""
        no = ConsentAnswer.no
        word = Case(
            *(When(_said(on, answer), then=Value(answer.value)) for answer in no),
            When(~_not_expired(on), then=Value("expired")),
            When(_complete(on), then=Value("given")),
            default=Value("asked"),
            output_field=models.CharField(),
        )
        return self.annotate(word=word)


def _not_expired(on: date) -> Q:
    """Nor asked before the child was gone and enrolled anew: whoever agreed then knows nothing of now (AVG art. 4.11).

    Of a row in hand: `last_day`.
    """
    return Q(until__gte=on) & (Q(pupil__returned_on=None) | Q(asked_on__gte=F("pupil__returned_on")))


def alone(on: date, of: str = "") -> Q:
    """Old enough to answer without the guardians; `of` leads from the rows that are asked to the consent."""
    return Q(**{f"{of}pupil__born_on__lte": ALONE.before(on)})


def asked_too(on: date, of: str = "") -> Q:
    """Old enough to answer in this matter, beside the guardians or alone."""
    return alone(on, of) | Q(**{f"{of}care": True, f"{of}pupil__born_on__lte": ASKED_TOO.before(on)})


def _complete(on: date) -> Q:
    """Signed by all guardians who must, or by one where one is enough; and by the pupil of age."""
    return (alone(on) | _guardians_agree()) & (~asked_too(on) | _pupil_agrees())


@cache
def _guardians_agree() -> Q:
    """At least one with gezag signed, and nobody stands in the way. The same on every day, so it is built once."""
    who = (ConsentAnswer, "pk", "pupil_id")
    in_the_way = signing.in_the_way(*who, all_must=Exact(signing.outer("everyone"), True))
    return Q(Exists(signing.signed(*who))) & ~Q(Exists(in_the_way))


@cache
def _pupil_agrees() -> Q:
    given = Exists(own_words().filter(answer=ConsentAnswer.Word.GIVEN))
    return Q(given) & ~Q(Exists(_latest_own(*ConsentAnswer.no)))


def _said(on: date, *words: str) -> Q:
    """Whether one of these is the newest word of a guardian, or of the pupil, whose word counts."""
    return (~alone(on) & _guardian_says(words)) | (asked_too(on) & _pupil_says(words))


@cache
def _guardian_says(words: tuple[str, ...]) -> Q:
    return Q(Exists(signing.standing(ConsentAnswer, "pk", "pupil_id").filter(word__in=words)))


@cache
def _pupil_says(words: tuple[str, ...]) -> Q:
    taken_back = Q(Exists(own_words().filter(answer=ConsentAnswer.Word.GIVEN))) & Q(Exists(_latest_own(*words)))
    return Q(Exists(own_words().filter(answer__in=words))) | taken_back


def _objected(on: date) -> Q:
    return _said(on, *ConsentAnswer.no)


def own_words() -> QuerySet["PupilAnswer"]:
    """Of a consent (the outer query): the pupil's newest word, if there is one."""
    newest = PupilAnswer.objects.filter(consent=OuterRef("consent")).newest_first()
    return PupilAnswer.objects.filter(consent=OuterRef("pk"), pk=Subquery(newest.values("pk")[:1]))


def _latest_own(*words: str) -> QuerySet["PupilAnswer"]:
    """Of a consent (the outer query): one of these, if it is the pupil's newest word about the same, whenever asked."""
    said = PupilAnswer.objects.filter(consent__same_as=signing.outer("pk", 2))
    newest = said.newest_first().values("pk")[:1]
    return PupilAnswer.objects.filter(pk=Subquery(newest), answer__in=words)


class Consent(models.Model):
    """One purpose, named recipients, named parts of the file, an end. There is no general consent.

    `text` is word for word what the guardians were shown; the question never changes, another one is asked. `named`
    says of each recipient how she was called in it: by name, role and where she comes from; by number as text. `care`
    says that it is about care or treatment, `everyone` that all guardians with gezag must agree and not one of them.
    `same_as` are the questions of the case for the same purpose that name one of these people, or nobody by name; this
    one too. A "no" to any of them is a "no" to this.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="consents")
    case_id = models.BigIntegerField()  # a plain number: the route lies above this app
    item_id = models.BigIntegerField(null=True, blank=True)  # the talk for which it was asked, if one was planned
    purpose = models.CharField(max_length=50)
    purpose_name = models.CharField(max_length=2000)
    recipients = models.ManyToManyField(Person, blank=True, related_name="+")
    same_as = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="+")
    named = models.JSONField(default=dict)
    parts = models.JSONField(default=list)
    care = models.BooleanField(default=False)
    everyone = models.BooleanField(default=True)
    until = models.DateField()
    text = models.TextField()
    language = models.CharField(max_length=2, choices=languages.choices, default=languages.DUTCH)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    remind_on = models.DateField(null=True, blank=True)  # whoever is silent then is asked again (reminding.py)
    sop_version = models.ForeignKey(SopVersion, on_delete=models.PROTECT, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        indexes = [
            models.Index(fields=["case_id", "purpose", "asked_on"], name="consent_of_case"),
            models.Index(fields=["pupil", "asked_on"], name="consent_of_pupil"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="consent_shows_its_text"),
            models.CheckConstraint(condition=Q(until__gte=F("asked_on")), name="consent_has_a_term"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of pupil {self.pupil_id} asked {self.asked_on}"

    @property
    def asks_pupil_from(self) -> date:
        """The day from which the pupil is asked too, or alone."""
        return (ASKED_TOO if self.care else ALONE).after(self.pupil.born_on)

    @property
    def last_day(self) -> date:
        """The last of its days, as `_not_expired` counts them."""
        back = self.pupil.returned_on
        return self.until if back is None or self.asked_on >= back else min(self.until, back - timedelta(days=1))


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
                condition=Q(answer__in=["given", "refused", "withdrawn"]), name="consent_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} by guardian {self.guardian_id} on {self.answered_on}"

    @classmethod
    def of_the_same(cls, subject: Any) -> Q:
        """Asked in the same case for the same purpose."""
        asked = Consent.objects.filter(pk=subject)
        return Q(consent__case_id__in=asked.values("case_id"), consent__purpose__in=asked.values("purpose"))

    @classmethod
    def taken_back_by(cls, subject: str | int, levels: int) -> Q:
        """AVG art. 7.3: a "no" is to these people hearing of the child, in whichever question she said it."""
        return Q(consent__same_as=signing.outer(subject, levels))

    @classmethod
    def says(cls, subject: str | int, levels: int) -> Combinable:
        """In a matter of care another may hold the gezag than in what is the school's."""
        if isinstance(subject, int):
            care: Any = Exists(Consent.objects.filter(pk=subject, care=True))
        else:
            care = Exact(signing.outer(_column(subject, "care"), levels), True)
        return Case(When(care, then=F("say_in_care")), default=F("say"))


def _column(subject: str, name: str) -> str:
    """Beside the column that names a consent: of that consent's own row, or of a row that points to it."""
    return name if subject == "pk" else f"{subject}__{name}"


class PupilAnswerQuerySet(QuerySet["PupilAnswer"]):
    def newest_first(self) -> "PupilAnswerQuerySet":
        """In the order in which they count, as those of guardians do."""
        return cast("PupilAnswerQuerySet", signing.newest_first(self, ConsentAnswer.yes))


class PupilAnswer(models.Model):
    """The pupil's own word on a consent, as she said it to somebody of the school. Added, never changed.

    As with a guardian who does not come in by herself somebody saw or heard it, and what stands on paper is kept.
    """

    class How(models.TextChoices):
        TALK = "talk", _("in een gesprek")
        PAPER = "paper", _("op papier")

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="pupil_answers")
    answer = models.CharField(max_length=20, choices=ConsentAnswer.Word)
    words = models.TextField(blank=True)
    how = models.CharField(max_length=10, choices=How)
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    witness = models.CharField(max_length=200)
    scan = models.FileField(upload_to=scan_name, blank=True)
    answered_on = models.DateField()
    answered_at = models.DateTimeField()
    text_shown = models.TextField()
    language = models.CharField(max_length=2, choices=languages.choices, default=languages.DUTCH)

    objects = PupilAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["answered_on", "answered_at", "pk"]
        indexes = [models.Index(fields=["consent", "answered_on"], name="answer_by_pupil")]
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=ConsentAnswer.Word.values), name="pupil_answer_is_known"),
            models.CheckConstraint(condition=~Q(text_shown=""), name="pupil_saw_a_text"),
            models.CheckConstraint(condition=~Q(witness=""), name="pupil_answer_has_witness"),
            models.CheckConstraint(condition=Q(how="talk") | ~Q(scan=""), name="pupil_paper_has_scan"),
        ]

    def __str__(self) -> str:
        return f"{self.answer} by the pupil on {self.answered_on}"
