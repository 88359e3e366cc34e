"""Agreement with one version of the handelingsdeel: not consent, and not withdrawn later (domain §2.1)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from opp.models.handelingsdeel import Handelingsdeel
from pupils.models.answer import Answer


class Agreement(Answer):
    """One guardian's answer to one version, in the portal or on paper."""

    class Word(models.TextChoices):
        AGREED = "agreed", _("eens")
        OBJECTED = "objected", _("niet eens")

    yes = Word.AGREED
    no = (Word.OBJECTED,)
    subject = "handelingsdeel_id"
    passed = "handelingsdeel_id"

    handelingsdeel = models.ForeignKey(Handelingsdeel, on_delete=models.PROTECT, related_name="answers")

    class Meta(Answer.Meta):
        verbose_name = _("instemming")
        ordering = ["answered_on", "answered_at", "pk"]
        indexes = [models.Index(fields=["handelingsdeel", "guardian", "answered_on"], name="agreement_by_guardian")]
        constraints = [
            *Answer.Meta.constraints,
            models.CheckConstraint(condition=models.Q(answer__in=["agreed", "objected"]), name="agreement_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.answer} by guardian {self.guardian_id} on {self.answered_on}"

    @classmethod
    def of_the_same(cls, subject: Any) -> models.Q:
        """On any version of the same OPP."""
        return models.Q(handelingsdeel__opp__in=Handelingsdeel.objects.filter(pk=subject).values("opp"))
