"""Whom a talk could be about, and why: what is due of each child, each app saying what it knows of."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.sop.vocabulary import OccasionKind
from pupils.models import GroupPlan, InCluster, Intervention, Occasion, TalkLine, TalkPoint
from pupils.overview import LATELY, newest_striking

#: Of these pupils, on a day: what is due until another day (that of the talk after), in words.
Proposes = Callable[[Collection[int], date, date], Iterable[tuple[int, str]]]
registered: list[Proposes] = []


def proposes(tell: Proposes) -> Proposes:
    """Register what an app knows to be due of pupils: a fixed number of queries, however many they are."""
    registered.append(tell)
    return tell


def reasons_for(pupils: Collection[int], on: date, until: date) -> dict[int, str]:
    """By pupil, of those of whom something is due: why they could be talked over, in one line."""
    found: dict[int, list[str]] = {}
    for tell in registered:
        for pupil, words in tell(pupils, on, until):
            found.setdefault(pupil, []).append(words)
    return {pupil: "; ".join(dict.fromkeys(words)) for pupil, words in found.items()}


def until_told(day: date) -> str:
    return date_format(day, "j F")


@proposes
def measured(pupils: Collection[int], on: date, until: date) -> Iterator[tuple[int, str]]:
    """A striking result since the last round; the newest of each instrument."""
    for pupil, results in newest_striking(pupils, on).items():
        for one in results:
            if one.day > on - LATELY:
                yield pupil, _("%(level)s bij %(test)s") % {"level": one.level, "test": one.instrument_name}


@proposes
def tried(pupils: Collection[int], on: date, until: date) -> Iterator[tuple[int, str]]:
    """What is done beside what all get ends before the next talk, or ended without a word of what it brought."""
    ending = Intervention.objects.filter(pupil__in=pupils, effect="", ends_on__lte=until, ends_on__gt=on - LATELY)
    for one in ending.order_by("ends_on", "pk"):
        if one.ends_on is not None:
            over = one.ends_on < on
            told = _("%(what)s liep tot %(day)s, nog niet geëvalueerd") if over else _("%(what)s loopt tot %(day)s")
            yield one.pupil_id, told % {"what": one.name, "day": until_told(one.ends_on)}
    places: Any = InCluster.objects.filter(
        pupil__in=pupils, cluster__plan__state=GroupPlan.State.IN_FORCE, cluster__plan__last_day__lte=until
    )
    for place in places.select_related("cluster__plan"):
        words = {"name": place.cluster.name, "day": until_told(place.cluster.plan.last_day)}
        yield place.pupil_id, _("groepsplan, cluster ‘%(name)s’, loopt tot %(day)s") % words


@proposes
def left_over(pupils: Collection[int], on: date, until: date) -> Iterator[tuple[int, str]]:
    """What an earlier talk left: a child who had no turn, an agreement that is late, a talk of her own still open."""
    skipped = TalkPoint.objects.standing().filter(
        pupil__in=pupils, talked_on=None, occasion__done_on__gt=on - 2 * LATELY, occasion__stopped_on=None
    )
    for point in skipped.select_related("occasion"):
        yield point.pupil_id, _("kwam bij ‘%(talk)s’ niet aan de beurt") % {"talk": point.occasion.name}
    late = TalkLine.objects.open().filter(point__pupil__in=pupils, until__lt=on).select_related("point")
    for line in late:
        yield line.point.pupil_id, _("een afspraak is niet afgerond")
    talks = Occasion.objects.open().filter(pupil__in=pupils, what=OccasionKind.PUPIL_TALK, due_on__lte=until)
    for talk in talks.appeared(on):
        if talk.pupil_id is not None:
            yield talk.pupil_id, _("%(talk)s staat nog open") % {"talk": talk.name}
