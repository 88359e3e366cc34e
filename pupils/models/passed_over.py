"""The one honest way past a guardian who cannot be reached (domain §1.7)."""

from django.db import models
from django.db.models import Q

from pupils.models.guardian import Guardian
from pupils.models.person import Person


class PassedOver(models.Model):
    """A director's decision, with reasons, for one consent or one version of a text; never for more.

    It holds only while the guardian has not answered: who answers after all is heard (signing.py).
    """

    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="passed_over")
    consent = models.ForeignKey(
        "pupils.Consent", on_delete=models.PROTECT, null=True, blank=True, related_name="passed_over"
    )
    handelingsdeel_id = models.BigIntegerField(null=True, blank=True)  # plain numbers: those apps lie above this one
    paper_id = models.BigIntegerField(null=True, blank=True)
    referral_id = models.BigIntegerField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(consent__isnull=False, handelingsdeel_id=None, paper_id=None, referral_id=None)
                | Q(consent=None, handelingsdeel_id__isnull=False, paper_id=None, referral_id=None)
                | Q(consent=None, handelingsdeel_id=None, paper_id__isnull=False, referral_id=None)
                | Q(consent=None, handelingsdeel_id=None, paper_id=None, referral_id__isnull=False),
                name="passed_over_for_one_thing",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="passed_over_with_reasons"),
            models.UniqueConstraint(fields=["guardian", "consent"], name="passed_over_once_for_consent"),
            models.UniqueConstraint(fields=["guardian", "handelingsdeel_id"], name="passed_over_once_for_part"),
            models.UniqueConstraint(fields=["guardian", "paper_id"], name="passed_over_once_for_paper"),
            models.UniqueConstraint(fields=["guardian", "referral_id"], name="passed_over_once_for_referral"),
        ]

    def __str__(self) -> str:
        return f"guardian {self.guardian_id} passed over {self.on}"
