"""What is bound to one person and open when she leaves a school: each app says its own part and passes it on.

Terms, tasks and the calendar belong to a role, so whoever holds it has them; what was typed and not sent is her own and
goes after two weeks. Left are the things that name her. Nobody takes over what names somebody from outside: parents
said yes to her, and to no other.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from pupils.models import Person, RoleAssignment, School

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


def vacate(ended: Collection[RoleAssignment], actor: Person | None) -> int:
    return sum(tell(ended, actor) for tell in vacating)


#: What of a school would wait for nobody once these roles are held by no one, while those others are: the name of each
#: role and what waits for it, in words.
NeedsHolder = Callable[[School, Collection[str], Collection[str]], Iterable[tuple[str, str]]]
needing: list[NeedsHolder] = []


def needs_holder(tell: NeedsHolder) -> NeedsHolder:
    needing.append(tell)
    return tell


def would_wait(school: School, lost: Collection[str], held: Collection[str]) -> list[tuple[str, str]]:
    return [row for tell in needing for row in tell(school, lost, held)] if lost else []
