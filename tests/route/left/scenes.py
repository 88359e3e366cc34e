"""The room of a child that left: the days, who has to do with her, and their pages."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from caseflow.route.commands.consent import answer_consent
from caseflow.route.models import Case, Deadline, Item, Task
from caseflow.sop.vocabulary import Ending, RoleKind
from pupils.commands.departure import record_departure
from pupils.models import Consent, Grant, Person, Pupil
from tests.cast import make_guardian, make_staff
from tests.opp.conftest import MEASURABLE, TEXTS
from tests.route.stories import shared
from tests.world import World

TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)
LEAVES = TODAY + 3 * DAY
#: When it is recorded, the day before, the day itself, and later.
MOMENTS = (TODAY, LEAVES - DAY, LEAVES, LEAVES + 60 * DAY)
OPP = {**TEXTS, "support": "lezen", "deviations": "", "goals": [MEASURABLE]}
ROW = "Dit kind is van school, en de casus loopt nog: sluit hem"
SAYS = "niet meer op deze school"
LEFT = f"close-{Ending.LEFT_SCHOOL}"


def leaves(world: World, on: date = LEAVES, pupil: Pupil | None = None, **more: Any) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    where_to = "" if more.get("leaving") == "deceased" else "De Verre School in Ons Dorp"
    record_departure((pupil or world.pupil).pk, on=on, where_to=where_to, actor=ib_er, **more)


@dataclass
class Scene:
    """A talk that is shared with somebody from outside; everybody who has something to do with it."""

    world: World
    case: Case
    item: Item
    consent: Consent
    people: dict[str, Person]


def make_scene(world: World) -> Scene:
    group, pupil = world.group, world.pupil
    people = {
        "teacher": world.of_kind(RoleKind.TEACHER),
        "assistant": make_staff(world.school, RoleKind.ASSISTANT, group),
        "substitute": make_staff(world.school, RoleKind.TEACHER, group, starts_on=LEAVES - DAY, role="teacher"),
        "ib_er": world.of_kind(RoleKind.IB_ER),
        "director": world.of_kind(RoleKind.DIRECTOR),
        "parent": world.guardians[0].person,
        "without gezag": make_guardian(pupil, "no").person,
    }
    case, item, consent = shared(world)
    people["unknown gezag"] = make_guardian(pupil, "unknown").person
    answer_consent(consent.pk, answer="given", actor=people["unknown gezag"])
    people["outsider"] = Person.objects.get(pk=Grant.objects.filter(item_id=item.pk).earliest("pk").person_id)
    return Scene(world, case, item, consent, people)


def pupils_page(scene: Scene) -> str:
    return reverse("pupils:pupil", args=[scene.world.pupil.pk])


def case_page(scene: Scene) -> str:
    return reverse("route:case", args=[scene.case.pk])


def api_page(scene: Scene) -> str:
    return reverse("api:case", args=[scene.case.pk])


def invited_page(scene: Scene) -> str:
    return reverse("route:invited_item", args=[scene.item.pk])


def portal(scene: Scene) -> str:
    return reverse("route:guardian_child", args=[scene.world.pupil.pk])


def question(scene: Scene) -> str:
    return reverse("route:guardian_consent", args=[scene.consent.pk])


def a_term(case: Case) -> None:
    Deadline.objects.create(
        case=case, school=case.school, rule="step:zorgteam:x", name="Een termijn", owner_role="ib_er", meets="enter",
        started_by=1, started_on=TODAY, due_on=LEAVES, remind_on=LEAVES, sop_version=case.school.involved_by,
    )  # fmt: skip
    Task.objects.create(case=case, kind="plan_again", owner_role="ib_er", because=1, on=TODAY)
