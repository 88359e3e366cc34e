"""The school's side of a referral: prepared, shown whole to the guardians, sent, and answered by the desk."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from caseflow.route.hands import answers_referral, by_hand
from caseflow.route.models.case import Case
from caseflow.route.ruling import ExitRuling
from caseflow.sop.vocabulary import Asks, Reply, State
from pupils import signing
from pupils.counting import count_of
from pupils.models import Guardian
from pupils.models.answer import Answer
from pupils.signing import newest_first


class ReferralQuerySet(models.QuerySet["Referral"]):
    def update(self, **values: Any) -> int:
        if "state" in values:
            raise TypeError("a referral's state changes through its transition")
        return super().update(**values)

    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Case.objects.visible_to(person).filter(pk=OuterRef("case_id"))))

    def with_signatures(self) -> Self:
        """Each with how many guardians `signed` it, are still waited for (`unsigned`) and object (`objections`)."""
        of = (ReferralSeen, "pk", "case__pupil_id")
        return self.annotate(
            signed=count_of(signing.signed(*of)),
            unsigned=signing.unsigned_count(*of),
            objections=signing.objection_count(*of),
        )

    def for_guardian(self, person: Any) -> Self:
        """Referrals that were shown to this guardian."""
        shown = ReferralView.objects.filter(referral=OuterRef("pk"), guardian__person=person)
        return self.filter(Exists(shown), Exists(Case.objects.for_guardian(person).filter(pk=OuterRef("case_id"))))


class Referral(ConcurrentTransitionMixin, models.Model):
    """`content` is frozen when it is shown; `handover` is the only name by which the desk knows it."""

    CONCEPT, SENT, ANSWERED, DROPPED = "concept", "sent", "answered", "dropped"
    STATES = [(CONCEPT, _("concept")), (SENT, _("verstuurd")), (ANSWERED, _("beantwoord")), (DROPPED, _("vervallen"))]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    desk = models.CharField(max_length=50)
    desk_name = models.CharField(max_length=200)
    handover = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asks = models.CharField(_("vraag aan het loket"), max_length=20, choices=[(str(a), str(a)) for a in Asks])
    state = FSMField(default=CONCEPT, protected=True, choices=STATES)
    question = models.TextField(_("de vraag in één zin"))
    content = models.JSONField(default=dict)
    prepared_on = models.DateField()
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    remind_on = models.DateField(null=True, blank=True)  # who did not look yet is asked again (reminding.py)
    sent_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=20, blank=True, choices=[(str(r), str(r)) for r in Reply])
    answer_text = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("verwijzing")
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="concept"), name="one_concept_per_case"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="sent"), name="one_referral_at_a_desk"),
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"

    @transition(field=state, source=CONCEPT, target=SENT, permission=by_hand("refer"))
    def send(self, ruling: ExitRuling, on: date) -> None:
        ruling.require(self.case_id, "refer")
        self.sent_on = on

    @transition(field=state, source=SENT, target=ANSWERED, permission=answers_referral)
    def take_answer(self, reply: str, text: str, on: date) -> None:
        self.answer, self.answer_text, self.answered_on = reply, text, on

    @transition(field=state, source=[CONCEPT, SENT], target=DROPPED, permission=by_hand("prepare_referral"))
    def drop(self) -> None:
        """Overtaken: another one was prepared, or the case left the step."""


class ReferralSeen(Answer):
    """One guardian's word on the whole referral, with what she wished to add; "nothing to add" is a word too.

    Seen, and signed where the desk asks that; or she objects, which stops it where consent or signature is asked and is
    no more than shown elsewhere (floor rule 2).
    """

    class Word(models.TextChoices):
        SEEN = "seen", _("gezien")
        SIGNED = "signed", _("getekend")
        OBJECTED = "objected", _("niet mee eens")

    yes = Word.SIGNED
    no = (Word.OBJECTED,)
    subject = "referral_id"
    passed = "referral_id"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="seen")

    class Meta(Answer.Meta):
        verbose_name = _("kijk van een ouder")
        ordering = ["answered_on", "answered_at", "pk"]
        indexes = [models.Index(fields=["referral", "guardian", "answered_on"], name="seen_by_guardian")]
        constraints = [
            *Answer.Meta.constraints,
            models.CheckConstraint(condition=Q(answer__in=["seen", "signed", "objected"]), name="seen_word_known"),
            models.CheckConstraint(condition=~Q(text_shown=""), name="seen_shows_its_text"),
        ]

    def __str__(self) -> str:
        return f"{self.answer} by guardian {self.guardian_id} on {self.answered_on}"

    @classmethod
    def of_the_same(cls, subject: int) -> Q:
        """On any referral of the case to the same desk."""
        made = Referral.objects.filter(pk=subject)
        return Q(referral__case__in=made.values("case"), referral__desk__in=made.values("desk"))


class ReferralViewQuerySet(models.QuerySet["ReferralView"]):
    def with_word(self) -> Self:
        """Each with the guardian's newest word: see the bare names of the model."""
        said = ReferralSeen.objects.filter(referral=OuterRef("referral"), guardian=OuterRef("guardian"))
        newest = newest_first(said, ReferralSeen.yes)

        def of(field: str) -> Coalesce:
            return Coalesce(Subquery(newest.values(field)[:1]), Value(""), output_field=models.TextField())

        numbers = {
            "viewed_on": Subquery(newest.values("answered_on")[:1]),
            "seen_id": Subquery(newest.values("pk")[:1]),
        }
        words = {name: of(name) for name in ("answer", "view", "how", "witness", "scan")}
        return self.annotate(**numbers, **words, written_by=of("recorded_by__name"))

    def missing(self, on: date) -> Self:
        """Not given, and still to be waited for: floor rule 10 asks that a guardian could add a view, not more."""
        return self.unanswered().filter(view_until__gte=on)

    def not_missing(self, on: date) -> Self:
        return self.with_word().exclude(viewed_on=None, view_until__gte=on)

    def unanswered(self) -> Self:
        return self.with_word().filter(viewed_on=None)


class ReferralView(models.Model):
    """The whole referral was put before one guardian, who has until `view_until` to add her view.

    `with_word` adds what she said last, if she did: on which day, `how`, and who wrote it down when others did.
    """

    viewed_on: date | None
    seen_id: int | None
    answer: str
    view: str
    how: str
    witness: str
    scan: str
    written_by: str

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="views")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="+")
    shown_on = models.DateField()
    view_until = models.DateField()

    objects = ReferralViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("kijk van ouders")
        constraints = [models.UniqueConstraint(fields=["referral", "guardian"], name="one_view_per_guardian")]

    def __str__(self) -> str:
        return f"view {self.pk}"


#: Where a case can stand while an establishment holds: with it, at the desk, or closed because of it.
AT_THE_LIMIT = frozenset({State.HANDELINGSVERLEGEN, State.REFERRED, State.CLOSED})


class EstablishmentQuerySet(models.QuerySet["Establishment"]):
    def standing(self) -> Self:
        """Those that hold still: the case did not go back to working by itself, and nobody established it anew."""
        return self.filter(ended_on=None)

    def made(self) -> Self:
        """Whether they hold still or not; one whose step was undone was never there."""
        return self.filter(undone_on=None)

    def for_guardian(self, person: Any) -> Self:
        return self.made().filter(Exists(Case.objects.for_guardian(person).filter(pk=OuterRef("case_id"))))


class Establishment(models.Model):
    """Handelingsverlegenheid as people established it: which limit is reached, and what would be needed instead.

    It holds until the case leaves it (`ended_on`): one of a year ago is no reason to refer today. Of a step that was
    undone (`undone_on`) nothing is left but what its event keeps.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="establishments")
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    limit = models.CharField(max_length=50, blank=True)
    limit_name = models.CharField(max_length=300, blank=True)
    instead = models.TextField(_("wat is er nodig in plaats hiervan"))
    reasons = models.TextField(_("redenen"))
    ended_on = models.DateField(null=True, blank=True)
    undone_on = models.DateField(null=True, blank=True)

    objects = EstablishmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("vastgestelde handelingsverlegenheid")

    def __str__(self) -> str:
        return f"establishment {self.pk}"
