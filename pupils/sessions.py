"""Interventions counted, planned against held; and the little groups that somebody gives today. In sets."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Q

from caseflow.sop.dates import Days
from caseflow.sop.sessions import count_sessions, is_school_day, monday
from pupils.models import Intervention, InterventionSession, Person, Pupil, SopVersion
from pupils.sop import parsed


@dataclass(frozen=True, slots=True)
class LittleGroup:
    """Children with whom somebody does the same today. `noted`: today's sessions, by intervention."""

    rows: tuple[Intervention, ...]
    this_week: int
    noted: dict[int, InterventionSession] = field(default_factory=dict)

    @property
    def first(self) -> Intervention:
        return self.rows[0]

    @property
    def names(self) -> str:
        return ", ".join(row.pupil.first_name for row in self.rows)

    @property
    def done(self) -> bool:
        return len(self.noted) == len(self.rows)

    def absent(self) -> list[tuple[str, str]]:
        """Who was not there today, by first name, and why not."""
        missed = ((row, self.noted.get(row.pk)) for row in self.rows)
        return [(row.pupil.first_name, one.get_reason_display()) for row, one in missed if one and one.reason]


def with_counts(interventions: Iterable[Intervention], on: date) -> list[Intervention]:
    """The same rows, each with `counted`: two queries for all of them."""
    rows = list(interventions)
    return _counted(rows, free_days(rows, on), on)


def counted_since(pupil_id: int, since: date, on: date) -> tuple[int, int]:
    """Of all interventions of a pupil together: how often they were held since a day, and how often was planned."""
    ran = Intervention.objects.filter(Q(ends_on=None) | Q(ends_on__gte=since), pupil=pupil_id, starts_on__lte=on)
    rows = list(ran.select_related("pupil"))
    counted = [row.counted for row in _counted(rows, free_days(rows, on), on, since)]
    return sum(one.held for one in counted), sum(one.planned for one in counted)


def _counted(
    rows: list[Intervention], free: dict[int, tuple[Days, ...]], on: date, since: date = date.min
) -> list[Intervention]:
    held: dict[int, set[date]] = {row.pk: set() for row in rows}
    sessions = InterventionSession.objects.held().filter(intervention__in=held)
    for number, day in sessions.values_list("intervention", "day"):
        held[number].add(day)
    for row in rows:
        off = free.get(row.pupil.school_id, ())
        first = max(row.starts_on, since)
        row.counted = count_sessions(row.times_a_week, first, row.ends_on, off, held[row.pk], on)
    return rows


def free_days(rows: list[Intervention], on: date) -> dict[int, tuple[Days, ...]]:
    """The holidays of each school since the first of its interventions began."""
    since: dict[int, date] = {}
    for row in rows:
        school = row.pupil.school_id
        since[school] = min(since.get(school, row.starts_on), row.starts_on)
    return free_since(since, on)


def free_since(since: dict[int, date], on: date) -> dict[int, tuple[Days, ...]]:
    """The holidays of each school out of every SOP that held since a day.

    A new SOP leaves the holidays of years that are over out; they were holidays nevertheless.
    """
    versions = SopVersion.objects.filter(school__in=since).judging(on).order_by("school", "-first_day", "-pk")
    found: dict[int, tuple[Days, ...]] = {}
    for school, same in groupby(versions.values_list("school", "first_day", "digest"), key=lambda one: one[0]):
        free: set[Days] = set()
        for _school, first_day, digest in same:
            free.update(parsed(digest).free_days())
            if first_day <= since[school]:
                break
        found[school] = tuple(free)
    return found


def little_groups_of(person: Person, on: date) -> list[LittleGroup]:
    """What somebody gives on this day: first what is not noted yet. Nothing on a day without school."""
    there = Pupil.objects.at_school(on)
    running = Intervention.objects.running(on).in_hands_of(person).filter(pupil__in=there)
    rows = list(running.select_related("pupil").order_by("pk"))
    free = free_days(rows, on)
    rows = [row for row in rows if is_school_day(on, free.get(row.pupil.school_id, ()))]
    groups = _together(_counted(rows, free, on), on)
    return sorted(groups, key=lambda group: (group.done, group.first.name.casefold(), group.first.pk))


def little_group_of(person: Person, one: Intervention, on: date) -> LittleGroup:
    """The little group of this intervention: of the children whom she sees, those with whom it is not over."""
    seen = Intervention.objects.visible_to(person)
    rows = seen.filter(Q(pk=one.pk) | Q(bundle=one.bundle, bundle__isnull=False, effect=""))
    (group,) = _together(with_counts(rows.select_related("pupil").order_by("pk"), on), on)
    return group


def _together(rows: list[Intervention], on: date) -> list[LittleGroup]:
    by_bundle: dict[object, list[Intervention]] = {}
    for row in rows:
        by_bundle.setdefault(row.bundle or row.pk, []).append(row)
    since = monday(on)
    days: dict[int, dict[date, InterventionSession]] = {row.pk: {} for row in rows}
    for session in InterventionSession.objects.standing().filter(intervention__in=days, day__range=(since, on)):
        days[session.intervention_id][session.day] = session
    return [_group(sorted(same, key=lambda row: row.pupil.first_name), days, on) for same in by_bundle.values()]


def _group(rows: list[Intervention], days: dict[int, dict[date, InterventionSession]], on: date) -> LittleGroup:
    held = {day for row in rows for day, session in days[row.pk].items() if not session.reason}
    noted = {row.pk: days[row.pk][on] for row in rows if on in days[row.pk]}
    return LittleGroup(tuple(rows), len(held), noted)
