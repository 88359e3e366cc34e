"""Arrangements as they stand: what can follow, who carries one out, and what was given of what was granted. In sets."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, Sum
from django.utils.formats import date_format

from caseflow import clock
from caseflow.route.models import Arrangement, ArrangementUse, Case
from caseflow.route.models.support import ArrangementQuerySet
from caseflow.sop.consents import purpose_of_help
from caseflow.sop.dates import Days, school_year
from caseflow.sop.schema import Sop
from caseflow.sop.sessions import hours_between
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.getters import found
from pupils.models import GIVES, Consent, Grant, Person, RoleAssignment
from pupils.policy import has_kind
from pupils.sessions import free_since

ASKED = "ask_"  # before the key of a question of the SOP, in a form
FIRST_GUESS = 60  # minutes


def without_a_yes(sop: Sop, rows: Iterable[Arrangement], on: date) -> list[int]:
    """Of one case's help by somebody from outside, what goes on while the yes that it rests on is over or withdrawn.

    Of a child that left none goes on, and nobody is asked again.
    """
    running = [row for row in rows if row.state == Arrangement.GRANTED and not row.case.pupil.has_left]
    asked = {row.pk: purpose for row in running if (purpose := purpose_of_help(sop, row.key))}
    live: Any = Consent.objects.live(on).filter(case_id__in={row.case_id for row in running})
    said = set(live.filter(purpose__in=asked.values()).values_list("purpose", flat=True)) if asked else set()
    return [pk for pk, purpose in asked.items() if purpose not in said]


def followable(case: Case) -> ArrangementQuerySet:
    """What can be renewed or changed: what runs or ran here, and has nothing that follows it yet."""
    later = Arrangement.objects.filter(follows=OuterRef("pk")).exclude(state__in=Arrangement.NEVER)
    rows = Arrangement.objects.filter(case=case, state__in=(Arrangement.GRANTED, Arrangement.ENDED))
    return rows.filter(~Exists(later)).order_by("-pk")


def takes_back(person: Any, sop: Sop, one: Arrangement) -> bool:
    """Whether she decided on it herself: another ratifies that, and she can only take it back."""
    return one.decided_by_id == person.pk and bool(sop.ratifiers(one.key))


# --- Who carries it out ----------------------------------------------------------------------------------------------


def given_by(person: Any, pk: int, *, lock: bool = False) -> Arrangement:
    """The getter for who carries one out: of the school whoever gives help to this child, from outside who was named.

    Absent and forbidden look the same.
    """
    rows = Arrangement.objects.granted().select_related("case__pupil__group", "case__school")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    mine = Arrangement.objects.in_hands_of(person).filter(pk=OuterRef("pk"))
    seen = Arrangement.objects.visible_to(person).filter(pk=OuterRef("pk"))
    one = found(rows.filter(Exists(mine) | Exists(seen)), pk)
    if has_kind(person, one.case.pupil, GIVES, clock.today()):
        return one
    return found(rows.filter(Exists(mine)), pk)


def use_to_take_back(person: Any, pk: int) -> ArrangementUse:
    """Held: her own, of what she carries out still; whoever steers the school mends what another wrote down."""
    rows = ArrangementUse.objects.standing().select_related("arrangement__case__pupil")
    use = found(rows.select_for_update(of=("self",)), pk)
    one = given_by(person, use.arrangement_id)
    if use.by_id != person.pk and not has_kind(person, one.case.pupil, SCHOOL_WIDE, clock.today()):
        return found(rows.none(), pk)
    return use


def carriers_possible(one: Arrangement, sop: Sop, on: date) -> dict[int, Consent]:
    """Whoever comes from the partner that gives it, and to whom the guardians said yes: by person, with that yes."""
    kind = sop.arrangements.get(one.key)
    partner = sop.partners[kind.partner] if kind and kind.partner else None
    if kind is None or kind.partner is None or partner is None or not partner.consent:
        return {}
    roles = RoleAssignment.objects.current(on).filter(
        school=one.case.school_id, role__in=sop.roles_from(kind.partner), person=OuterRef("pk")
    )
    found_: dict[int, Consent] = {}
    said = Consent.objects.live(on).filter(case_id=one.case_id, purpose=partner.consent).order_by("pk")
    for consent in said.prefetch_related("recipients"):
        fit = consent.recipients.filter(Exists(roles))
        found_.update({person.pk: consent for person in fit})
    return found_


def carriers_of(one: Arrangement, on: date) -> list[Person]:
    live = Grant.objects.live(on).filter(arrangement_id=one.pk, person=OuterRef("pk"))
    return list(Person.objects.filter(Exists(live)).order_by("name", "pk"))


# --- Given of what was granted ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """Of one arrangement: hours in all from its first day to its last, and what was used of hours and money."""

    hours: int = 0
    minutes: int = 0
    spent: int = 0

    @property
    def used(self) -> Decimal:
        """Hours, in quarters at the finest: nobody reads minutes of a year."""
        return hours_of(self.minutes)

    @property
    def share(self) -> int:
        """Of the hours, in percents; more than all is all."""
        return min(100, round(100 * self.minutes / (60 * self.hours))) if self.hours else 0


def hours_of(minutes: int) -> Decimal:
    quarters = Decimal(round(minutes / 15)) / 4
    return quarters.quantize(Decimal(1)) if quarters == quarters.to_integral_value() else quarters.normalize()


def given_of(rows: Iterable[Arrangement], on: date) -> dict[int, Given]:
    """Two queries, however many arrangements there are; each with its case."""
    listed = list(rows)
    since: dict[int, date] = {}
    for row in listed:
        since[row.case.school_id] = min(since.get(row.case.school_id, row.starts_on), row.starts_on)
    free = free_since(since, on) if listed else {}
    sums = ArrangementUse.objects.standing().filter(arrangement__in=listed).order_by().values_list("arrangement")
    used = {
        number: (minutes or 0, spent or 0) for number, minutes, spent in sums.annotate(Sum("minutes"), Sum("euros"))
    }
    return {
        row.pk: Given(
            hours_between(row.hours or 0, row.starts_on, row.last_day, free.get(row.case.school_id, ())),
            *used.get(row.pk, (0, 0)),
        )
        for row in listed
    }


@dataclass(frozen=True, slots=True)
class Tap:
    """What one tap would write down today; `noted`: she did so already, and may take it back."""

    arrangement: Arrangement
    day: date
    minutes: int
    noted: ArrangementUse | None = None


def taps_of(rows: Iterable[Arrangement], person: Any, on: date) -> dict[int, Tap]:
    """One query, however many they are; none for a day on which it is not given, or what is no matter of hours.

    A session lasts mostly as long as the last one that she wrote down, else an hour, or what a week has of it.
    """
    listed = [one for one in rows if one.hours and one.is_given_on(on)]
    own = ArrangementUse.objects.own(person).filter(arrangement__in=listed, euros=None).order_by("day", "pk")
    newest = {use.arrangement_id: use for use in own}  # ordered: the newest stays
    return {one.pk: _tap(one, newest.get(one.pk), on) for one in listed}


def _tap(one: Arrangement, last: ArrangementUse | None, on: date) -> Tap:
    minutes = (last.minutes if last else None) or min(FIRST_GUESS, 60 * (one.hours or 1))
    return Tap(one, on, minutes, last if last and last.day == on else None)


def tap_of(one: Arrangement, person: Any, on: date) -> Tap | None:
    return taps_of([one], person, on).get(one.pk)


def told_answers(one: Arrangement) -> list[tuple[str, str]]:
    """What the SOP's form asked, with the answers in words."""
    return [(row["asks"], _told(row)) for row in one.answers]


def _told(row: dict[str, str]) -> str:
    return date_format(date.fromisoformat(row["answer"]), "j F Y") if row["kind"] == "day" else row["answer"]


# --- Of a school and a year ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Granted:
    """All grants of one arrangement in one school year, of whatever child."""

    name: str = ""
    children: set[int] = field(default_factory=set)
    hours: int = 0
    euros: int = 0
    minutes: int = 0
    spent: int = 0


def granted_in(school_id: int, year: Days, on: date) -> dict[str, Granted]:
    """By arrangement: three queries, whatever the school gave. Money counts in the year in which it is granted from."""
    rows = (
        Arrangement.objects.granted()
        .filter(case__school=school_id, starts_on__lte=year.last, ends_on__gte=year.first)
        .select_related("case")
        .order_by("pk")
    )
    free = free_since({school_id: year.first}, on).get(school_id, ())
    found_: dict[str, Granted] = defaultdict(Granted)
    numbers: dict[int, str] = {}
    for row in rows:
        first, last = max(row.starts_on, year.first), min(row.last_day, year.last)
        if last < first:
            continue
        of, numbers[row.pk] = found_[row.key], row.key
        of.name = row.name
        of.children.add(row.case.pupil_id)
        of.hours += hours_between(row.hours or 0, first, last, free)
        of.euros += (row.euros or 0) if row.starts_on in year else 0
    for number, minutes, spent in _used_in(numbers, year):
        found_[numbers[number]].minutes += minutes or 0
        found_[numbers[number]].spent += spent or 0
    return dict(found_)


def _used_in(numbers: Collection[int], year: Days) -> Any:
    within = Q(day__range=(year.first, year.last))
    used = ArrangementUse.objects.standing().filter(within, arrangement__in=list(numbers)).order_by()
    return used.values_list("arrangement").annotate(Sum("minutes"), Sum("euros"))


def years_near(on: date) -> list[Days]:
    """The school years of which a director sees and writes the budget: the one before, this one and the next."""
    this = school_year(on)
    return [Days(date(this.first.year + shift, 8, 1), date(this.last.year + shift, 7, 31)) for shift in (-1, 0, 1)]
