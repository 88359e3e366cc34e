"""Making the demo once: the people in bulk, and then the school year, day by day, as its stories tell it."""

from collections.abc import Iterator
from datetime import date, timedelta
from heapq import heapify, heappop, heappush

from django.db import transaction

from caseflow import clock
from caseflow.demo.budgets import budgets
from caseflow.demo.by_date import calendar_kept
from caseflow.demo.classrooms import daily_life
from caseflow.demo.extra_help import extra_help
from caseflow.demo.family import told
from caseflow.demo.group_plans import group_plans
from caseflow.demo.group_talks import talks_to_come
from caseflow.demo.people import SCHOOL_KEY, DemoSchool, fill, make_school
from caseflow.demo.sociograms import sociograms
from caseflow.demo.sop_life import DRAFTED, draft_the_next
from caseflow.demo.stories import ALL
from caseflow.demo.teller import Teller
from caseflow.notices.models import Notice
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from pupils.models import School

SUNDAY = 6
READ_LONG_AGO = timedelta(weeks=3)  # mail older than this is not delivered any more when the demo starts


def is_loaded() -> bool:
    return School.objects.filter(key=SCHOOL_KEY).exists()


def load() -> bool:
    """Make the demo; False when it is there already."""
    if is_loaded():
        return False
    with transaction.atomic():
        demo = make_school()
        fill(demo, [child for child, _story in told.stories])
        _tell(demo)
    return True


def _tell(demo: DemoSchool) -> None:
    stories = [story(Teller(demo, child)) for child, story in told.stories]
    beside = (budgets, daily_life, calendar_kept, extra_help, group_plans, sociograms, talks_to_come, next_sop)
    pass_days([*stories, *(one(demo) for one in beside)], demo.today)


def next_sop(demo: DemoSchool) -> Iterator[date]:
    """The draft of the next SOP, on its own day among what else happened at the school."""
    yield demo.today - DRAFTED
    draft_the_next(next(one.person for one in demo.held() if one.kind == RoleKind.IB_ER), demo.today)


def pass_days(stories: list[Iterator[date]], today: date) -> None:
    """Every day what the stories tell of it, and at night the watch. Today's night has still to come.

    After a day without a story only a term can have come near: Sunday's watch finds it.
    """
    waiting = [(next(story), number) for number, story in enumerate(stories)]
    heapify(waiting)
    day = waiting[0][0]
    while day <= today:
        eventful = bool(waiting) and waiting[0][0] <= day
        while waiting and waiting[0][0] <= day:
            _one_day(stories, waiting, day)
        if day < today and (eventful or day.weekday() == SUNDAY):
            _night(day, today)
        day += timedelta(days=1)


def _one_day(stories: list[Iterator[date]], waiting: list[tuple[date, int]], day: date) -> None:
    _day, number = heappop(waiting)
    with clock.at(day):
        following = next(stories[number], None)
    if following is not None:
        heappush(waiting, (following, number))


def _night(day: date, today: date) -> None:
    sweep(day)
    if day < today - READ_LONG_AGO:
        Notice.objects.filter(delivered_at=None).update(delivered_at=clock.now())


__all__ = ["ALL", "load", "pass_days"]
