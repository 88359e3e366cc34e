"""The pupil's voice: a right to be heard, at each of three moments, and never a consent (hoorrecht, WPO art. 40a)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opp.models.evaluation import Evaluation
from opp.models.handelingsdeel import Handelingsdeel
from opp.models.opp import OfOppQuerySet, Opp


class PupilVoiceQuerySet(OfOppQuerySet["PupilVoice"]):
    def to_tell(self) -> Self:
        """What the child said was weighed and decided on, and the child does not know yet what became of it."""
        decided = (
            Q(moment="setting", opp__in_force_on__isnull=False)
            | Q(moment="adjusting", handelingsdeel__in_force_on__isnull=False)
            | Q(moment="evaluating", evaluation__isnull=False)
        )
        return self.exclude(words="").filter(decided, feedback_on=None, overtaken_on=None, opp__state=Opp.IN_FORCE)


class PupilVoice(models.Model):
    """What the child said and what was done with it, or why it was not heard.

    `handelingsdeel` and `evaluation` say which adjustment or evaluation it was for; `overtaken_on`: the perspective
    was written anew since, so that this no longer counts as being heard on it.
    """

    MOMENTS = [
        ("setting", _("bij het opstellen")),
        ("adjusting", _("bij een aanpassing")),
        ("evaluating", _("bij de evaluatie")),
    ]
    WAYS = [("self", _("zelf")), ("parents", _("via de ouders")), ("representative", _("via iemand anders"))]

    opp = models.ForeignKey(Opp, on_delete=models.PROTECT, related_name="voices")
    handelingsdeel = models.ForeignKey(
        Handelingsdeel, null=True, blank=True, on_delete=models.PROTECT, related_name="voices"
    )
    evaluation = models.ForeignKey(Evaluation, null=True, blank=True, on_delete=models.PROTECT, related_name="voices")
    moment = models.CharField(max_length=10, choices=MOMENTS)
    on = models.DateField()
    how = models.CharField(_("hoe"), max_length=20, blank=True, choices=WAYS)
    by = models.CharField(_("wie sprak met de leerling"), max_length=200, blank=True)
    words = models.TextField(_("wat de leerling zegt"), blank=True)
    influence = models.TextField(_("wat daarmee is gedaan"), blank=True)
    feedback_on = models.DateField(_("aan de leerling verteld op"), null=True, blank=True)
    not_heard_reason = models.TextField(_("waarom niet gehoord"), blank=True)
    overtaken_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = PupilVoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("stem van de leerling")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(how="") & ~Q(by="") & ~Q(words="") & ~Q(influence="") & Q(not_heard_reason=""))
                | (Q(how="", words="", influence="", feedback_on=None) & ~Q(not_heard_reason="")),
                name="heard_with_influence_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"
