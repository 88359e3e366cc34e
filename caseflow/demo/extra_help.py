"""Extra help beside the lessons: little groups and arrangements, and each time that it was given, or was not."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from caseflow import clock
from caseflow.audit.models import CaseEvent, EventSpec
from caseflow.demo.people import DemoSchool
from caseflow.route.models import Arrangement, ArrangementUse
from caseflow.sop.dates import Days, Span, last_school_day
from caseflow.sop.sessions import SCHOOL_DAYS, is_school_day, monday
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.intervention import start_interventions
from pupils.models import Grant, Intervention, InterventionSession, Person, RoleAssignment
from pupils.sop import sop_for

#: group, how many children, how many weeks ago it began; what goes into the plan.
LITTLE_GROUPS: tuple[tuple[str, int, int, dict[str, Any]], ...] = (
    ("Groep 3", 3, 6, {
        "offer": "bouw", "what": "", "need": "Letters snel herkennen en klanken samenvoegen.",
        "goal": "Alle geleerde letters binnen een minuut, en korte woorden in een keer lezen.",
        "by_whom": "leerkracht, met een tutor uit groep 7", "minutes": 15, "times_a_week": 4,
    }),
    ("Groep 4", 4, 5, {
        "offer": "verlengde_instructie", "what": "Na de les nog tien minuten met het rekenrek",
        "need": "Rekenen tot 20 met steun van materiaal.",
        "goal": "Acht van de tien sommen over het tiental goed, zonder op de vingers te tellen.",
        "by_whom": "leerkracht, aan de instructietafel", "minutes": 10, "times_a_week": 3,
    }),
    ("Groep 6", 2, 8, {
        "offer": "plusaanbod", "what": "", "need": "Werk waar je over moet nadenken, en niet nog meer van hetzelfde.",
        "goal": "Per week een opdracht af, en uitleggen hoe het denken ging.",
        "by_whom": "leerkracht", "minutes": 30, "times_a_week": 2,
    }),
)  # fmt: skip
WEEKS = 104
OFTEN = 0.88  # of what was planned, so much was held
ILL = 0.05
LONGEST = 240  # minutes: a morning
WHY_NOT = ("no_teacher", "excursion", "excursion", "other")


def extra_help(demo: DemoSchool) -> Iterator[date]:
    """At the end of each school week the teachers have noted what was held in it."""
    free, random, more = sop_for(demo.school, demo.today)[1].free_days(), Random(11), Random(12)
    first = monday(Span(WEEKS, "weeks").before(demo.today))
    weeks = (first + timedelta(weeks=number) for number in range(WEEKS + 1))
    for week in weeks:
        noted_on = min(last_school_day(week + timedelta(days=4), free), demo.today)
        if noted_on < week:
            continue  # a week of holiday
        yield noted_on
        _begin(demo, noted_on)
        days = [day for day in (week + timedelta(days=number) for number in range(5)) if is_school_day(day, free)]
        days = [day for day in days if day <= noted_on and day < demo.today]
        _note(days, random)
        _note_arrangements(days, more)


def _begin(demo: DemoSchool, on: date) -> None:
    told = {pupil.pk for pupil in demo.pupils.values()}
    for name, number, ago, plan in LITTLE_GROUPS:
        if monday(on) != monday(demo.today - timedelta(weeks=ago)):
            continue
        pupils = [pupil for pupil in demo.groups[name].pupils.order_by("pk") if pupil.pk not in told][:number]
        start_interventions([pupil.pk for pupil in pupils], **plan, starts_on=on, actor=_teachers()[pupils[0].group_id])


def _note(days: list[date], random: Random) -> None:
    """Of each little group as often as was planned, some times not, and now and then without a child who was ill.

    A week at once, and not time by time through the command: two years of it would be half of making the demo.
    """
    groups: dict[object, list[Intervention]] = {}
    for row in Intervention.objects.running(clock.today()).exclude(pupil__group=None).select_related("pupil"):
        groups.setdefault(row.bundle or row.pk, []).append(row)
    teachers = _teachers()
    noted: list[InterventionSession] = []
    for rows in groups.values():
        for day in [day for day in days if day >= rows[0].starts_on][: rows[0].times_a_week]:
            why_not = "" if random.random() < OFTEN else random.choice(WHY_NOT)
            noted += [
                InterventionSession(
                    intervention=row,
                    day=day,
                    reason=why_not or ("child_absent" if random.random() < ILL else ""),
                    recorded_by=teachers[row.pupil.group_id],
                    recorded_on=clock.today(),
                )
                for row in rows
            ]
    CaseEvent.objects.append_many([_told(one) for one in InterventionSession.objects.bulk_create(noted)])


def _told(one: InterventionSession) -> EventSpec:
    pupil = one.intervention.pupil
    return EventSpec(
        chain=pupil.chain,
        kind="miss_session" if one.reason else "hold_session",
        school_id=pupil.school_id,
        pupil_id=pupil.pk,
        actor=one.recorded_by,
        role="teacher",
        on=one.recorded_on,
        data={"session": one.pk, "intervention": one.intervention_id, "day": one.day, "reason": one.reason},
    )


def _note_arrangements(days: list[date], random: Random) -> None:
    """Of each arrangement its hours of the week, most of which were given, as who teaches the child wrote them down.

    Where somebody from outside carries it out, she writes down herself when she came.
    """
    carried = Grant.objects.live(clock.today()).exclude(arrangement_id=None).values("arrangement_id")
    running = Arrangement.objects.filter(state=Arrangement.GRANTED, hours__gt=0).exclude(pk__in=carried)
    rows = running.exclude(case__pupil__group=None).select_related("case__pupil").order_by("pk")
    teachers, today = _teachers(), clock.today()
    given: list[ArrangementUse] = []
    for row in rows:
        within = [day for day in days if day in Days(row.starts_on, row.last_day)]
        left = 60 * (row.hours or 0) * len(within) // SCHOOL_DAYS
        by = teachers[row.case.pupil.group_id]
        for day in within:
            minutes, left = min(left, LONGEST), max(0, left - LONGEST)
            if minutes and random.random() < OFTEN:
                given.append(ArrangementUse(arrangement=row, day=day, minutes=minutes, by=by, recorded_on=today))
    CaseEvent.objects.append_many([_told_use(one) for one in ArrangementUse.objects.bulk_create(given)])


def _told_use(use: ArrangementUse) -> EventSpec:
    pupil, told = use.arrangement.case.pupil, {"day": use.day, "minutes": use.minutes, "euros": None}
    return EventSpec(
        chain=pupil.chain,
        kind="use_arrangement",
        school_id=pupil.school_id,
        pupil_id=pupil.pk,
        actor=use.by,
        role="teacher",
        on=use.recorded_on,
        data={"arrangement": use.arrangement_id, "use": use.pk, **told},
    )


def _teachers() -> dict[int | None, Person]:
    """Who teaches each group: of two the first."""
    held = RoleAssignment.objects.current(clock.today()).filter(kind=RoleKind.TEACHER).order_by("-pk")
    roles = held.select_related("person").prefetch_related("groups")
    return {group.pk: role.person for role in roles for group in role.groups.all()}
