"""The calendar as people read it: what is late, what comes month by month, what was done this school year.

Pupils of one group stand on one line together. By name where few groups are looked at; for a whole school as numbers,
with the way to each group. A fixed number of queries, however many groups and pupils.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow.sop.dates import school_year
from caseflow.sop.schema import CalendarEntry
from caseflow.sop.vocabulary import OCCASION_LABELS, OccasionKind
from pupils.models import Group, Occasion, Person, SopVersion
from pupils.policy import occasion_hand
from pupils.sop import parsed, sops_for

#: So long after its day who steers the school hears that something is still open.
LATE_AFTER = timedelta(weeks=1)
#: Whoever looks at so many groups sees their pupils by name at once.
FEW_GROUPS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the calendar. `one` is an occasion by itself; `pupils` are those of one group, of which `number` are
    meant; where they are not named, `url` leads to where they are."""

    name: str
    about: str
    due_on: date
    one: Occasion | None = None
    pupils: tuple[Occasion, ...] = ()
    number: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines by when they are: `months` are (first day of the month, lines)."""

    late: list[Line]
    months: list[tuple[date, list[Line]]]
    done: list[Line]

    def __bool__(self) -> bool:
        return bool(self.late or self.months or self.done)


def page_for(person: Person, on: date, groups: list[Group], chosen: Group | None) -> Page:
    """What somebody may see of this school year, and what earlier years left open."""
    year = school_year(on)
    seen = Occasion.objects.live().visible_to(person)
    seen = seen.filter(Q(due_on__range=(year.first, year.last)) | Q(done_on=None, due_on__lt=on))
    if chosen:
        seen = seen.of_group(chosen.pk)
    lines = list(_lines(person, seen, on, named=chosen is not None or len(groups) <= FEW_GROUPS))
    coming = [line for when, line in lines if when == "coming"]
    by_month = groupby(coming, key=lambda line: line.due_on.replace(day=1))
    return Page(
        [line for when, line in lines if when == "late"],
        [(first, list(those)) for first, those in by_month],
        [line for when, line in reversed(lines) if when == "done"],
    )


def _lines(person: Person, seen: QuerySet[Occasion], on: date, *, named: bool) -> Iterator[tuple[str, Line]]:
    """(late, coming or done, line), by day."""
    rows = seen if named else seen.filter(pupil=None)
    mine = ExpressionWrapper(occasion_hand(person), output_field=BooleanField())
    listed: list[Any] = list(
        rows.annotate(mine=mine).select_related("group", "pupil__group", "done_by").order_by("due_on", "pk")
    )
    told = About(listed, on)
    lines = [*_of_groups(listed, told, on), *_of_pupils(listed, told, on)]
    if not named:
        lines += _numbers(seen.exclude(pupil=None), on)
    yield from sorted(lines, key=lambda pair: (pair[1].due_on, pair[1].name, pair[1].about))


def _of_groups(rows: list[Occasion], told: "About", on: date) -> Iterator[tuple[str, Line]]:
    for row in rows:
        if row.group:
            yield _when(row.done_on is not None, row.due_on, on), Line(row.name, told.of(row), row.due_on, one=row)


def _of_pupils(rows: list[Occasion], told: "About", on: date) -> Iterator[tuple[str, Line]]:
    def together(row: Occasion) -> tuple[Any, ...]:
        group = row.pupil.group_id if row.pupil else None
        return row.due_on, row.entry, group or 0, row.done_on is not None

    of_pupils = sorted((row for row in rows if row.pupil), key=together)
    for (due_on, _entry, _group, done), same in groupby(of_pupils, key=together):
        pupils = tuple(sorted(same, key=lambda row: (row.pupil.last_name, row.pupil.first_name) if row.pupil else ()))
        line = Line(pupils[0].name, told.of(pupils[0]), due_on, pupils=pupils, number=len(pupils))
        yield _when(done, due_on, on), line


def _numbers(rows: Any, on: date) -> Iterator[tuple[str, Line]]:
    """How many pupils of each group, for whom so many names would hide what there is to see."""
    per_group = rows.order_by().values("name", "due_on", "at", "what", "pupil__group__name")
    for row in per_group.annotate(open=Count("pk", filter=Q(done_on=None)), done=Count("pk", filter=~Q(done_on=None))):
        about = " · ".join(filter(None, (row["pupil__group__name"], _(OCCASION_LABELS[OccasionKind(row["what"])]))))
        url = f"{reverse('pupils:calendar')}?group={row['at']}"
        for done, number in ((False, row["open"]), (True, row["done"])):
            if number:
                yield _when(done, row["due_on"], on), Line(row["name"], about, row["due_on"], number=number, url=url)


def _when(done: bool, due_on: date, on: date) -> str:
    return "done" if done else "late" if due_on < on else "coming"


class About:
    """What stands under a name: the group, what it is, with which instrument or how long, and whose it is."""

    def __init__(self, rows: Iterable[Occasion], on: date) -> None:
        rows = list(rows)
        self.entries = entries_of(rows)
        self.sops = sops_for({row.school_id for row in rows}, on)

    def of(self, row: Occasion) -> str:
        entry = self.entries[row.sop_version_id].get(row.entry)
        group = row.group or (row.pupil.group if row.pupil else None)
        words = (group.name if group else "", self.kind(row, entry), self.owner(row))
        return " · ".join(word for word in words if word)

    def kind(self, row: Occasion, entry: tuple[CalendarEntry, str] | None) -> str:
        """In the words of the version that made it."""
        label = _(OCCASION_LABELS[OccasionKind(row.what)])
        if entry is None:
            return label
        said, instrument = entry
        minutes = _("%(minutes)s minuten per week") % {"minutes": said.minutes_a_week} if said.minutes_a_week else ""
        return ", ".join(word for word in (label, instrument, minutes) if word)

    def owner(self, row: Occasion) -> str:
        """The role as the school calls it now."""
        roles = self.sops[row.school_id][1].roles if row.school_id in self.sops else {}
        return roles[row.owner_role].name if row.owner_role in roles else ""


def entries_of(rows: Iterable[Occasion]) -> dict[int, dict[str, tuple[CalendarEntry, str]]]:
    """By SOP version: each entry of its calendar, with the name of its instrument."""
    found = {}
    versions = SopVersion.objects.filter(pk__in={row.sop_version_id for row in rows})
    for pk, digest in versions.values_list("pk", "digest"):
        sop = parsed(digest)
        names = {key: one.name for key, one in sop.instruments.items()}
        found[pk] = {key: (entry, names.get(entry.instrument or "", "")) for key, entry in sop.calendar.items()}
    return found
