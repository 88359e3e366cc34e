"""Two sociograms of this autumn: one that is drawn, in which a child was chosen by nobody, and one half way."""

from collections.abc import Iterator
from datetime import date, timedelta

from caseflow.demo.people import DemoSchool
from caseflow.sop.dates import last_school_day
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.sociogram import answer_sociogram, begin_sociogram, close_sociogram
from pupils.models import Person, Pupil, RoleAssignment
from pupils.sop import sop_for

DRAWN, HALF_WAY = "Groep 5", "Groep 4"
ASKED, LATELY = timedelta(days=10), timedelta(days=3)
TABLE, POPULAR, ALONE = 4, (2, 13), (9,)  # children of one table choose each other; some are chosen by many


def sociograms(demo: DemoSchool) -> Iterator[date]:
    free = sop_for(demo.school, demo.today)[1].free_days()
    yield (asked := last_school_day(demo.today - ASKED, free))
    drawn = _asked(demo, DRAWN, asked, upto=1.0)
    close_sociogram(drawn, actor=_teacher(demo, DRAWN, asked))
    yield (lately := last_school_day(demo.today - LATELY, free))
    _asked(demo, HALF_WAY, lately, upto=0.4)


def _asked(demo: DemoSchool, group: str, on: date, *, upto: float) -> int:
    teacher = _teacher(demo, group, on)
    round_ = begin_sociogram(demo.groups[group].pk, "sociogram", actor=teacher)
    numbers = list(
        Pupil.objects.at_school(on).filter(group=demo.groups[group]).order_by("pk").values_list("pk", flat=True)
    )
    for place in range(round(len(numbers) * upto)):
        likes = [numbers[other] for other in liked_by(place, len(numbers))]
        dislikes = [numbers[ALONE[0]]] if place % 9 == 4 else []
        answer_sociogram(round_.pk, numbers[place], likes, dislikes, actor=teacher)
    return round_.pk


def liked_by(place: int, number: int) -> list[int]:
    """At most three: those of the own table, then somebody popular, then a child further on."""
    first = place - place % TABLE
    table = [first + (place + step) % TABLE for step in (1, 3)]
    others = [POPULAR[place % 2], (place * 5 + 3) % number]
    wanted = dict.fromkeys(one for one in (*table, *others) if one < number and one != place and one not in ALONE)
    return list(wanted)[:3]


def _teacher(demo: DemoSchool, group: str, on: date) -> Person:
    held = RoleAssignment.objects.current(on).filter(kind=RoleKind.TEACHER, groups=demo.groups[group])
    return held.select_related("person").earliest("pk").person
