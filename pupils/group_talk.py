"""A talk as people read it: its agenda, whom it could be about as well, one child of it, and what was said before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When

from caseflow.sop.vocabulary import OWN_GROUPS, SCHOOL_WIDE, OccasionKind
from pupils.models import Guardian, Occasion, Person, Pupil, RoleAssignment, TalkLine, TalkPoint
from pupils.models.hgw import RUNS_HGW
from pupils.overview import LATELY, MEASURED_WITHIN, Row, pictures_of
from pupils.policy import has_kind_at, talk_reach
from pupils.queries import pupils_in
from pupils.sociograms import newest_told
from pupils.talk_reasons import reasons_for


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the page of one talk shows to who takes part: `off` was taken from it today, and can be put back."""

    points: list[TalkPoint]
    off: list[TalkPoint]

    @property
    def turns(self) -> int:
        return sum(point.talked_on is not None for point in self.points)

    @property
    def waiting(self) -> list[TalkPoint]:
        """Who had no turn yet."""
        return [point for point in self.points if point.talked_on is None]

    @property
    def pupils(self) -> list[Pupil]:
        return [point.pupil for point in (*self.points, *self.off)]


@dataclass(frozen=True, slots=True)
class Beside:
    """Another child, and the talk in which she has her turn."""

    talk_id: int
    pupil: Pupil


@dataclass(frozen=True, slots=True)
class Turn:
    """One child's turn: the picture of the last period, what is said now and what was agreed last time."""

    point: TalkPoint
    said: list[TalkLine]
    picture: Row
    last_time: TalkPoint | None
    before: Beside | None
    after: Beside | None


def takes_part(person: Person, talk: Occasion, on: date) -> bool:
    """Who runs the cycle of the group talks it over, or who talks over the child; who only sees its day does not."""
    if talk.pupil is not None:
        return Pupil.objects.talked_over_by(person).filter(pk=talk.pupil.pk).exists()
    return talk.group is not None and has_kind_at(person, talk.group, RUNS_HGW, on)


def with_lines(points: QuerySet[TalkPoint]) -> QuerySet[TalkPoint]:
    """Each with its lines as `said`, in one query for all."""
    lines = TalkLine.objects.standing().select_related("by", "owner", "done_by")
    return points.select_related("pupil__group", "put_by", "occasion").prefetch_related(
        Prefetch("lines", queryset=lines, to_attr="said")
    )


def agenda_of(person: Person, talk: Occasion, on: date) -> Agenda:
    """Two queries for what stands on it, however many children, and one for what was taken off."""
    points = TalkPoint.objects.visible_to(person).of(talk)
    off = points.filter(taken_off_on=on).exclude(pupil__in=points.standing().values("pupil"))
    return Agenda(list(with_lines(points.standing())), list(off.select_related("pupil")) if talk.is_open else [])


def talk_after(talk: Occasion) -> date:
    """The day of the next talk of the same group; of the last one of the year a round later."""
    same = Occasion.objects.live().filter(group=talk.group_id, entry=talk.entry, due_on__gt=talk.due_on)
    return same.order_by("due_on").values_list("due_on", flat=True).first() or talk.due_on + LATELY


def not_on_agenda(person: Person, talk: Occasion, on: date) -> list[tuple[Pupil, str]]:
    """The other children of the group with what is due of each, in words; who has something due comes first."""
    if talk.group is None:
        return []
    listed = TalkPoint.objects.standing().filter(occasion=talk).values("pupil")
    there = pupils_in(person, talk.group, on=on).filter(talk_reach(person))
    pupils = list(there.exclude(pk__in=listed))
    reasons = reasons_for([pupil.pk for pupil in pupils], on, talk_after(talk))
    return sorted(((pupil, reasons.get(pupil.pk, "")) for pupil in pupils), key=lambda pair: not pair[1])


def turn_of(person: Person, talk: Occasion, point: TalkPoint, on: date) -> Turn:
    said = TalkLine.objects.standing().filter(point=point.pk).select_related("by", "owner", "done_by")
    (picture,) = pictures_of([point.pupil], on)
    if talk.group:
        picture.sociogram = newest_told(person, talk.group, on - MEASURED_WITHIN).get(point.pupil_id, picture.sociogram)
    before, after = beside(person, talk, point.pupil_id)
    return Turn(point, list(said) if point.pk else [], picture, last_time(point.pupil, talk), before, after)


def last_time(pupil: Pupil, talk: Occasion) -> TalkPoint | None:
    """The talk before this one at which something was said of the child."""
    earlier = TalkPoint.objects.standing().filter(pupil=pupil, occasion__due_on__lt=talk.due_on)
    said = TalkLine.objects.standing().filter(point=OuterRef("pk"))
    return with_lines(earlier.filter(Exists(said))).order_by("-occasion__due_on", "-pk").first()


def beside(person: Person, talk: Occasion, pupil_id: int) -> tuple[Beside | None, Beside | None]:
    """The child before and the child after: on this agenda, or in the group where each has a talk of her own."""
    if talk.pupil is None:
        points = TalkPoint.objects.standing().visible_to(person).of(talk)
        rows = [Beside(talk.pk, point.pupil) for point in points.select_related("pupil")]
    else:
        seen = Pupil.objects.talked_over_by(person).filter(group=talk.pupil.group_id)
        same = Occasion.objects.live().filter(entry=talk.entry, due_on=talk.due_on, pupil__in=seen)
        order = ("pupil__first_name", "pupil__last_name", "pk")
        rows = [Beside(one.pk, one.pupil) for one in same.select_related("pupil").order_by(*order) if one.pupil]
    at = next((place for place, one in enumerate(rows) if one.pupil.pk == pupil_id), None)
    if at is None:
        return None, None
    return (rows[at - 1] if at else None), (rows[at + 1] if at + 1 < len(rows) else None)


def colleagues_near(pupil: Pupil, on: date) -> list[tuple[int, str]]:
    """Who can take something upon her for this child: her teachers first, then who steers; no parent of hers."""
    held = RoleAssignment.objects.current(on).filter(school=pupil.school_id, person=OuterRef("pk"))
    teaches = Exists(held.filter(kind__in=RUNS_HGW & OWN_GROUPS, groups=pupil.group_id))
    steers = Exists(held.filter(kind__in=RUNS_HGW & SCHOOL_WIDE))
    own_child = Guardian.objects.filter(pupil=pupil).values("person")
    people = Person.objects.filter(teaches | steers).exclude(pk__in=own_child)
    first = Case(When(teaches, then=Value(0)), default=Value(1))
    return list(people.order_by(first, "name", "pk").values_list("pk", "name"))


def said_of(pupil: Pupil) -> list[TalkPoint]:
    """Of each talk about a child at which something was said, what; the newest first."""
    said = TalkLine.objects.standing().filter(point=OuterRef("pk"))
    points = TalkPoint.objects.standing().filter(Exists(said), pupil=pupil)
    return list(with_lines(points).order_by("-occasion__due_on", "-pk"))


def talks_of_groups(groups: Iterable[int]) -> QuerySet[Occasion]:
    """The group talks that are to come, or open still, the first one first."""
    coming = Occasion.objects.open().filter(group__in=groups, what=OccasionKind.GROUP_TALK)
    return coming.order_by("due_on", "pk")


def last_talk_of(group_id: int) -> Occasion | None:
    """The group talk that was held last."""
    held = Occasion.objects.live().filter(Q(done_on__isnull=False), group=group_id, what=OccasionKind.GROUP_TALK)
    return held.order_by("-due_on", "-pk").first()
