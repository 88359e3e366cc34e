"""A case in short: the plan that runs now, the next date, and who is involved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.route.hands import range_of
from caseflow.route.models import Arrangement, Case, Deadline, Invitation, Item
from caseflow.route.role_words import seat_told
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind
from pupils.models import GroupPlan, InCluster, Intervention, Occasion, RoleAssignment
from pupils.staffing import names_here


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day that comes, and what comes on it."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class Involved:
    name: str
    role: str
    outside: bool = False


#: What runs for a child now, each app its own, in words.
Plans = Callable[[Case, date], Iterable[str]]
planning: list[Plans] = []


def tells_plan(tell: Plans) -> Plans:
    planning.append(tell)
    return tell


def plan_now(case: Case, on: date) -> list[str]:
    return [line for tell in planning for line in tell(case, on)]


@tells_plan
def arrangements(case: Case, on: date) -> Iterator[str]:
    for one in Arrangement.objects.filter(case=case, state=Arrangement.GRANTED).order_by("starts_on"):
        yield _until(one.name, one.ends_on)


@tells_plan
def in_the_group(case: Case, on: date) -> Iterator[str]:
    for one in Intervention.objects.running(on).filter(pupil=case.pupil_id).order_by("starts_on", "pk"):
        yield _until(one.name, one.ends_on)
    places = InCluster.objects.filter(pupil=case.pupil_id, cluster__plan__state=GroupPlan.State.IN_FORCE)
    for place in places.select_related("cluster__plan").order_by("pk"):
        said = {"area": place.cluster.plan.get_area_display(), "name": place.cluster.name}
        yield _("Groepsplan %(area)s: %(name)s") % said


def _until(name: str, last: date | None) -> str:
    return _("%(what)s, tot en met %(day)s") % {"what": name, "day": date_format(last, "j F Y")} if last else name


def next_date(case: Case, on: date) -> Ahead | None:
    """The first of what comes: a talk, a term of the case, something of the calendar; None where nothing does."""
    talk = Item.objects.pending().filter(case=case, planned_on__gte=on).order_by("planned_on").first()
    term = Deadline.objects.pressing().filter(case=case).order_by("due_on").first()
    due = Occasion.objects.open().filter(pupil=case.pupil_id, due_on__gte=on).order_by("due_on").first()
    ahead = [Ahead(talk.planned_on, talk.get_kind_display())] if talk else []
    ahead += [Ahead(term.last_day, _(term.name))] if term and term.last_day >= on else []
    ahead += [Ahead(due.due_on, due.name)] if due else []
    return min(ahead, key=lambda one: one.on, default=None) if case.is_open else None


def involved_in(case: Case, sop: Sop, on: date) -> list[Involved]:
    """Who teaches the child, who works at the step, and who from outside is or was at its last talk.

    Each with the role in the language that is spoken now, where the SOP has it. Of a child that left only who steers
    the school has to do with her file.
    """
    if case.pupil.has_left:
        owners, group, talks = sop.roles_of_kind(*SCHOOL_WIDE), None, Item.objects.none()
    else:
        owners = sop.covering(sop.steps[case.step].owner, *range_of(case.pupil)) if case.step in sop.steps else ()
        still = Q(held_on=None) | Q(held_on__gte=case.step_since)  # what came of an older one is told in the story
        group, talks = case.pupil.group_id, Item.objects.filter(still, case=case).exclude(state=Item.TAKEN_OFF)
    held = RoleAssignment.objects.current(on).filter(school=case.school_id, person__is_active=True)
    near = Q(kind=RoleKind.TEACHER, groups=group) if group else Q(pk__in=())
    rows = list(held.filter(near | Q(role__in=owners)).select_related("person").order_by("pk").distinct())
    last = talks.order_by("-planned_on", "-pk")[:1]
    places = Invitation.objects.filter(item__in=list(last), outsider=True).select_related("person").order_by("pk")
    outside = list(places)
    called = names_here(case.school, [*(row.person for row in rows), *(place.person for place in outside)])
    seats = [(row.person_id, row.role, sop.called(row.role), False) for row in rows if row.role in sop.roles]
    seats += [(place.person_id, place.role, place.role_name, True) for place in outside]
    told = (Involved(called[who], seat_told(sop, role, name).text, out) for who, role, name, out in seats)
    return list(dict.fromkeys(told))
