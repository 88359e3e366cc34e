"""Arrangements: a package of support: asked for, decided on, given for a time, evaluated, and never without an end."""

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from caseflow import clock
from caseflow.route.hands import by_hand, by_ratifying
from caseflow.route.models.case import Case
from caseflow.route.ruling import Ruling
from caseflow.sop.dates import Days
from pupils.models import Grant


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def update(self, **values: Any) -> int:
        if "state" in values:
            raise TypeError("an arrangement's state changes through its transition")
        return super().update(**values)

    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Case.objects.visible_to(person).filter(pk=OuterRef("case_id"))))

    def readable_by(self, person: Any) -> Self:
        """The same, and who may read the pupil's file until it is handed over."""
        return self.filter(Exists(Case.objects.readable_by(person).filter(pk=OuterRef("case_id"))))

    def for_guardian(self, person: Any) -> Self:
        """What was decided, for who may read the file as a guardian; a proposal is not final, nor what came of none."""
        own = Case.objects.for_guardian(person).filter(pk=OuterRef("case_id"))
        return self.filter(Exists(own)).exclude(state__in=(*Arrangement.ASKED, Arrangement.LAPSED))

    def in_hands_of(self, person: Any) -> Self:
        """What somebody from outside carries out: granted, and with a live grant of her own for this very help."""
        grant = Grant.objects.live(clock.today()).filter(person=person, arrangement_id=OuterRef("pk"))
        return self.granted().filter(Exists(grant))

    def asked(self) -> Self:
        """Waits for who decides, or for who ratifies."""
        return self.filter(state__in=Arrangement.ASKED)

    def granted(self) -> Self:
        """Given at some time, whatever came of it since."""
        return self.filter(state__in=Arrangement.GIVEN)


class Arrangement(ConcurrentTransitionMixin, models.Model):
    """Proposed → granted or refused → ended with what it brought, or replaced by one that follows it.

    Where the SOP lets others ratify a grant it is `decided` in between: it counts for nothing until they did. What was
    not granted or refused when its case closes lapses.
    `key` names it in the SOP; `answers` are what the SOP's form asked besides, each with the question as it stood:
    {"key", "asks", "answer"}. `hours` are a week. One that `follows` another renews it, from the day after its last,
    or takes its place before that: a change.
    """

    PROPOSED, DECIDED, GRANTED, REFUSED = "proposed", "decided", "granted", "refused"
    ENDED, REPLACED, LAPSED = "ended", "replaced", "lapsed"
    STATES = [
        (PROPOSED, _("voorgesteld")),
        (DECIDED, _("nog te bekrachtigen")),
        (GRANTED, _("toegekend")),
        (REFUSED, _("niet toegekend")),
        (ENDED, _("beëindigd")),
        (REPLACED, _("gewijzigd")),
        (LAPSED, _("vervallen")),
    ]
    GIVEN = (GRANTED, ENDED, REPLACED)
    ASKED = (PROPOSED, DECIDED)
    NEVER = (REFUSED, LAPSED)
    OUTCOMES = [("reached", _("doel bereikt")), ("partly", _("deels bereikt")), ("not_reached", _("niet bereikt"))]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="arrangements")
    key = models.CharField(max_length=50)
    name = models.CharField(max_length=200)
    extra = models.BooleanField()
    brings_opp = models.BooleanField(default=False)
    state = FSMField(default=PROPOSED, protected=True, choices=STATES)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers")
    goal = models.TextField(_("doel"))
    hours = models.PositiveIntegerField(_("uren per week"), null=True, blank=True)
    euros = models.PositiveIntegerField(_("euro"), null=True, blank=True)
    means = models.TextField(_("middelen"), blank=True)
    answers = models.JSONField(default=list, blank=True)
    starts_on = models.DateField(_("van"))
    ends_on = models.DateField(_("tot en met"))
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reasons = models.TextField(_("redenen"), blank=True)
    ratified_on = models.DateField(null=True, blank=True)
    ratified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ratifying = models.TextField(_("redenen van wie bekrachtigt"), blank=True)
    evaluated_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=OUTCOMES)
    evaluation = models.TextField(_("evaluatie"), blank=True)
    ended_on = models.DateField(null=True, blank=True)
    why_early = models.TextField(_("waarom eerder"), blank=True)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrangement")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["proposed", "decided"]), name="one_proposal_per_case"
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=~Q(state__in=["refused", "lapsed"]),
                name="one_arrangement_follows_another",
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="arrangement_ends"),
            models.CheckConstraint(
                condition=Q(hours__gt=0) | Q(euros__gt=0) | ~Q(means=""), name="arrangement_gives_something"
            ),
        ]

    def __str__(self) -> str:
        return f"arrangement {self.pk}"

    @property
    def last_day(self) -> date:
        """The last day on which it is given: the one it was granted until, or the earlier one on which it stopped."""
        return min(self.ended_on or self.ends_on, self.ends_on)

    def is_given_on(self, day: date) -> bool:
        """Whether it runs on a day, and its child is there."""
        return day in Days(self.starts_on, self.last_day) and not self.case.pupil.gone_on(day)

    @property
    def settled_on(self) -> date | None:
        """The day on which it was clear: decided, and ratified where the SOP asks that."""
        return self.ratified_on or self.decided_on

    @property
    def said_why(self) -> tuple[str, ...]:
        """The reasons of what came of it: where it was not ratified only of that."""
        return (self.ratifying,) if self.state == self.REFUSED and self.ratifying else (self.reasons, self.ratifying)

    @property
    def renews(self) -> bool:
        """Whether it goes on after the one that it follows, instead of taking its place."""
        return self.follows is not None and self.starts_on > self.follows.ends_on

    @transition(field=state, source=PROPOSED, target=GRANTED, permission=by_hand("grant_arrangement"))
    def grant(self, ruling: Ruling, by: Any, on: date, reasons: str) -> None:
        ruling.require(self.case_id, "grant_arrangement")
        self.decided_by, self.decided_on, self.reasons = by, on, reasons

    @transition(field=state, source=PROPOSED, target=REFUSED, permission=by_hand("grant_arrangement"))
    def refuse(self, by: Any, on: date, reasons: str) -> None:
        self.decided_by, self.decided_on, self.reasons = by, on, reasons

    @transition(field=state, source=PROPOSED, target=DECIDED, permission=by_hand("grant_arrangement"))
    def decide(self, ruling: Ruling, by: Any, on: date, reasons: str) -> None:
        """Granted, as far as it is who decides; it holds once it is ratified."""
        ruling.require(self.case_id, "grant_arrangement")
        self.decided_by, self.decided_on, self.reasons = by, on, reasons

    @transition(field=state, source=DECIDED, target=GRANTED, permission=by_ratifying)
    def ratify(self, ruling: Ruling, by: Any, on: date, reasons: str) -> None:
        ruling.require(self.case_id, "ratify_arrangement")
        self.ratified_by, self.ratified_on, self.ratifying = by, on, reasons

    @transition(field=state, source=DECIDED, target=REFUSED, permission=by_ratifying)
    def withhold(self, by: Any, on: date, reasons: str) -> None:
        self.ratified_by, self.ratified_on, self.ratifying = by, on, reasons

    @transition(field=state, source=[PROPOSED, DECIDED], target=LAPSED, permission=by_hand("propose_arrangement"))
    def lapse(self) -> None:
        """Its case closed before it was decided, or ratified."""

    @transition(field=state, source=GRANTED, target=ENDED, permission=by_hand("end_arrangement"))
    def end(self, on: date, why_early: str = "") -> None:
        """It is evaluated by then: without what it brought nothing ends."""
        if self.evaluated_on is None:
            raise ValueError("an arrangement ends after its evaluation")
        self.ended_on, self.why_early = min(on, self.ends_on), why_early

    @transition(field=state, source=GRANTED, target=REPLACED, permission=by_hand("grant_arrangement"))
    def give_way(self, ruling: Ruling, to: "Arrangement") -> None:
        """The one that follows was granted, and takes its place from its own first day."""
        ruling.require(self.case_id, "grant_arrangement")
        self.ended_on = to.starts_on - timedelta(days=1)

    def evaluate(self, on: date, outcome: str, evaluation: str) -> None:
        self.evaluated_on, self.outcome, self.evaluation = on, outcome, evaluation
