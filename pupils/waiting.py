"""What waits for somebody: each app says its own part, the start page asks them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from pupils.models import Person


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of the start page, as components/task.html has it; `first` comes before all that is not late."""

    title: str
    about: str
    url: str
    label: str
    due_on: date | None = None
    late: bool = False
    first: bool = False


Waits = Callable[[Person], Iterable[Waiting]]
registered: list[Waits] = []


def waits(tell: Waits) -> Waits:
    """Register what an app has waiting for a person."""
    registered.append(tell)
    return tell


def waiting_for(person: Person) -> list[Waiting]:
    """Everything that waits: what is late, what comes first of the rest, then by day, then what has no day."""
    rows = [row for tell in registered for row in tell(person)]
    return sorted(rows, key=lambda row: (not row.late, not row.first, row.due_on or date.max, row.title))
