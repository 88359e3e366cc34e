"""The case and its machine: nine states that say what the law knows of the child; the SOP's steps choose among them."""

from collections.abc import Callable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, ConcurrentTransitionMixin, FSMField, transition

from caseflow import clock
from caseflow.route.hands import may_move_to, took_last_step
from caseflow.route.ruling import ExitRuling, UndoRuling
from caseflow.sop.dates import Span
from caseflow.sop.succession import StepMove
from caseflow.sop.vocabulary import FREE_STATES, OPEN_STATES, Ending, State
from pupils.models import Pupil, School
from pupils.models.pupil import here

NEW = ""  # before the first step: never stored
STATES = [(str(state), str(state)) for state in State]


class CaseQuerySet(models.QuerySet["Case"]):
    """Who sees a case: staff who may see its pupil; guardians only through their own door, outsiders never."""

    def update(self, **values: Any) -> int:
        """Refuses the state: only a transition writes it."""
        if {"state", "step"} & set(values):
            raise TypeError("a case's state changes through its transition")
        return super().update(**values)

    def follow(self, move: StepMove) -> int:
        """Stand in another step of the very same state, all at once: a new SOP drops the step where they stood.

        No transition, since nothing is decided of a child: state, visit and the day on which it began stay.
        """
        return super(CaseQuerySet, self.filter(step=move.old, state=move.state)).update(step=move.new)

    def visible_to(self, person: Any) -> Self:
        return self.filter(Exists(Pupil.objects.visible_to(person).filter(pk=OuterRef("pupil_id"))))

    def readable_by(self, person: Any) -> Self:
        """The same, and who may read the pupil's file until it is handed over."""
        return self.filter(Exists(Pupil.objects.readable_by(person).filter(pk=OuterRef("pupil_id"))))

    def for_guardian(self, person: Any) -> Self:
        """Cases of the children whose file this person may read as a guardian."""
        return self.filter(Exists(Pupil.objects.for_guardian(person).filter(pk=OuterRef("pupil_id"))))

    def open(self) -> Self:
        return self.exclude(state=State.CLOSED)

    def running(self) -> Self:
        """Open, and of a child who is here: of one that left nothing is asked, and nothing waits but the closing."""
        return self.open().filter(here(clock.today(), "pupil__"))


def _to(target: State, *sources: str) -> Callable[[Callable[..., None]], Any]:
    """A transition to `target`, for whoever holds the hand that the SOP or the law asks."""
    return transition(field="state", source=sorted(sources), target=str(target), permission=may_move_to(target))


#: Where a step that is undone may have come from: what lay at a desk was shown or withdrawn there, for good.
UNDONE_TO = tuple(str(state) for state in OPEN_STATES if state is not State.REFERRED)
_ON_THE_WAY = (NEW, State.AANMELDING, State.REFERRED, *FREE_STATES)


class Case(ConcurrentTransitionMixin, models.Model):
    """One pupil's route along one track. `visits` counts the steps entered: what was done belongs to a visit."""

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="cases")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=50)
    state = FSMField(default=NEW, protected=True, choices=STATES)
    step = models.CharField(max_length=50)
    step_since = models.DateField()
    visits = models.PositiveIntegerField(default=0)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground_not_to_wait_on = models.DateField(null=True, blank=True)
    ground_not_to_wait_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ground_not_to_wait = models.TextField(_("waarom wachten niet kan"), blank=True)
    ground_not_to_wait_until = models.DateField(null=True, blank=True)
    admitted_on = models.DateField(null=True, blank=True)
    admitted_to = models.CharField(max_length=200, blank=True)
    ending = models.CharField(max_length=30, blank=True, choices=[(str(e), str(e)) for e in Ending])
    closed_on = models.DateField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("casus")
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "track"], condition=~Q(state=State.CLOSED), name="one_open_case_per_pupil_and_track"
            ),
            models.CheckConstraint(condition=Q(state__in=[str(s) for s in State]), name="case_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_on__isnull=False) | (~Q(state=State.CLOSED) & Q(closed_on=None)),
                name="case_closed_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ground_not_to_wait_on=None, ground_not_to_wait_until=None)
                | Q(ground_not_to_wait_until__gte=F("ground_not_to_wait_on")),
                name="case_ground_not_to_wait_ends",
            ),
        ]
        indexes = [models.Index(fields=["school", "state", "step_since"], name="case_by_school")]

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def chain(self) -> str:
        """The name of this case's chain of events."""
        return f"case-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state != State.CLOSED

    @property
    def is_running(self) -> bool:
        """Open, and the child is here."""
        return self.is_open and not self.pupil.has_left

    def record_ground(self, ground: str, by: Any, on: date, instead_of: Span) -> None:
        """Why the period of support cannot be awaited: a reason for as long as that period would have lasted."""
        self.ground_not_to_wait, self.ground_not_to_wait_by = ground, by
        self.ground_not_to_wait_on, self.ground_not_to_wait_until = on, instead_of.after(on)

    def _arrive(self, target: State, ruling: ExitRuling, on: date) -> None:
        """Take the step that the ruling allows; a ruling of another case, place or state is worth nothing."""
        ruling.let_through(self, target)
        self.step, self.step_since = ruling.to or self.step, on
        self.visits += 1

    @_to(State.AANMELDING, NEW, State.AANMELDING)
    def enter_aanmelding(self, ruling: ExitRuling, on: date) -> None:
        self._arrive(State.AANMELDING, ruling, on)

    @_to(State.BASISONDERSTEUNING, *_ON_THE_WAY)
    def enter_basisondersteuning(self, ruling: ExitRuling, on: date) -> None:
        self._arrive(State.BASISONDERSTEUNING, ruling, on)

    @_to(State.LEERLINGBESPREKING, *_ON_THE_WAY)
    def enter_leerlingbespreking(self, ruling: ExitRuling, on: date) -> None:
        self._arrive(State.LEERLINGBESPREKING, ruling, on)

    @_to(State.ZORGTEAM, *_ON_THE_WAY)
    def enter_zorgteam(self, ruling: ExitRuling, on: date) -> None:
        self._arrive(State.ZORGTEAM, ruling, on)

    @_to(State.ARRANGEMENT, *_ON_THE_WAY)
    def enter_arrangement(self, ruling: ExitRuling, on: date) -> None:
        self._arrive(State.ARRANGEMENT, ruling, on)

    @_to(State.OPP, *_ON_THE_WAY)
    def enter_opp(self, ruling: ExitRuling, on: date) -> None:
        self._arrive(State.OPP, ruling, on)

    @_to(State.HANDELINGSVERLEGEN, *OPEN_STATES)
    def enter_handelingsverlegen(self, ruling: ExitRuling, on: date) -> None:
        self._arrive(State.HANDELINGSVERLEGEN, ruling, on)

    @_to(State.REFERRED, *OPEN_STATES)
    def enter_referred(self, ruling: ExitRuling, on: date) -> None:
        self._arrive(State.REFERRED, ruling, on)

    @_to(State.CLOSED, *OPEN_STATES)
    def enter_closed(self, ruling: ExitRuling, on: date) -> None:
        self._arrive(State.CLOSED, ruling, on)
        self.closed_on, self.ending = on, ruling.ending

    @transition(
        field="state",
        source=sorted((*UNDONE_TO, State.CLOSED)),
        target=RETURN_VALUE(*sorted(UNDONE_TO)),
        permission=took_last_step,
    )
    def undo(self, ruling: UndoRuling) -> str:
        """Back to the step and state that the last event left, as if it had never been taken."""
        ruling.let_through(self)
        self.step, self.step_since = ruling.to, ruling.since
        self.visits -= 1
        self.closed_on, self.ending = None, ""
        return str(ruling.to_state)
