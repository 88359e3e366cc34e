"""The evaluation of an OPP with the guardians, its verdict, and the score of each goal."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from caseflow.sop.vocabulary import Verdict
from opp.models.goal import Goal
from opp.models.handelingsdeel import Handelingsdeel
from opp.models.opp import OfOppQuerySet, Opp
from pupils.models import SopVersion

#: What the watch looks at: on what counts, too little was reached, as often in a row as the SOP asks.
WITHOUT_PROGRESS = Q(verdict=str(Verdict.NO_PROGRESS), held_enough=True, in_a_row_met=True)


class EvaluationQuerySet(OfOppQuerySet["Evaluation"]):
    def without_progress(self) -> Self:
        return self.filter(WITHOUT_PROGRESS)

    def latest_of_opp(self) -> Self:
        """Of each OPP only the last one held."""
        later = Evaluation.objects.filter(opp=OuterRef("opp_id"), held_on__gt=OuterRef("held_on"))
        return self.filter(~Exists(later))

    def not_talked_over(self) -> Self:
        """Held without the guardians of an OPP that runs, and not gone through with them since."""
        return self.filter(talked_over_on=None, opp__state=Opp.IN_FORCE)


class Evaluation(models.Model):
    """What was found is stored: verdict, why, and what the watch needs to compare, judged by `sop_version`.

    Held without the guardians it counts as evidence, but not as the evaluation that the law asks with them until
    `talked_over_on` (floor rule 4). `reasons` has one entry a goal: {goal, verdict, because, score, previous}; closed
    words and numbers only.
    """

    VERDICTS = [
        (str(Verdict.PROGRESS), _("vooruitgang")),
        (str(Verdict.NO_PROGRESS), _("geen aantoonbare vooruitgang")),
        (str(Verdict.NOT_MEASURABLE), _("niet te meten")),
    ]

    opp = models.ForeignKey(Opp, on_delete=models.PROTECT, related_name="evaluations")
    handelingsdeel = models.ForeignKey(Handelingsdeel, on_delete=models.PROTECT, related_name="evaluations")
    sop_version = models.ForeignKey(SopVersion, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    period_from = models.DateField()
    verdict = models.CharField(max_length=20, choices=VERDICTS)
    because = models.CharField(max_length=30)
    reasons = models.JSONField(default=list)
    support_held = models.PositiveSmallIntegerField(_("deel van de ondersteuning dat is gegeven (%)"))
    held_enough = models.BooleanField()
    in_a_row_met = models.BooleanField()
    guardians_present = models.BooleanField(_("ouders waren erbij"))
    talked_over_on = models.DateField(_("met de ouders besproken op"), null=True, blank=True)
    talked_over_how = models.TextField(_("wat met de ouders is besproken"), blank=True)
    conclusion = models.TextField(_("conclusie"))
    next = models.TextField(_("hoe nu verder"), blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluatie")
        ordering = ["opp", "held_on"]
        constraints = [
            models.UniqueConstraint(fields=["opp", "held_on"], name="one_evaluation_a_day"),
            models.CheckConstraint(condition=Q(support_held__lte=100), name="support_held_is_a_share"),
            models.CheckConstraint(condition=Q(verdict__in=[str(word) for word in Verdict]), name="verdict_is_known"),
        ]
        indexes = [models.Index(fields=["opp"], condition=WITHOUT_PROGRESS, name="evaluation_to_watch")]

    def __str__(self) -> str:
        return f"evaluation {self.pk}"


class GoalScoreQuerySet(models.QuerySet["GoalScore"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Evaluation.objects.visible_to(person).filter(pk=OuterRef("evaluation_id"))))

    def for_guardian(self, person: Any) -> Self:
        return self.filter(Exists(Evaluation.objects.for_guardian(person).filter(pk=OuterRef("evaluation_id"))))


class GoalScore(models.Model):
    """Where the child stands on the goal's scale; None: it was not measured, and `explanation` says why."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="scores")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="scores")
    score = models.SmallIntegerField(null=True, blank=True)
    explanation = models.TextField(_("toelichting"), blank=True)
    evidence = models.TextField(_("waaraan te zien"), blank=True)

    objects = GoalScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score")
        ordering = ["evaluation", "goal"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "goal"], name="one_score_per_goal"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=-2, score__lte=2), name="score_is_on_the_scale"
            ),
            models.CheckConstraint(condition=Q(score__isnull=False) | ~Q(explanation=""), name="no_score_says_why"),
        ]

    def __str__(self) -> str:
        return f"score {self.pk}"
