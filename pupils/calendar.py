"""The calendar as people read it: what is late, what comes month by month, what was done this school year.

What is the same thing on the same day stands on one line, that folds out to its groups or, group by group, its pupils:
by name where few groups are looked at; for a whole school as numbers, with the way to each group. A fixed number of
queries, however many groups and pupils.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow.sop.dates import school_year
from caseflow.sop.schema import CalendarEntry
from caseflow.sop.vocabulary import OCCASION_LABELS, OccasionKind
from pupils.models import Group, Measurement, Occasion, Person, Pupil, SociogramAnswer, SopVersion
from pupils.policy import occasion_hand
from pupils.sop import parsed, sops_for

#: So long after its day who steers the school hears that something is still open.
LATE_AFTER = timedelta(weeks=1)
#: Whoever looks at so many groups sees their pupils by name at once.
FEW_GROUPS = 2
LATE, COMING, DONE = "late", "coming", "done"


@dataclass(frozen=True, slots=True)
class Part:
    """So many pupils of one group; that group's own calendar names them."""

    name: str
    number: int
    group_id: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the calendar: an occasion by itself (`one`), more of them (`rows`), or groups of pupils (`parts`)."""

    when: str
    due_on: date
    name: str
    about: str
    one: Occasion | None = None
    rows: tuple[Occasion, ...] = ()
    parts: tuple[Part, ...] = ()


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
    lines = _lines(person, seen, on, named=chosen is not None or len(groups) <= FEW_GROUPS)
    by: dict[str, list[Line]] = {LATE: [], COMING: [], DONE: []}
    for line in sorted(lines, key=attrgetter("due_on", "name", "about")):
        by[line.when].append(line)
    months = groupby(by[COMING], key=lambda line: line.due_on.replace(day=1))
    return Page(by[LATE], [(first, list(those)) for first, those in months], by[DONE][::-1])


def _lines(person: Person, seen: QuerySet[Occasion], on: date, *, named: bool) -> Iterator[Line]:
    rows = seen if named else seen.filter(pupil=None)
    mine = ExpressionWrapper(occasion_hand(person), output_field=BooleanField())
    around = rows.select_related("group", "pupil__group", "done_by")
    order = ("group__position", "group__name", "pupil__last_name", "pupil__first_name", "pk")
    listed: list[Any] = list(around.annotate(mine=mine).order_by(*order))
    told = About(listed, on)
    for _key, same in groupby(sorted(listed, key=_together), key=_together):
        yield _line(list(same), told, on)
    if not named:
        yield from _numbers(seen.exclude(pupil=None), on)


def _together(row: Occasion) -> tuple[Any, ...]:
    """The groups of one thing stand on one line, and so do the pupils of one group."""
    group = (row.pupil.group_id or 0) if row.pupil else 0
    return row.due_on, row.school_id, row.entry, row.name, group, row.done_on is not None


def _line(rows: list[Occasion], told: "About", on: date) -> Line:
    first = rows[0]
    when = _when(first.done_on is not None, first.due_on, on)
    if len(rows) == 1 and first.group:
        return Line(when, first.due_on, first.name, told.of(first), one=first)
    whom = how_many_pupils(len(rows)) if first.pupil else how_many_groups(len(rows))
    return Line(when, first.due_on, first.name, f"{whom} · {told.of(first, named=bool(first.pupil))}", rows=tuple(rows))


def _numbers(rows: Any, on: date) -> Iterator[Line]:
    """How many pupils of each group, for whom so many names would hide what there is to see."""
    same = ("due_on", "school", "entry", "name", "what")
    per_group = rows.values(*same, "at", "pupil__group__name", done=Q(done_on__isnull=False)).annotate(
        number=Count("pk")
    )
    order = (*same, "done", "pupil__group__position", "pupil__group__name")
    for key, groups in groupby(per_group.order_by(*order), key=itemgetter(*same, "done")):
        due_on, _school, _entry, name, what, done = key
        parts = tuple(Part(one["pupil__group__name"] or "", one["number"], one["at"]) for one in groups)
        about = f"{how_many_pupils(sum(part.number for part in parts))} · {_(OCCASION_LABELS[OccasionKind(what)])}"
        yield Line(_when(done, due_on, on), due_on, name, about, parts=parts)


def _when(done: bool, due_on: date, on: date) -> str:
    return DONE if done else LATE if due_on < on else COMING


def how_many_pupils(number: int) -> str:
    return ngettext("%(number)s leerling", "%(number)s leerlingen", number) % {"number": number}


def how_many_groups(number: int) -> str:
    return ngettext("%(number)s groep", "%(number)s groepen", number) % {"number": number}


class About:
    """What stands under a name: the group, what it is, with which instrument or how long, and whose it is."""

    def __init__(self, rows: Iterable[Occasion], on: date) -> None:
        rows = list(rows)
        self.entries = entries_of(rows)
        self.sops = sops_for({row.school_id for row in rows}, on)

    def of(self, row: Occasion, *, named: bool = True) -> str:
        entry = self.entries[row.sop_version_id].get(row.entry)
        group = row.group or (row.pupil.group if row.pupil else None)
        words = (group.name if group and named else "", self.kind(row, entry), self.owner(row))
        return " · ".join(word for word in words if word)

    def kind(self, row: Occasion, entry: tuple[CalendarEntry, str] | None) -> str:
        """In the words of the version that made it."""
        label = _(OCCASION_LABELS[OccasionKind(row.what)])
        if entry is None:
            return label
        said, instrument = entry
        minutes = _("%(minutes)s minuten per week") % {"minutes": said.minutes_a_week} if said.minutes_a_week else ""
        return ", ".join(word for word in (label, instrument, minutes) if word)

    def draws(self, row: Occasion) -> bool:
        """Whether it is a sociogram, as the school makes them now."""
        entry = self.entries[row.sop_version_id].get(row.entry)
        instruments = self.sops[row.school_id][1].instruments if row.school_id in self.sops else {}
        said = instruments.get(entry[0].instrument or "") if entry else None
        return bool(row.group and said and said.sociogram)

    def owner(self, row: Occasion) -> str:
        """The role as the school calls it now."""
        roles = self.sops[row.school_id][1].roles if row.school_id in self.sops else {}
        return roles[row.owner_role].name if row.owner_role in roles else ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Of whom there is a result, and who still has to."""

    done: int
    missing: tuple[Pupil, ...]

    @property
    def all(self) -> int:
        return self.done + len(self.missing)


def measured_with(person: Person, occasion: Occasion, instrument: str, on: date) -> Progress:
    """Who of its pupils has a result with the instrument since it appeared: measured, or asked for the sociogram."""
    pupils = Pupil.objects.visible_to(person).at_school(on)
    pupils = pupils.filter(pk=occasion.pupil_id) if occasion.pupil_id else pupils.filter(group=occasion.group_id)
    since = (occasion.appears_on, occasion.done_on or on)
    done = Measurement.objects.standing().filter(instrument=instrument, day__range=since, pupil=OuterRef("pk"))
    spoke = SociogramAnswer.objects.standing().filter(
        sociogram__instrument=instrument, said_on__range=since, pupil=OuterRef("pk")
    )
    missing = pupils.filter(~Exists(done), ~Exists(spoke)).order_by("first_name", "last_name", "pk")
    return Progress(pupils.filter(Exists(done) | Exists(spoke)).count(), tuple(missing))


def entries_of(rows: Iterable[Occasion]) -> dict[int, dict[str, tuple[CalendarEntry, str]]]:
    """By SOP version: each entry of its calendar, with the name of its instrument."""
    found = {}
    versions = SopVersion.objects.filter(pk__in={row.sop_version_id for row in rows})
    for pk, digest in versions.values_list("pk", "digest"):
        sop = parsed(digest)
        names = {key: one.name for key, one in sop.instruments.items()}
        found[pk] = {key: (entry, names.get(entry.instrument or "", "")) for key, entry in sop.calendar.items()}
    return found
