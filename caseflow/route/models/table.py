"""What is gathered at the table during one child's talk, and what a guardian adds to its minutes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caseflow.route.models.talk import Item
from pupils.models import Guardian
from pupils.models.answer import OwnWords


class Note(models.Model):
    """What one discipline said, as it was written down: each writing is a row, the newest counts, none changes."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="notes")
    role = models.CharField(max_length=50)
    role_name = models.CharField(max_length=200)
    version = models.PositiveIntegerField()
    text = models.TextField(_("notitie"), blank=True)
    advice = models.TextField(_("advies"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("notitie aan tafel")
        ordering = ["item", "role", "version"]
        constraints = [models.UniqueConstraint(fields=["item", "role", "version"], name="one_note_per_version")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Decision(models.Model):
    """What is to follow: a way out of the step, or ("") another talk; whose it is, by when. Held, it is a task."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="decisions")
    exit = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=200)
    owner_role = models.CharField(max_length=50)
    owner_name = models.CharField(max_length=200)
    due_on = models.DateField()

    class Meta:
        verbose_name = _("besluit aan tafel")
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "exit"], name="one_decision_per_exit_and_item")]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class MinutesReaction(OwnWords):
    """What a guardian adds to the minutes of a talk; their text stays as it is, and so does this."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reactions")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("reactie"))
    on = models.DateField()

    class Meta:
        verbose_name = _("reactie op een verslag")
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="minutes_reaction_has_text")]

    def __str__(self) -> str:
        return f"reaction {self.pk}"
