"""What is added to a case that is closed: it came late, or puts something right; it moves nothing."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from caseflow.route.models.case import Case
from pupils.models import Guardian


class AdditionQuerySet(models.QuerySet["Addition"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Case.objects.visible_to(person).filter(pk=OuterRef("case_id"))))

    def for_guardian(self, person: Any) -> Self:
        """What is final of the case, for who may read the file; of what guardians said only her own words."""
        own = Exists(Case.objects.for_guardian(person).filter(pk=OuterRef("case_id")))
        return self.filter(own).filter(Q(guardian=None) | Q(guardian__person=person))


class Addition(models.Model):
    """One thing, by whom and of which day it is, and who wrote it down when; it stays as it was written."""

    class Kind(models.TextChoices):
        REPORT = "report", _("een verslag dat later kwam")
        VIEW = "view", _("wat een ouder ervan vindt")
        CORRECTION = "correction", _("een verbetering van wat er staat")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="additions")
    kind = models.CharField(max_length=20, choices=Kind)
    guardian = models.ForeignKey(Guardian, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("van wie"), max_length=200, blank=True)
    of_day = models.DateField(_("van welke dag"))
    text = models.TextField(_("wat erin staat"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()

    objects = AdditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("toevoeging")
        ordering = ["added_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="addition_has_text"),
            models.CheckConstraint(
                condition=Q(kind="view", guardian__isnull=False) | Q(kind__in=("report", "correction"), guardian=None),
                name="addition_of_a_guardian_is_a_view",
            ),
        ]

    def __str__(self) -> str:
        return f"addition {self.pk}"

    @property
    def told_by(self) -> str:
        """Whose it is, in words: a guardian, whom it came from, or who put it right."""
        return self.guardian.person.name if self.guardian else self.source or self.added_by.name
