"""An IB-er falls ill or leaves: her cases, tasks and meetings are a colleague's in one act, with a note per case."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.drafts.tokens import FIELD, issue
from caseflow.route.commands.handing_on import ILL, LEAVES, hand_on_work
from caseflow.route.commands.talk import plan_item
from caseflow.route.models import Case, Invitation, Task
from caseflow.route.waiting import of_staff
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Person, RoleAssignment
from tests.cast import make_group
from tests.route.stories import at_work as at_school
from tests.route.stories import case_at, crescendo, post, sign_in
from tests.world import World, make_guardian, make_person, make_pupil

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
NOTE = "moeder belt liefst na vijf uur"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def colleague(world: World) -> Person:
    """A teacher of the school, who is no IB-er yet."""
    return world.of_kind(RoleKind.TEACHER)


def at_work(world: World) -> tuple[Case, Case]:
    """Two cases of hers; of one a talk is planned at which she has a place, of the other a task waits."""
    ib_er = world.of_kind(RoleKind.IB_ER)
    one, other = case_at(world, "zorgteam"), case_at(world, "hgw", make_pupil(world.school, world.group, TODAY))
    item = plan_item(one.pk, on=TODAY + timedelta(days=7), question="Wat helpt?", actor=ib_er)
    seat = {"role": "ib_er", "role_name": "IB", "invited_on": TODAY}
    Invitation.objects.update_or_create(item=item, person=ib_er, defaults=seat)
    Task.objects.create(case=other, kind="plan_again", owner_role="ib_er", because=1, on=TODAY)
    return one, other


def url(world: World) -> str:
    return reverse("route:hand_on", args=[world.school.pk, world.of_kind(RoleKind.IB_ER).pk])


def hand_on(world: World, **more: Any) -> Any:
    said = {"to_id": colleague(world).pk, "why": ILL, "from_day": TODAY, "actor": world.of_kind(RoleKind.DIRECTOR)}
    return hand_on_work(world.school.pk, world.of_kind(RoleKind.IB_ER).pk, **{**said, **more})


def holds(person: Person, on: date = TODAY) -> set[str]:
    return set(RoleAssignment.objects.current(on).filter(person=person).values_list("role", flat=True))


def test_in_one_act_from_the_page_with_a_note_on_the_case(world: World) -> None:
    one, other = at_work(world)
    director, to, ib_er = world.of_kind(RoleKind.DIRECTOR), colleague(world), world.of_kind(RoleKind.IB_ER)
    page = sign_in(director).get(url(world)).content.decode()
    for said in ("2 casussen", "1 taak", "1 gepland gesprek", one.pupil.full_name, other.pupil.full_name):
        assert said in page
    assert url(world) in sign_in(director).get(reverse("pupils:staff", args=[world.school.pk])).content.decode()
    until = TODAY + timedelta(days=30)
    said = {"why": ILL, "to_id": to.pk, "from_day": TODAY, "until": until, f"note_{one.pk}": NOTE}
    done = post(director, url(world), **said)
    assert done.status_code == 302, done.content.decode()

    assert "ib_er" in holds(to)
    assert "ib_er" not in holds(to, until + timedelta(days=1))
    assert "ib_er" in holds(ib_er)
    assert Invitation.objects.filter(item__case=one, person=to).exists()
    assert not Invitation.objects.filter(item__case=one, person=ib_er).exists()
    waiting = [(row.title, row.about) for row in of_staff(to)]
    assert any("lees wat erbij staat" in title and one.pupil.full_name in about for title, about in waiting)
    assert any("plan het gesprek opnieuw" in title for title, _about in waiting)
    for case, text in ((one, NOTE), (other, "Casus overgedragen aan een collega")):
        assert text in sign_in(to).get(reverse("route:case", args=[case.pk])).content.decode()
    event = CaseEvent.objects.get(kind="hand_on_work")
    assert (event.data["cases"], event.data["places"], event.data["roles"]) == (2, 1, ["ib_er"])
    assert CaseEvent.objects.filter(kind="hand_on_case", case_id__in=[one.pk, other.pk]).count() == 2
    assert NOTE not in str(CaseEvent.objects.filter(kind="hand_on_case").values_list("data", flat=True))


def test_who_leaves_has_no_role_after_it_though_she_was_the_last(world: World) -> None:
    at_work(world)
    hand_on(world, why=LEAVES)
    assert holds(world.of_kind(RoleKind.IB_ER)) == set()
    assert "ib_er" in holds(colleague(world))
    assert CaseEvent.objects.filter(kind="end_employment").exists()


def test_who_holds_the_role_already_gets_no_second_one(world: World) -> None:
    at_work(world)
    to = make_person("Tweede IB-er")
    RoleAssignment.objects.create(
        person=to, school=world.school, role="ib_er", kind=RoleKind.IB_ER, starts_on=date(2020, 8, 1)
    )
    hand_on(world, to_id=to.pk)
    assert RoleAssignment.objects.filter(person=to).count() == 1


def test_a_case_of_ones_own_child_does_not_go_along(world: World) -> None:
    one, other = at_work(world)
    make_guardian(other.pupil, colleague(world))
    done = hand_on(world, notes={one.pk: NOTE, other.pk: NOTE})
    assert (done.cases, done.own) == (1, 1)
    assert not CaseEvent.objects.filter(kind="hand_on_case", case_id=other.pk).exists()
    assert Task.objects.filter(kind="handed_on").count() == 1


def test_the_class_of_who_is_ill_has_somebody_else_for_that_time(world: World) -> None:
    """Nothing waits for her, and the page says so; nobody hears of nought cases."""
    teacher, to, director = colleague(world), world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.DIRECTOR)
    page = reverse("route:hand_on", args=[world.school.pk, teacher.pk])
    shown = sign_in(director).get(page).content.decode()
    assert "Er wacht nu niets op deze collega." in shown
    assert f"({world.group.name})" in shown
    until = TODAY + timedelta(days=13)
    said = {"why": ILL, "to_id": to.pk, "from_day": TODAY, "until": until}
    refused = post(director, page, **said).content.decode()
    assert "Er wacht niets op deze collega. Er is dus niets om over te dragen." in refused
    client = at_school(director)
    done = client.post(page, {FIELD: issue(director, page), **said, "class_too": "on"}, follow=True).content.decode()
    assert "De collega krijgt er deze rol bij: " in done
    assert "0 casussen" not in done
    given = RoleAssignment.objects.get(person=to, kind=RoleKind.TEACHER)
    assert (given.starts_on, given.ends_on, list(given.groups.all())) == (TODAY, until, [world.group])
    assert RoleAssignment.objects.current(until).filter(person=teacher, kind=RoleKind.TEACHER).exists()


def test_only_for_the_days_and_groups_that_the_colleague_does_not_have_already(world: World) -> None:
    teacher, director = colleague(world), world.of_kind(RoleKind.DIRECTOR)
    to, other = make_person("Inval"), make_group(world.school, "Groep 8", "8")
    role = RoleAssignment.objects.get(person=teacher, kind=RoleKind.TEACHER)
    role.groups.add(other)
    own = {"person": to, "school": world.school, "role": role.role, "kind": role.kind, "starts_on": TODAY}
    RoleAssignment.objects.create(**own).groups.add(world.group)
    RoleAssignment.objects.create(**own, ends_on=TODAY + timedelta(days=2)).groups.add(other)
    until = TODAY + timedelta(days=13)
    hand_on_work(
        world.school.pk, teacher.pk, to_id=to.pk, why=ILL, from_day=TODAY, until=until, class_too=True, actor=director
    )
    given = RoleAssignment.objects.filter(person=to).latest("pk")
    assert (given.starts_on, given.ends_on, list(given.groups.all())) == (
        TODAY + timedelta(days=3), until, [other],
    )  # fmt: skip
    assert RoleAssignment.objects.filter(person=to).count() == 3


def test_who_has_no_class_is_not_asked_about_one(world: World) -> None:
    at_work(world)
    assert 'name="class_too"' not in sign_in(world.of_kind(RoleKind.DIRECTOR)).get(url(world)).content.decode()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"why": "holiday"}, "why"),
        ({"from_day": TODAY - timedelta(days=1)}, "from_day"),
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"why": LEAVES, "until": TODAY}, "until"),
    ],
)
def test_what_does_not_hold_together_is_said_beside_its_field(world: World, more: Any, field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        hand_on(world, **more)
    assert wrong.value.field == field


def test_only_the_director_does_it(world: World) -> None:
    at_work(world)
    with pytest.raises(PermissionDenied):
        hand_on(world, actor=world.of_kind(RoleKind.IB_ER))
