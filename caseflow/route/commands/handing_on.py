"""A colleague falls ill or leaves: all that she has in hand passes to another in one act, with a note per case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.handing_on import work_of
from caseflow.route.hands import range_of
from caseflow.route.in_place import in_place
from caseflow.route.models import Case, Task
from caseflow.sop.vocabulary import OWN_GROUPS
from pupils.commands.recording import record_at_school
from pupils.commands.staff import Post, end_employment, give_role
from pupils.errors import Invalid, at_most
from pupils.getters import found, locked
from pupils.leaving import pass_on
from pupils.models import Guardian, Person, RoleAssignment, School
from pupils.policy import directs, roles_at, staff_of
from pupils.posts import Term, not_held
from pupils.sop import sop_for

ILL, LEAVES = "ill", "leaves"


@dataclass(frozen=True, slots=True)
class HandedOn:
    """What went along; `own`: cases of the successor's own child, which are for another colleague.

    `roles`: what she holds beside her own from that day on.
    """

    cases: int
    places: int
    own: int
    roles: tuple[RoleAssignment, ...] = ()


@transaction.atomic
def hand_on_work(
    school_id: int,
    person_id: int,
    *,
    to_id: int,
    why: str,
    from_day: date,
    until: date | None = None,
    notes: Mapping[int, str] | None = None,
    class_too: bool = False,
    actor: Person,
) -> HandedOn:
    """From this day on the colleague holds the roles that the work waits for, and has the places at the table.

    With `class_too` she stands before the class as well: she holds the roles that go by group, whatever waits for them.
    `why`: ill, she keeps her roles and comes back; leaves, her roles here end on that day. `until`: the colleague's
    last day. Each case gets an event with the note on it, and a task to read it. Of her own child nobody takes over a
    case: those stay with who else holds the role, and are counted.
    """
    school = locked(School.objects.all(), school_id)
    if not directs(actor, school):
        raise PermissionDenied
    here = staff_of(school, clock.today())
    person, to = found(here, person_id), found(here.exclude(pk=person_id), to_id)
    _check(why, from_day, until)
    work = work_of(person, school, clock.today())
    posts = [Post(one.role, from_day, until, tuple(sorted(one.groups or ()))) for one in work.roles]
    posts += class_posts(person, school, from_day, until) if class_too else []
    if why == ILL and work.is_nothing and not posts:
        raise Invalid("", _("Er wacht niets op deze collega. Er is dus niets om over te dragen."))
    given = [kept for post in posts for kept in _give(post, school, to, actor)]
    if why == LEAVES:
        end_employment(school_id, person_id, from_day=from_day, successor_id=to_id, actor=actor)
    else:
        pass_on(person, school, from_day, to)
    own = set(Guardian.objects.filter(person=to).values_list("pupil", flat=True))
    passed = [case for case in work.cases if case.pupil_id not in own]
    _tell(passed, school, notes or {}, {"from": person.pk, "to": to.pk, "why": why, "day": from_day}, actor)
    data = {"person": person.pk, "to": to.pk, "why": why, "from": from_day, "until": until, "cases": len(passed)}
    roles = list(dict.fromkeys(one.role for one in given))
    record_at_school("hand_on_work", school, actor, data={**data, "roles": roles, "places": work.places})
    return HandedOn(len(passed), work.places, len(work.cases) - len(passed), tuple(given))


def class_posts(person: Person, school: School, from_day: date, until: date | None) -> list[Post]:
    """The roles by group that she holds on that day, as somebody else would hold them until she is back."""
    held = RoleAssignment.objects.current(from_day).filter(person=person, school=school, kind__in=OWN_GROUPS)
    posts = []
    for one in held.order_by("role", "pk"):
        last = min(filter(None, (until, one.ends_on)), default=None)
        posts.append(Post(one.role, from_day, last, tuple(one.groups.order_by("pk").values_list("pk", flat=True))))
    return posts


def _check(why: str, from_day: date, until: date | None) -> None:
    if why not in (ILL, LEAVES):
        raise Invalid("why", _("Kies of de collega terugkomt of vertrekt."))
    if from_day < clock.today():
        raise Invalid("from_day", _("Deze dag is al geweest. Kies vandaag of een latere dag."))
    if until is not None and why == LEAVES:
        raise Invalid("until", _("Wie vertrekt komt niet terug. Laat deze dag leeg."))
    if until is not None and until < from_day:
        raise Invalid("until", _("De laatste dag ligt vóór de eerste. Kijk de dagen na."))


def _give(post: Post, school: School, to: Person, actor: Person) -> list[RoleAssignment]:
    """The role on each of those days on which the colleague does not hold it herself."""
    wanted: dict[Term, list[int]] = {}
    for group in post.groups or (None,):
        for term in not_held(to, school, post.role, group, (post.starts_on, post.ends_on)):
            wanted.setdefault(term, []).extend([group] if group else [])
    return [
        give_role(school.pk, to.pk, post=Post(post.role, first, last, tuple(groups)), actor=actor)
        for (first, last), groups in sorted(wanted.items(), key=lambda one: one[0][0])
    ]


def _tell(cases: list[Case], school: School, notes: Mapping[int, str], data: dict[str, Any], actor: Person) -> None:
    """On each case whose it is from now on, and what is good to know of it; who works there is asked to read that."""
    on = clock.today()
    version, sop = sop_for(school, on)
    role = ", ".join(sorted(roles_at(actor, school, on)))
    said = {case.pk: at_most(f"note_{case.pk}", notes.get(case.pk, "")) for case in cases}
    events = CaseEvent.objects.append_many(
        [
            in_place(
                case, "hand_on_case", on, data, actor=actor, role=role, sop_version_id=version.pk,
                texts={"note": said[case.pk]} if said[case.pk] else {},
            )
            for case in cases
        ]
    )  # fmt: skip
    Task.objects.bulk_create(
        Task(
            case=case, kind="handed_on", because=event.pk, on=on,
            owner_role=sop.owner_of(case.step, *range_of(case.pupil)),
        )
        for event, case in zip(events, cases, strict=True)
        if said[case.pk]
    )  # fmt: skip
