"""The handelingsdeel: what the school does for this child. Each version needs agreement (floor rule 1)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from opp.models.opp import OfOppQuerySet, Opp
from pupils.models import Gezag, Guardian


class HandelingsdeelQuerySet(OfOppQuerySet["Handelingsdeel"]):
    """Where a version stands follows from its days, so these filters are the only words for it."""

    def for_guardian(self, person: Any) -> Self:
        """What was offered, to a guardian known to have gezag: also before the OPP is in force."""
        return self.filter(_of_child(person, Guardian.objects.reading()), offered_on__isnull=False)

    def asked_of(self, person: Any) -> Self:
        """What a guardian may answer: who has gezag, or may have it (unknown may block; floor rule 2).

        With gezag not yet recorded only what waits still, in a case that is open, or what she answered herself.
        """
        asked = self.filter(offered_on__isnull=False, superseded_on=None)
        own = Guardian.objects.signers().filter(person=person)
        answered = Q(pk__in=self.model._default_manager.filter(answers__guardian__person=person).values("pk"))
        waits = Q(in_force_on=None, opp__case__closed_on=None) & ~Q(opp__state=Opp.ENDED)
        hers, reads = _of_child(person, own), _of_child(person, own.filter(say=Gezag.YES))
        return asked.filter(Q(reads) | (Q(hers) & (waits | answered)))

    def unsettled(self) -> Self:
        """Being written, or waiting for the guardians: an OPP has one at most."""
        return self.filter(in_force_on=None, superseded_on=None)

    def offered(self) -> Self:
        return self.unsettled().filter(offered_on__isnull=False)

    def in_force(self) -> Self:
        return self.filter(in_force_on__isnull=False, superseded_on=None)


def _of_child(person: Any, guardians: models.QuerySet[Guardian]) -> Exists:
    return Exists(guardians.filter(person=person, pupil=OuterRef("opp__pupil_id")))


class Handelingsdeel(models.Model):
    """One version. Once offered its text and goals never change: another version is written."""

    opp = models.ForeignKey(Opp, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    support = models.TextField(_("ondersteuning en begeleiding"))
    deviations = models.TextField(_("afwijkingen van het onderwijsprogramma"), blank=True)
    drawn_up_on = models.DateField()
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_on = models.DateField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)  # whoever is silent then is asked again (reminding.py)
    disputed_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)

    objects = HandelingsdeelQuerySet.as_manager()

    class Meta:
        verbose_name = _("handelingsdeel")
        ordering = ["opp", "number"]
        constraints = [
            models.UniqueConstraint(fields=["opp", "number"], name="one_version_of_a_number"),
            models.UniqueConstraint(
                fields=["opp"], condition=Q(in_force_on=None, superseded_on=None), name="one_unsettled_version"
            ),
            models.UniqueConstraint(
                fields=["opp"], condition=Q(in_force_on__isnull=False, superseded_on=None), name="one_version_in_force"
            ),
            models.CheckConstraint(
                condition=Q(offered_on__isnull=False) | Q(in_force_on=None, disputed_on=None),
                name="version_offered_before_it_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"handelingsdeel {self.opp_id}.{self.number}"

    @property
    def standing(self) -> str:
        """In one word: draft, offered, disputed, in_force or superseded."""
        if self.superseded_on:
            return "superseded"
        if self.in_force_on:
            return "in_force"
        return "disputed" if self.disputed_on else "offered" if self.offered_on else "draft"
