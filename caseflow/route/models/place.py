"""Where a child is taught, and where it waits for a place: data of the case, as people recorded it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caseflow.route.models.case import Case
from caseflow.sop.vocabulary import Holder
from pupils.models import Group


class Placement(models.Model):
    """Enrolled here and taught at another school, from a day to a day; whose the zorgplicht is meanwhile."""

    HOLDERS = [(str(Holder.HERE), _("deze school")), (str(Holder.THERE), _("de andere school"))]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="placements")
    school_name = models.CharField(_("school"), max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    zorgplicht = models.CharField(max_length=10, choices=HOLDERS)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("plaatsing")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="placement_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"placement {self.pk}"


class WaitingPlace(models.Model):
    """A child waits for a place in a group that is full; who waits longest is first."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="waiting_place")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        verbose_name = _("plaats op de wachtlijst")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"waiting place {self.pk}"
