"""What is said before a step is taken: a proposal that others ratify, and the judgement of a body outside."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caseflow.route.models.case import Case


class Proposal(models.Model):
    """Who decides proposes a way out; it belongs to the visit of the step where it was said."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    visit = models.PositiveIntegerField()
    exit = models.CharField(max_length=120)
    reason = models.TextField(_("waarom"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        verbose_name = _("voorstel")
        constraints = [models.UniqueConstraint(fields=["case", "visit", "exit"], name="one_proposal_a_visit")]

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class BodyQuestion(models.Model):
    """One question to a body outside the school, and its answer as its letter gave it."""

    ANSWERS = [("yes", _("ja, zij vinden dit goed")), ("no", _("nee, zij vinden van niet"))]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="body_questions")
    visit = models.PositiveIntegerField()
    body = models.CharField(max_length=50)
    body_name = models.CharField(max_length=200)
    question = models.TextField(_("vraag"))
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=3, blank=True, choices=ANSWERS)
    answer_text = models.TextField(_("wat zij schreven"), blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("vraag aan buiten")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "visit", "body"], condition=Q(answered_on=None), name="one_open_question_a_body"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="body_answer_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk} to a body"
