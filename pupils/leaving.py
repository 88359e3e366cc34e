"""What is bound to one person and open when she leaves a school: each app says its own part and passes it on.

Terms, tasks and the calendar belong to a role, so whoever holds it has them; what was typed and not sent is her own and
goes after two weeks. Left are the things that name her. Nobody takes over what names somebody from outside: parents
said yes to her, and to no other.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Grant, Person, RoleAssignment, School

#: Count what names her from a day on; with somebody to take it over, give it to that person.
PassOn = Callable[[Person, School, date, Person | None], int]
registered: list[PassOn] = []


def passes_on(tell: PassOn) -> PassOn:
    registered.append(tell)
    return tell


def open_work(person: Person, school: School, since: date) -> int:
    """How many things wait for a colleague."""
    return sum(tell(person, school, since, None) for tell in registered)


def pass_on(person: Person, school: School, since: date, successor: Person) -> int:
    return sum(tell(person, school, since, successor) for tell in registered)


#: Roles of one school that have ended: what somebody had by one of them goes to who holds it, or is let go and a role
#: of the school hears so. Nobody as the one who did it is the watch. How many things that were.
Vacate = Callable[[Collection[RoleAssignment], Person | None], int]
vacating: list[Vacate] = []


def vacates(tell: Vacate) -> Vacate:
    vacating.append(tell)
    return tell


def come_no_more(ended: Collection[RoleAssignment], on: date) -> set[int]:
    """Of those whose role from outside ended: who has none at the school any more, nor is to begin one."""
    held = {one.person_id for one in ended if one.kind == RoleKind.OUTSIDER}
    schools = {one.school_id for one in ended}
    still = RoleAssignment.objects.filter(school__in=schools, kind=RoleKind.OUTSIDER, person__in=held).not_over(on)
    return held - set(still.values_list("person", flat=True))


@vacates
def reading_from_outside(ended: Collection[RoleAssignment], actor: Person | None) -> int:
    """What she read by a yes of parents is over, and does not come back with another role later."""
    on, schools = clock.today(), {one.school_id for one in ended}
    shared = Grant.objects.filter(person__in=come_no_more(ended, on), pupil__school__in=schools)
    return shared.filter(ended_on=None, ends_on__gte=on).update(ended_on=on)


def vacate(ended: Collection[RoleAssignment], actor: Person | None) -> int:
    return sum(tell(ended, actor) for tell in vacating) if ended else 0


#: What of a school would wait for nobody once these roles are held by no one, while those others are: the name of each
#: role and what waits for it, in words.
NeedsHolder = Callable[[School, Collection[str], Collection[str]], Iterable[tuple[str, str]]]
needing: list[NeedsHolder] = []


def needs_holder(tell: NeedsHolder) -> NeedsHolder:
    needing.append(tell)
    return tell


def would_wait(school: School, lost: Collection[str], held: Collection[str]) -> list[tuple[str, str]]:
    return [row for tell in needing for row in tell(school, lost, held)] if lost else []
