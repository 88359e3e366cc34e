"""The OPP: the perspective with its grounds, in force from the day it is set after talks with the guardians."""

from datetime import date
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from caseflow.route.hands import by_hand
from caseflow.route.models import Case
from caseflow.route.ruling import Ruling
from caseflow.sop.dates import Span
from pupils.models import Pupil

Row = TypeVar("Row", bound=models.Model)


class OppQuerySet(models.QuerySet["Opp"]):
    def update(self, **values: Any) -> int:
        if "state" in values:
            raise TypeError("an OPP's state changes through its transition")
        return super().update(**values)

    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Case.objects.visible_to(person).filter(pk=OuterRef("case_id"))))

    def for_guardian(self, person: Any) -> Self:
        """What is final, to a guardian who may read the file: a draft is not (floor rule 14)."""
        may_read = Exists(Case.objects.for_guardian(person).filter(pk=OuterRef("case_id")))
        return self.filter(may_read, in_force_on__isnull=False)

    def open(self) -> Self:
        """In draft or in force: a case has one at most."""
        return self.exclude(state=Opp.ENDED)

    def running(self) -> Self:
        return self.filter(state=Opp.IN_FORCE)


class OfOppQuerySet(models.QuerySet[Row]):
    """Rows that hang on an OPP are seen by who sees the OPP."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Opp.objects.visible_to(person).filter(pk=OuterRef("opp_id"))))

    def for_guardian(self, person: Any) -> Self:
        return self.filter(Exists(Opp.objects.for_guardian(person).filter(pk=OuterRef("opp_id"))))


class Opp(ConcurrentTransitionMixin, models.Model):
    """Draft → in force → ended. What is done under it stands in versions of the handelingsdeel.

    `structural_support_on` is the day from which the half year counts, `flag_from` the first day on which an
    evaluation can show too little progress: stored when known, so that the watch only compares columns.
    `rewritten_on`: a draft got another perspective after it was talked over or the pupil was heard on it.
    """

    DRAFT, IN_FORCE, ENDED = "draft", "in_force", "ended"
    STATES = [(DRAFT, _("in voorbereiding")), (IN_FORCE, _("van kracht")), (ENDED, _("beëindigd"))]
    AGREED, DISPUTED, SILENT = "agreed", "disputed", "silent"
    BECAUSE = [
        (AGREED, _("het handelingsdeel ging in")),
        (DISPUTED, _("ouders maakten bezwaar; de ondersteuning ging door")),
        (SILENT, _("ouders antwoordden niet; de ondersteuning ging door")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opps")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="opps")
    state = FSMField(default=DRAFT, protected=True, choices=STATES)
    destination = models.TextField(_("verwachte uitstroombestemming"))
    grounds = models.TextField(_("onderbouwing"))
    stimulating = models.TextField(_("bevorderende factoren"))
    hindering = models.TextField(_("belemmerende factoren"))
    drawn_up_on = models.DateField()
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    consulted_on = models.DateField(_("overleg met de ouders op"), null=True, blank=True)
    consultation = models.TextField(_("wat is besproken"), blank=True)
    rewritten_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    structural_support_on = models.DateField(null=True, blank=True)
    structural_support_because = models.CharField(max_length=10, blank=True, choices=BECAUSE)
    flag_from = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(_("reden van beëindigen"), blank=True)
    talked_over_on = models.DateField(_("met de ouders besproken op"), null=True, blank=True)

    objects = OppQuerySet.as_manager()

    class Meta:
        verbose_name = _("OPP")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["pupil"], condition=Q(state="in_force"), name="one_opp_in_force_per_pupil"),
            models.UniqueConstraint(fields=["case"], condition=~Q(state="ended"), name="one_open_opp_per_case"),
            models.CheckConstraint(
                condition=Q(state="draft", in_force_on=None, ended_on=None)
                | Q(state="in_force", in_force_on__isnull=False, ended_on=None)
                | Q(state="ended", ended_on__isnull=False),
                name="opp_state_fits_its_days",
            ),
            models.CheckConstraint(
                condition=Q(structural_support_on=None, flag_from=None, structural_support_because="")
                | (Q(structural_support_on__isnull=False, flag_from__isnull=False) & ~Q(structural_support_because="")),
                name="opp_support_counts_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"OPP {self.pk}"

    @transition(field=state, source=DRAFT, target=IN_FORCE, permission=by_hand("set_perspective"))
    def put_in_force(self, ruling: Ruling, on: date) -> None:
        """The perspective is set: that ends the six weeks (floor rule 3; domain §2.1)."""
        ruling.require(self.case_id, "set_perspective")
        self.in_force_on = on

    @transition(field=state, source=[DRAFT, IN_FORCE], target=ENDED, permission=by_hand("end_opp"))
    def end(self, ruling: Ruling, on: date, reason: str, talked_over_on: date | None) -> None:
        ruling.require(self.case_id, "end_opp")
        self.ended_on, self.end_reason, self.talked_over_on = on, reason, talked_over_on

    def begin_support(self, on: date, because: str, period: Span) -> bool:
        """Structural support counts from here, unless it counted already; it needs an OPP in force (domain §2.1)."""
        if self.state != self.IN_FORCE or self.structural_support_on is not None:
            return False
        self.structural_support_on, self.structural_support_because, self.flag_from = on, because, period.after(on)
        return True
