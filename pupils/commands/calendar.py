"""Planning the calendar: what the SOPs ask of the coming time is laid beside what stands there, and made the same.

For some schools at once, in the same few statements however many pupils they have. What has appeared to its owner
keeps the SOP version that made it; what has not follows the newest. A second run of the same day changes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from caseflow.sop.calendar import Due, after_event, in_months
from caseflow.sop.dates import Days, Span, school_year
from caseflow.sop.schema import CalendarEntry, Sop
from pupils.models import Group, Occasion, Pupil, SopVersion, TalkPoint
from pupils.models.occasion import OPEN
from pupils.models.school import jaargroepen
from pupils.sop import sops_for
from pupils.striking import Struck, asked_after, struck

A_YEAR = Span(1, "years")
BITE = 5_000


class Key(NamedTuple):
    """What an occasion is, whatever its day: an entry, for one group or one pupil, in one period."""

    entry: str
    group_id: int | None
    pupil_id: int | None
    period: date


class Plan(NamedTuple):
    """What its row says: as long as it has not appeared, a change of one of these makes it another occasion."""

    due_on: date
    appears_on: date
    name: str
    what: str
    owner_role: str


@dataclass(slots=True)
class Roll:
    """Who is at school: pupils by their group, and the jaargroepen of the groups that have any.

    `struck` has the days on which it became known that something struck, by instrument and pupil.
    """

    pupils: dict[int, list[Any]] = field(default_factory=dict)
    years: dict[int, frozenset[int]] = field(default_factory=dict)
    struck: Mapping[tuple[str | None, int], list[date]] = field(default_factory=dict)

    def groups_for(self, entry: CalendarEntry) -> list[int]:
        """A group of more jaargroepen belongs to each, with all its pupils: which of them is whose nobody knows."""
        return [pk for pk, years in self.years.items() if not entry.years or years & set(entry.years)]


@transaction.atomic
def plan_occasions(schools: Collection[int], on: date) -> int:
    """Make what is missing and stop what nothing asks for any more; says how many rows that were."""
    sops, rolls = sops_for(schools, on), _rolls(schools, on)
    wanted: dict[Key, tuple[Plan, int, SopVersion]] = {}
    known = _known(struck({school: sop for school, (_version, sop) in sops.items()}, school_year(on).first))
    for school, (version, sop) in sops.items():
        roll = rolls.get(school, Roll())
        roll.struck = known
        for key, plan in _asked(sop, sop.calendar, roll, on):
            wanted[key] = (plan, school, version)
    standing = _standing(schools, on)
    plans = {key: plan for key, (plan, _school, _version) in wanted.items()}
    gone = {key: pk for key, (pk, plan) in standing.items() if _ahead(plan, on) and plans.get(key) != plan}
    stopped = _stop(list(gone.values()), on) + _stop_for_who_left(schools, on)
    made = _make({key: made for key, made in wanted.items() if key not in standing or key in gone})
    if gone:
        _carry_agendas(schools, on)
    return stopped + made


@transaction.atomic
def propose_talks(school: int, pupils: Collection[int], on: date) -> int:
    """What was recorded today may strike: the talk that it asks for stands on the calendar at once."""
    if school not in (known := sops_for([school], on)):
        return 0
    version, sop = known[school]
    if not asked_after(sop):
        return 0
    roll = _rolls([school], on, pupils).get(school, Roll())
    roll.struck = _known(struck({school: sop}, on, pupils))
    talks = {name: entry for name, entry in sop.calendar.items() if entry.follows_what_strikes}
    return _make({key: (plan, school, version) for key, plan in _asked(sop, talks, roll, on)})


def drop_talks(school: int, pupil_id: int, instrument: str, known_on: date, on: date) -> int:
    """What struck was a mistake: the talk, where it is still open, is asked of nobody any more."""
    sops = sops_for([school], on)
    calendar = sops[school][1].calendar if school in sops else {}
    entries = [name for name, one in calendar.items() if one.follows_what_strikes and one.instrument == instrument]
    return Occasion.objects.filter(OPEN, pupil=pupil_id, entry__in=entries, period=known_on).update(stopped_on=on)


# --- What the SOPs ask -----------------------------------------------------------------------------------------------


def _asked(sop: Sop, calendar: Mapping[str, CalendarEntry], roll: Roll, on: date) -> Iterator[tuple[Key, Plan]]:
    free = sop.free_days()
    for name, entry in calendar.items():
        for key, due in _dues(name, entry, roll, free, on):
            if due.due_on >= on:  # what was due before anybody knew of it is no occasion
                yield key, Plan(due.due_on, due.appears_on, entry.name, str(entry.what), entry.owner)


def _dues(name: str, entry: CalendarEntry, roll: Roll, free: tuple[Days, ...], on: date) -> Iterator[tuple[Key, Due]]:
    groups = roll.groups_for(entry)
    if entry.follows_what_strikes:
        yield from _talks(name, entry, [one for pk in groups for one in roll.pupils[pk]], roll, free)
        return
    if entry.after is not None:
        yield from _after(name, entry, [one for pk in groups for one in roll.pupils[pk]], free, on)
        return
    for due in in_months(entry, school_year(on), free):
        if entry.for_ == "groups":
            yield from ((Key(name, pk, None, due.period), due) for pk in groups)
        else:
            staying = (one for pk in groups for one in roll.pupils[pk] if _stays(one, due))
            yield from ((Key(name, None, one.pk, due.period), due) for one in staying)


def _after(
    name: str, entry: CalendarEntry, pupils: Iterable[Any], free: tuple[Days, ...], on: date
) -> Iterator[tuple[Key, Due]]:
    """As far ahead as this school year reaches: further on, who knows in which group the child is."""
    born = entry.after is not None and entry.after.event == "born"
    until = school_year(on).last
    for one in pupils:
        due = after_event(entry, one.born_on if born else one.enrolled_on, free)
        if _stays(one, due) and (due.due_on <= until or due.appears_on <= on):
            yield Key(name, None, one.pk, due.period), due


def _talks(
    name: str, entry: CalendarEntry, pupils: Iterable[Any], roll: Roll, free: tuple[Days, ...]
) -> Iterator[tuple[Key, Due]]:
    """One for each day on which something struck, from that day on."""
    for one in pupils:
        for day in roll.struck.get((entry.instrument, one.pk), ()):
            due = Due(day, after_event(entry, day, free).due_on, day)
            if _stays(one, due):
                yield Key(name, None, one.pk, day), due


def _stays(pupil: Any, due: Due) -> bool:
    return pupil.left_on is None or due.due_on < pupil.left_on


# --- What is there ---------------------------------------------------------------------------------------------------


def _known(found: Iterable[Struck]) -> dict[tuple[str | None, int], list[date]]:
    known: dict[tuple[str | None, int], list[date]] = {}
    for one in found:
        known.setdefault((one.instrument, one.pupil_id), []).append(one.known_on)
    return known


def _rolls(schools: Collection[int], on: date, pupils: Collection[int] | None = None) -> dict[int, Roll]:
    years = dict(Group.objects.filter(school__in=schools).values_list("pk", "years"))
    rolls: dict[int, Roll] = {}
    placed = Pupil.objects.at_school(on).filter(school__in=schools, group__isnull=False).order_by()
    if pupils is not None:
        placed = placed.filter(pk__in=pupils)
    for pupil in placed.values_list("pk", "school_id", "group_id", "born_on", "enrolled_on", "left_on", named=True):
        roll = rolls.setdefault(pupil.school_id, Roll())
        roll.pupils.setdefault(pupil.group_id, []).append(pupil)
        roll.years.setdefault(pupil.group_id, jaargroepen(years.get(pupil.group_id, "")))
    return rolls


def _standing(schools: Collection[int], on: date) -> dict[Key, tuple[int, Plan | None]]:
    """What stands on the calendar of about this school year; a done one has no plan that could change."""
    rows = Occasion.objects.live().filter(school__in=schools, due_on__gte=A_YEAR.before(school_year(on).first))
    columns = rows.order_by().values_list(*Key._fields, *Plan._fields, "pk", "done_on")
    return {Key(*row[:4]): (row[9], Plan(*row[4:9]) if row[10] is None else None) for row in columns}


def _ahead(plan: Plan | None, on: date) -> bool:
    return plan is not None and plan.appears_on > on


# --- Making them the same --------------------------------------------------------------------------------------------


def _make(missing: dict[Key, tuple[Plan, int, SopVersion]]) -> int:
    """Beside a second planner the unique key makes each once."""
    rows = [
        Occasion(**key._asdict(), **plan._asdict(), school_id=school, sop_version=version)
        for key, (plan, school, version) in missing.items()
    ]
    return len(Occasion.objects.bulk_create(rows, batch_size=BITE, ignore_conflicts=True))


def _stop(pks: list[int], on: date) -> int:
    bites = (pks[first : first + BITE] for first in range(0, len(pks), BITE))
    return sum(Occasion.objects.filter(OPEN, pk__in=bite).update(stopped_on=on) for bite in bites)


def _carry_agendas(schools: Collection[int], on: date) -> None:
    """Who stands on the agenda of a talk that was stopped goes along to the one that came in its place."""
    of_stopped = TalkPoint.objects.standing().filter(occasion__school__in=schools, occasion__stopped_on=on)
    points = list(of_stopped.select_related("occasion"))
    entries = {point.occasion.entry for point in points}
    live = Occasion.objects.open().filter(school__in=schools, entry__in=entries, due_on__gte=on).order_by()
    there = {Key(*row[:4]): row[4] for row in live.values_list(*Key._fields, "pk")} if points else {}
    for point in points:
        key = Key(*(getattr(point.occasion, name) for name in Key._fields))
        point.occasion_id = there.get(key, point.occasion_id)
    TalkPoint.objects.bulk_update(points, ["occasion"])


def _stop_for_who_left(schools: Collection[int], on: date) -> int:
    left = Occasion.objects.filter(OPEN, school__in=schools, pupil__left_on__lte=on)
    return left.update(stopped_on=on)
