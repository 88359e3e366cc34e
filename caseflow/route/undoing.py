"""The last step of a case: by whom and until when it can be undone, and what may rest on it by then (issue 6)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.models import Notice
from caseflow.route.hands import MOVING_ACTS
from caseflow.route.models import Case, Item
from caseflow.sop.acts import ACTS
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import RoleKind, State
from pupils.models import Grant, Guardian, RoleAssignment
from pupils.sop import sop_for

WITHIN = timedelta(hours=24)
#: What leaves the school beside the outbox, as the pupil's own events tell it.
LETTERS = ("inform_without_gezag",)


def last_step(case: Case) -> CaseEvent | None:
    """The last step that was taken and stands; None where the case is where it was opened."""
    moves = CaseEvent.objects.of([case.chain]).standing().filter(kind__in=MOVING_ACTS)
    return moves.order_by("number").last()


def stood_since(case: Case, step: CaseEvent) -> date:
    """Since when the case was in the step that this one left: the day of the arrival before it."""
    before = CaseEvent.objects.of([case.chain]).standing().filter(kind__in=(*MOVING_ACTS, "open_case"))
    on: date = before.filter(number__lt=step.number).order_by("-number").values_list("on", flat=True)[0]
    return on


def signs_again(case: Case, step: CaseEvent, sop: Sop) -> bool:
    """Whether who took the step signed for it: then she signs for the undoing too."""
    way = sop.exit(step.from_step, case.track, step.data["exit"]) if step.from_step in sop.steps else None
    return ACTS[step.kind].signs or bool(way and way.ratifies)


# --- What rests on it ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """A step, the case as it stands after it, and the SOP that judges today."""

    case: Case
    step: CaseEvent
    sop: Sop

    def is_late(self) -> bool:
        return clock.now() >= until(self.step)

    def went_to_desk(self) -> bool:
        return self.step.to_state == State.REFERRED

    def left_desk(self) -> bool:
        return self.step.from_state == State.REFERRED

    def has_later_event(self) -> bool:
        return CaseEvent.objects.of([self.case.chain]).standing().filter(number__gt=self.step.number).exists()

    def was_told_outside(self) -> bool:
        """Whoever is a guardian of the child, or holds no role of the school by which she is of the school."""
        own = RoleAssignment.objects.current().filter(person=OuterRef("recipient"), school=self.case.school_id)
        guardians = Guardian.objects.filter(person=OuterRef("recipient"), pupil=self.case.pupil_id)
        told = Notice.objects.filter(case_id=self.case.pk, created_at__gte=self.step.at)
        outside = ~Exists(own.exclude(kind=RoleKind.OUTSIDER)) | Exists(guardians)
        letters = CaseEvent.objects.of([self.case.pupil.chain]).filter(kind__in=LETTERS, at__gte=self.step.at)
        return told.filter(outside).exists() or letters.exists()

    def has_next_case(self) -> bool:
        later = Case.objects.filter(pupil=self.case.pupil_id, track=self.case.track, pk__gt=self.case.pk)
        return later.exists()

    def has_no_way_back(self) -> bool:
        left = self.sop.steps.get(self.step.from_step)
        return left is None or left.state != self.step.from_state or self.case.track not in self.sop.tracks


#: In this order; the first that is so is said.
RESTS: tuple[tuple[Callable[[_Asked], bool], str | Promise], ...] = (
    (_Asked.is_late, _("Een stap kan 24 uur lang ongedaan worden gemaakt, en die tijd is voorbij.")),
    (_Asked.went_to_desk, _("Deze stap kan niet ongedaan worden gemaakt: het loket heeft de verwijzing al.")),
    (_Asked.left_desk, _("Deze stap kan niet ongedaan worden gemaakt: het loket heeft de vraag al niet meer.")),
    (_Asked.has_later_event, _("Deze stap kan niet meer ongedaan worden gemaakt: er is daarna al iets vastgelegd.")),
    (
        _Asked.was_told_outside,
        _("Deze stap kan niet meer ongedaan worden gemaakt: er ging al bericht naar ouders of naar buiten de school."),
    ),
    (
        _Asked.has_next_case,
        _("Deze stap kan niet meer ongedaan worden gemaakt: er is daarna een nieuwe casus geopend."),
    ),
    (
        _Asked.has_no_way_back,
        _("Deze stap kan niet meer ongedaan worden gemaakt: het SOP van nu heeft de stap daarvoor niet meer."),
    ),
)


def until(step: CaseEvent) -> datetime:
    """The moment from which it cannot be undone."""
    return step.at + WITHIN


def rests_on(case: Case, step: CaseEvent) -> str | Promise:
    """Why this step cannot be undone (any more), in a sentence; "" where nothing rests on it."""
    _version, sop = sop_for(case.school, clock.today())
    asked = _Asked(case, step, sop)
    return next((said for holds, said in RESTS if holds(asked)), "")


# --- For the pages and the API ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """To who took the last step, as long as its day lasts: undo it, or `why` that cannot be."""

    step: CaseEvent
    until: datetime
    why: str | Promise

    @property
    def took_off(self) -> bool:
        """Whether a planned talk went with it: that does not come back."""
        return bool(self.step.data.get("taken_off"))

    @property
    def closed(self) -> bool:
        return self.step.to_state == State.CLOSED

    @property
    def ended_sharing(self) -> bool:
        """Whether somebody's reading along ended on that day: that does not begin again either."""
        items = Item.objects.filter(case=self.step.case_id).values("pk")
        return Grant.objects.filter(item_id__in=items, ended_on=self.step.on).exists()


def offer_to(person: Any, case: Case) -> Offer | None:
    """None to everybody else, and after that day."""
    step = last_step(case)
    if step is None or step.actor_id != person.pk or clock.now() >= until(step):
        return None
    return Offer(step, until(step), rests_on(case, step))
