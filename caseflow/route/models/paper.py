"""A document of a case: its versions, its parts, and what each guardian signed or added to it."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case as Choose
from django.db.models import CharField, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from caseflow.route.hands import by_hand, by_signing
from caseflow.route.models.case import Case
from caseflow.route.ruling import Ruling
from pupils.models import SIGNERS, Gezag, Guardian
from pupils.models.answer import Answer, OwnWords


class PaperQuerySet(models.QuerySet["Paper"]):
    """Staff see the documents of a case that they see; guardians what was laid before them, never a draft."""

    def update(self, **values: Any) -> int:
        if "state" in values:
            raise TypeError("a document's state changes through its transition")
        return super().update(**values)

    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Case.objects.visible_to(person).filter(pk=OuterRef("case_id"))))

    def readable_by(self, person: Any) -> Self:
        """The same, and who may read the pupil's file until it is handed over."""
        return self.filter(Exists(Case.objects.readable_by(person).filter(pk=OuterRef("case_id"))))

    def for_guardian(self, person: Any) -> Self:
        """What was laid before the guardians, for who may read the file."""
        return self.filter(Exists(Case.objects.for_guardian(person).filter(pk=OuterRef("case_id"))), self._laid())

    def asked_of(self, person: Any) -> Self:
        """What this guardian may sign; with gezag not recorded only what is asked now (floor rules 2 and 14)."""
        own = Guardian.objects.filter(person=person, say__in=SIGNERS, pupil=OuterRef("case__pupil_id"))
        asked = Q(state__in=(Paper.LAID, Paper.REFUSED), case__closed_on=None)
        signable = self.filter(self._laid(), replaced_on=None).exclude(signature=Paper.NONE)
        return signable.filter(Exists(own.filter(say=Gezag.YES)) | (Exists(own) & asked))

    def current(self) -> Self:
        """The newest version of each document."""
        return self.filter(replaced_on=None)

    def with_word(self) -> Self:
        """Each with `word`: how far it is, in the words of the fact `document`."""
        settled = When(state=Paper.SETTLED, signature=Paper.NONE, then=Value(Paper.READY))
        signed = When(state=Paper.SETTLED, then=F("signature"))
        return self.annotate(word=Choose(settled, signed, default=F("state"), output_field=CharField()))

    def _laid(self) -> Q:
        return Q(laid_on__isnull=False)


class Paper(ConcurrentTransitionMixin, models.Model):
    """One version. Draft → ready → laid before the guardians → settled or refused; once laid its text stands still.

    `visit` is that of the step where it belongs, 0 for a document that grows along the whole case. `key` names it in
    the SOP; name and meaning of the signature are those of the day on which it was written.
    """

    DRAFT, READY, LAID, SETTLED, REFUSED = "draft", "ready", "laid", "settled", "refused"
    STATES = [
        (DRAFT, _("in de maak")),
        (READY, _("af")),
        (LAID, _("voorgelegd")),
        (SETTLED, _("vastgesteld")),
        (REFUSED, _("een ouder zei nee")),
    ]
    NONE, DISCUSSED, AGREED = "none", "discussed", "agreed"
    SIGNATURES = [(NONE, _("om te lezen")), (DISCUSSED, _("besproken")), (AGREED, _("mee eens"))]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    key = models.CharField(max_length=50)
    name = models.CharField(max_length=2000)
    signature = models.CharField(max_length=10, choices=SIGNATURES)
    visit = models.PositiveIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = FSMField(default=DRAFT, protected=True, choices=STATES)
    started_on = models.DateField()
    ready_on = models.DateField(null=True, blank=True)
    laid_on = models.DateField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)  # whoever is silent then is asked again (reminding.py)
    settled_on = models.DateField(null=True, blank=True)
    replaced_on = models.DateField(null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        ordering = ["case", "key", "visit", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key", "visit", "number"], name="one_paper_of_a_number"),
            models.UniqueConstraint(
                fields=["case", "key", "visit"], condition=Q(replaced_on=None), name="one_newest_paper"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "ready"), laid_on=None)
                | Q(state__in=("laid", "settled", "refused"), laid_on__isnull=False),
                name="paper_laid_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"paper {self.pk}"

    @transition(field=state, source=DRAFT, target=READY, permission=by_hand("finish_document"))
    def finish(self, ruling: Ruling, on: date) -> None:
        ruling.require(self.case_id, "finish_document")
        self.ready_on = on

    @transition(field=state, source=READY, target=DRAFT, permission=by_hand("write_document"))
    def write_on(self, ruling: Ruling) -> None:
        """Nobody saw it yet: it is written on."""
        ruling.require(self.case_id, "write_document")
        self.ready_on = None

    @transition(field=state, source=READY, target=LAID, permission=by_hand("lay_document"))
    def lay(self, ruling: Ruling, on: date) -> None:
        ruling.require(self.case_id, "lay_document")
        self.laid_on = on

    @transition(field=state, source=[LAID, REFUSED], target=SETTLED, permission=by_signing)
    def settle(self, on: date) -> None:
        """Everybody who is asked signed; of a document without a signature nobody is."""
        self.settled_on = on

    @transition(field=state, source=[LAID, SETTLED], target=REFUSED, permission=by_signing)
    def refuse(self) -> None:
        """One "no" stops it (floor rule 2), also of a guardian who was passed over and answers after all."""
        self.settled_on = None

    @transition(field=state, source=REFUSED, target=LAID, permission=by_signing)
    def wait_again(self) -> None:
        """Nobody says no any more, and somebody has not answered yet."""


class PaperSection(models.Model):
    """One part of one version, by whom and when it was written; it goes along to the next version as it was."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=50)
    name = models.CharField(max_length=2000)
    text = models.TextField(_("tekst"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role_name = models.CharField(max_length=2000)
    written_on = models.DateField()

    class Meta:
        verbose_name = _("deel van een document")
        constraints = [
            models.UniqueConstraint(fields=["paper", "key"], name="one_section_of_a_key"),
            models.CheckConstraint(condition=~Q(text=""), name="section_has_text"),
        ]

    def __str__(self) -> str:
        return f"section {self.pk}"


class PaperAnswer(Answer):
    """One guardian's word on one version: talked over, agreed, or no. What "yes" is, the document's signature says."""

    class Word(models.TextChoices):
        DISCUSSED = "discussed", _("besproken")
        AGREED = "agreed", _("mee eens")
        OBJECTED = "objected", _("nee")

    yes = Word.AGREED
    no = (Word.OBJECTED,)
    subject = "paper_id"
    passed = "paper_id"

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="answers")

    class Meta(Answer.Meta):
        verbose_name = _("handtekening")
        ordering = ["answered_on", "answered_at", "pk"]
        indexes = [models.Index(fields=["paper", "guardian", "answered_on"], name="paper_answer_by_guardian")]
        constraints = [
            *Answer.Meta.constraints,
            models.CheckConstraint(
                condition=Q(answer__in=["discussed", "agreed", "objected"]), name="paper_word_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} by guardian {self.guardian_id} on {self.answered_on}"

    @classmethod
    def of_the_same(cls, subject: Any) -> Q:
        """On any version of the same document of the case, at whichever visit of its step."""
        signed = Paper.objects.filter(pk=subject)
        return Q(paper__case__in=signed.values("case"), paper__key__in=signed.values("key"))


class TalkedOver(PaperAnswer):
    """The same rows where the signature says that it was talked over: signing.py reads what "yes" is from here."""

    yes = PaperAnswer.Word.DISCUSSED

    class Meta:
        proxy = True


#: What the guardians' signature on a document is read by.
ANSWERS: dict[str, type[PaperAnswer]] = {Paper.DISCUSSED: TalkedOver, Paper.AGREED: PaperAnswer}


class PaperReaction(OwnWords):
    """What a guardian adds to a document that was laid before her; its own text stays as it is, and so does this."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="reactions")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("reactie"))
    on = models.DateField()

    class Meta:
        verbose_name = _("reactie van een ouder")
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reaction_has_text")]

    def __str__(self) -> str:
        return f"reaction {self.pk}"
