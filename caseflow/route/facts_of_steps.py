"""What a SOP's steps ask by their own keys: who decided, what was proposed, how long, how often, and where.

Each is one expression over a case, as in facts.py.
"""

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.clocks import MOVES
from caseflow.route.models import BodyQuestion, Deadline, Item, Placement, Proposal, WaitingPlace
from caseflow.sop.providers import provides
from pupils.counting import count_of
from pupils.models import Pupil

CASE, VISITS = OuterRef("pk"), OuterRef("visits")


@provides("table_decided")
def table_decided(exit_key: str) -> Combinable:
    """Whether the last talk held in this step chose this way out."""
    held = Item.objects.filter(case=CASE, visit=VISITS, state=Item.HELD).order_by("-held_on", "-pk")
    last = held.annotate(_chose=Case(When(decision=exit_key, then=True), default=False)).values("_chose")[:1]
    return Coalesce(Subquery(last), Value(False))


@provides("exit_proposed_on")
def exit_proposed_on(exit_key: str) -> Combinable:
    return Subquery(Proposal.objects.filter(case=CASE, visit=VISITS, exit=exit_key).values("on")[:1])


def _questions() -> QuerySet[BodyQuestion]:
    return BodyQuestion.objects.filter(case=CASE, visit=VISITS)


@provides("bodies_asked")
def bodies_asked() -> Combinable:
    return count_of(_questions().filter(answered_on=None))


@provides("body_answer")
def body_answer(body: str) -> Combinable:
    """What the newest question came to: none asked, asked, yes or no."""
    newest = _questions().filter(body=body).order_by("-pk")
    said = newest.annotate(
        word=Case(When(answer="", then=Value("asked")), default=F("answer"), output_field=CharField())
    )
    return Coalesce(Subquery(said.values("word")[:1]), Value("none"), output_field=CharField())


@provides("clock_started_on")
def clock_started_on(clock_key: str) -> Combinable:
    """Since when this clock of the step runs, or ran, in the present visit.

    The step's start where it never began, as a clock that a new version brought: else it would hold the child for good.
    """
    terms = Deadline.objects.filter(case=CASE, rule=f"step:{clock_key}", started_on__gte=OuterRef("step_since"))
    return Coalesce(Subquery(terms.order_by("-pk").values("started_on")[:1]), F("step_since"))


@provides("times_entered")
def times_entered(step: str) -> Combinable:
    """How often the case came into a step, as its events say; a step that was undone does not count."""
    moves = CaseEvent.objects.standing().filter(case_id=CASE, kind__in=(*MOVES, "open_case"), to_step=step)
    return count_of(moves)


def _placements() -> QuerySet[Placement]:
    today = clock.today()
    return Placement.objects.filter(case=CASE, starts_on__lte=today, ends_on__gte=today).order_by("-pk")


@provides("taught_elsewhere_since")
def taught_elsewhere_since() -> Combinable:
    return Subquery(_placements().values("starts_on")[:1])


@provides("zorgplicht")
def zorgplicht() -> Combinable:
    """Here, unless a placement of today says otherwise (WPO art. 40)."""
    return Coalesce(Subquery(_placements().values("zorgplicht")[:1]), Value("here"), output_field=CharField())


@provides("waiting_since")
def waiting_since() -> Combinable:
    return Subquery(WaitingPlace.objects.filter(case=CASE).values("on")[:1])


@provides("pupils_in_wanted_group")
def pupils_in_wanted_group() -> Combinable:
    """Not known while no group was asked for."""
    there = Pupil.objects.at_school(clock.today()).filter(group=OuterRef("group"))
    return Subquery(WaitingPlace.objects.filter(case=CASE).annotate(_there=count_of(there)).values("_there")[:1])
