"""Which groups still wait for their hand-over, and who taught their pupils before."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.dates import school_year
from caseflow.sop.vocabulary import RoleKind
from pupils.last_year import taught_in_july
from pupils.models import Group, Handover, Person, Pupil, RoleAssignment
from pupils.policy import HANDOVER_WITHIN
from pupils.queries import pupils_of
from pupils.waiting import Waiting, waits


def last_day(on: date) -> date:
    """Until then last year's teacher may read."""
    return HANDOVER_WITHIN.after(school_year(on).first)


def handover_of(group: Group, on: date) -> Handover | None:
    signed = Handover.objects.filter(group=group, year_from=school_year(on).first)
    return signed.select_related("signed_by").first()


def taught_before(group: Group, on: date) -> QuerySet[Person]:
    """Who taught any of these pupils at the end of last year, and does not now."""
    here = RoleAssignment.objects.current(on).filter(school=group.school_id)
    now = here.filter(person=OuterRef("pk"), groups=group)
    taught = Pupil.objects.filter(taught_in_july(OuterRef(OuterRef("pk")), on), group=group)
    return Person.objects.filter(Exists(taught), ~Exists(now), pk__in=here.values("person"))


@dataclass(frozen=True, slots=True)
class Running:
    """Something open about a child, and the page where it stands."""

    name: str
    url: str


#: What the apps above say is open about these children, by child: set-based, and only what this person may see.
running: list[Callable[[Person, Collection[int]], Mapping[int, list[Running]]]] = []


def carried_over(person: Person, group: Group) -> list[tuple[Pupil, list[Running]]]:
    """What is handed over: each child of the group whom this person may see, with what is open about it."""
    pupils = list(pupils_of(person, clock.today()).filter(group=group))
    told = [tell(person, [pupil.pk for pupil in pupils]) for tell in running]
    return [(pupil, [one for by_child in told for one in by_child.get(pupil.pk, ())]) for pupil in pupils]


def groups_to_sign(person: Person) -> set[int]:
    """The groups that somebody may sign for, while there is time; two statements."""
    today = clock.today()
    if today > last_day(today):
        return set()
    held = RoleAssignment.objects.current(today).filter(person=person)
    schools = held.filter(kind=RoleKind.IB_ER).values("school")
    own = held.filter(kind=RoleKind.TEACHER).values("groups")
    return set(Group.objects.filter(Q(school__in=schools) | Q(pk__in=own)).values_list("pk", flat=True))


@waits
def of_handover(person: Person) -> Iterator[Waiting]:
    """On the start page of who teaches the group now: it has a day and a page."""
    today = clock.today()
    if today > last_day(today):
        return
    own = RoleAssignment.objects.current(today).filter(person=person, kind=RoleKind.TEACHER).values("groups")
    signed = Handover.objects.filter(group=OuterRef("pk"), year_from=school_year(today).first)
    for group in Group.objects.filter(~Exists(signed), pk__in=own):
        if taught_before(group, today).exists():
            url = reverse("pupils:handover", args=[group.pk])
            title = _("Overdracht van %(group)s") % {"group": group.name}
            yield Waiting(title, _("van wie vorig jaar lesgaf"), url, _("Bekijk"), due_on=last_day(today))
