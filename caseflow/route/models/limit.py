"""One of the school's limits, held against one pupil by whom the SOP names: a criterion that people judge."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from caseflow.route.models.case import Case
from caseflow.sop.vocabulary import SCHOOL_WIDE, Judged, RoleKind
from pupils.models import RoleAssignment


class LimitJudgementQuerySet(models.QuerySet["LimitJudgement"]):
    def visible_to(self, person: Any) -> Self:
        """The child's teacher, who steers the school, and who judged; why is not for everybody who helps."""
        told = RoleAssignment.objects.current().filter(
            person=person, school=OuterRef("case__school_id"), kind__in=(*SCHOOL_WIDE, RoleKind.TEACHER)
        )
        seen = self.filter(Exists(Case.objects.visible_to(person).filter(pk=OuterRef("case_id"))))
        return seen.filter(Exists(told) | Q(by=person))

    def for_guardian(self, person: Any) -> Self:
        return self.filter(Exists(Case.objects.for_guardian(person).filter(pk=OuterRef("case_id"))))

    def newest(self) -> Self:
        """Of each limit what was judged last: a judgement is never changed, the next one takes its place."""
        later = LimitJudgement.objects.filter(case=OuterRef("case"), limit=OuterRef("limit"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later))


class LimitJudgement(models.Model):
    """Within the limit, or reached it, with the reasons; name and alternative as the SOP had them that day."""

    WORDS = [(str(Judged.WITHIN), _("de grens is niet bereikt")), (str(Judged.REACHED), _("de grens is bereikt"))]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="limit_judgements")
    limit = models.CharField(max_length=50)
    limit_name = models.TextField()
    alternative = models.TextField()
    word = models.CharField(max_length=10, choices=WORDS)
    reasons = models.TextField(_("redenen"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    objects = LimitJudgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("oordeel over een grens")
        indexes = [models.Index(fields=["case", "limit"], name="judgement_of_limit")]
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="limit_judged_with_reasons"),
            models.CheckConstraint(condition=Q(word__in=[str(word) for word in Judged]), name="limit_word_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.limit} of case {self.case_id}: {self.word}"

    @property
    def is_reached(self) -> bool:
        return self.word == Judged.REACHED
