"""What Caseflow proposes by itself: a track whose trigger became true for a pupil who is not on it."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from caseflow import clock
from caseflow.route.hands import by_opening
from caseflow.route.models.case import Case
from caseflow.route.ruling import Ruling
from pupils.models import Pupil, School, SopVersion
from pupils.models.pupil import here

STANDS = Q(over_on=None)


class TrackProposalQuerySet(models.QuerySet["TrackProposal"]):
    """A proposal follows its pupil; whose it is to answer, the SOP says (by_opening)."""

    def update(self, **values: Any) -> int:
        if "state" in values:
            raise TypeError("a proposal's state changes through its transition")
        return super().update(**values)

    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Pupil.objects.visible_to(person).filter(pk=OuterRef("pupil_id"))))

    def standing(self) -> Self:
        """Those whose finding holds still, answered or not."""
        return self.filter(STANDS)

    def waiting(self) -> Self:
        return self.filter(STANDS, here(clock.today(), "pupil__"), state=TrackProposal.PROPOSED)


class TrackProposal(ConcurrentTransitionMixin, models.Model):
    """One finding that a track's trigger is met: proposed → taken up by a case, or dismissed with a reason.

    The finding is over when the trigger is no longer met, or when an answer is of an earlier school year: only then may
    the same be proposed anew. `findings` are as the log keeps them, of the trigger in `sop_version`.
    """

    PROPOSED, TAKEN_UP, DISMISSED = "proposed", "taken_up", "dismissed"
    STATES = [
        (PROPOSED, _("voorgesteld")),
        (TAKEN_UP, _("er is een casus geopend")),
        (DISMISSED, _("afgewezen")),
    ]

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="track_proposals")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=50)
    findings = models.JSONField()
    sop_version = models.ForeignKey(SopVersion, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    state = FSMField(default=PROPOSED, protected=True, choices=STATES)
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("waarom niet"), blank=True)
    over_on = models.DateField(null=True, blank=True)

    objects = TrackProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("voorstel voor een spoor")
        constraints = [
            models.UniqueConstraint(fields=["pupil", "track"], condition=STANDS, name="one_standing_track_proposal"),
            models.CheckConstraint(
                condition=Q(state="proposed", settled_on=None, settled_by=None, case=None, reason="")
                | Q(state="taken_up", settled_on__isnull=False, settled_by__isnull=False, case__isnull=False, reason="")
                | (Q(state="dismissed", settled_on__isnull=False, settled_by__isnull=False, case=None) & ~Q(reason="")),
                name="track_proposal_is_answered_as_its_state_says",
            ),
        ]
        indexes = [models.Index(fields=["school", "pupil"], condition=STANDS, name="standing_track_proposal")]

    def __str__(self) -> str:
        return f"track proposal {self.pk}"

    @property
    def waits(self) -> bool:
        return self.state == self.PROPOSED and self.over_on is None

    @transition(field=state, source=PROPOSED, target=TAKEN_UP, permission=by_opening)
    def take_up(self, ruling: Ruling, case: Case, by: Any, on: date) -> None:
        """A case was opened on the track, on a ruling that its trigger is met."""
        ruling.require(case.pk, "enter")
        self.case, self.settled_by, self.settled_on = case, by, on

    @transition(field=state, source=PROPOSED, target=DISMISSED, permission=by_opening)
    def dismiss(self, by: Any, on: date, reason: str) -> None:
        self.settled_by, self.settled_on, self.reason = by, on, reason
