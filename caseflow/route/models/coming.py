"""Whether a guardian comes to a talk to which she was invited: she said so, and it asks nobody's leave."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from caseflow.route.models.talk import Invitation, Item
from pupils.models import Guardian
from pupils.models.answer import OwnWords


class ComingQuerySet(models.QuerySet["Coming"]):
    def newest(self) -> Self:
        """Each guardian's last word on the moment for which the talk stands now; a talk that moved is asked anew."""
        last = Coming.objects.filter(item=OuterRef("item"), guardian=OuterRef("guardian")).order_by("-pk")
        return self.filter(pk=Subquery(last.values("pk")[:1]), sequence=F("item__sequence"))


class Coming(OwnWords):
    """One answer; rows are added, never changed. Information for who plans the talk: nothing waits for it.

    `sequence` says to which moment it was an answer (Item.change), `recorded_by` who of the school wrote it down.
    """

    class Word(models.TextChoices):
        COMES = "comes", _("komt")
        ABSENT = "absent", _("komt niet")
        ANOTHER = "another", _("vraagt een ander moment")

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="comings")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField()
    answer = models.CharField(max_length=10, choices=Word)
    text = models.TextField(blank=True)
    on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ComingQuerySet.as_manager()

    class Meta:
        verbose_name = _("antwoord op een uitnodiging")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["item", "guardian"], name="coming_to_item")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer__in=["comes", "absent", "another"]), name="coming_word_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer} by guardian {self.guardian_id}"


def with_coming(places: models.QuerySet[Invitation]) -> models.QuerySet[Any]:
    """Each with `coming`: what its guardian said last of the moment that stands now; None when she said nothing."""
    said = Coming.objects.filter(
        item=OuterRef("item"), guardian=OuterRef("guardian"), sequence=OuterRef("item__sequence")
    )
    return places.annotate(coming=Subquery(said.order_by("-pk").values("answer")[:1]))


def said_by(item: Item) -> dict[int, Any]:
    """By guardian, what was said last of the moment that stands now."""
    return {one.guardian_id: one for one in Coming.objects.filter(item=item).newest()}
