"""A role ends: the places that somebody had by it at talks still to come go to who holds it then, or are let go."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands import talk
from caseflow.route.models import Invitation, Task
from caseflow.sop.vocabulary import RoleKind
from pupils.commands import staff
from pupils.models import Person
from tests.cast import make_group, make_person, make_staff
from tests.route.stories import sign_in
from tests.walk.walker import Walker
from tests.world import REAL, make_world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FREE = "Een collega kan niet meer bij een geplande bespreking zijn"


class Planned:
    """A talk of next week, at which the IB-er and the teacher of the child's group have their places."""

    def __init__(self, walker: Walker) -> None:
        self.world, self.case = walker.world, walker.walk_to("main", "zorgteam")
        self.today, self.day = walker.today, walker.today + 7 * DAY
        self.ib_er, self.teacher = self.world.of_kind(RoleKind.IB_ER), self.world.of_kind(RoleKind.TEACHER)

    def plan(self, *people: Person) -> None:
        invite = [self.ib_er.pk, *(person.pk for person in people)]
        item = talk.plan_item(self.case.pk, on=self.day, question="wat helpt?", actor=self.ib_er, invite=invite)
        self.places = Invitation.objects.filter(item=item, role="teacher").order_by("pk")

    @property
    def at_table(self) -> list[Person]:
        return [place.person for place in self.places.all()]

    def joins(self, name: str, group: object = None, **days: date) -> Person:
        group = group or self.world.group
        return make_staff(self.world.school, RoleKind.TEACHER, group, role="teacher", person=make_person(name), **days)

    def ends(self, from_day: date) -> None:
        held = self.teacher.roles.get(school=self.world.school)
        director = self.world.of_kind(RoleKind.DIRECTOR)
        staff.end_role(self.world.school.pk, held.pk, from_day=from_day, actor=director)

    def told(self, kind: str) -> list[tuple[int, int | None]]:
        rows = CaseEvent.objects.filter(kind=kind, case_id=self.case.pk)
        return [(row.data["person"], row.data["to"]) for row in rows]


@pytest.fixture
def planned() -> Iterator[Planned]:
    walker = Walker(make_world(REAL / "kbs-crescendo.yaml"), date(2026, 3, 2))
    story = Planned(walker)
    with clock.at(story.today):
        yield story


def test_it_goes_to_who_holds_the_same_role_for_the_child(planned: Planned) -> None:
    planned.joins("Van een andere groep", make_group(planned.world.school))
    planned.plan(planned.teacher)
    duo = planned.joins("Duo Partner")
    planned.ends(planned.today)
    assert planned.at_table == [duo]
    assert planned.told("pass_place") == [(planned.teacher.pk, duo.pk)]
    assert not Task.objects.filter(kind="place_free").exists()


def test_where_nobody_holds_it_the_leader_of_the_step_has_a_task(planned: Planned) -> None:
    planned.plan(planned.teacher)
    planned.ends(planned.today)
    assert planned.at_table == []
    assert planned.told("free_place") == [(planned.teacher.pk, None)]
    task = Task.objects.get(kind="place_free")
    assert (task.case_id, task.owner_role) == (planned.case.pk, "ib_er")
    assert FREE in sign_in(planned.ib_er).get(reverse("route:start")).content.decode()


def test_where_the_other_one_sits_there_already_it_is_free(planned: Planned) -> None:
    duo = planned.joins("Duo Partner")
    planned.plan(planned.teacher, duo)
    planned.ends(planned.today)
    assert planned.at_table == [duo]
    assert not Task.objects.filter(kind="place_free").exists()


def test_two_who_leave_one_night_leave_one_place_to_one(planned: Planned) -> None:
    until = planned.today + 2 * DAY
    going = [planned.joins(f"Gaat {number}", ends_on=until) for number in (1, 2)]
    planned.plan(planned.teacher, *going)
    planned.ends(planned.day)
    assert planned.at_table == going
    stays = planned.joins("Blijft")
    with clock.at(until + DAY):
        assert staff.close_ended_roles() == 2
    assert planned.at_table == [stays]


def test_before_her_last_day_she_keeps_it(planned: Planned) -> None:
    planned.plan(planned.teacher)
    planned.ends(planned.day + DAY)
    assert planned.at_table == [planned.teacher]


def test_a_substitutes_last_day_passes_it_on(planned: Planned) -> None:
    until = planned.today + 4 * DAY
    substitute = planned.joins("In Val", ends_on=until)
    planned.teacher.roles.update(starts_on=until + DAY)
    planned.plan(substitute)
    with clock.at(until):
        assert staff.close_ended_roles() == 0
    assert planned.at_table == [substitute]
    with clock.at(until + DAY):
        assert staff.close_ended_roles() == 1
        assert planned.at_table == [planned.teacher]
        assert staff.close_ended_roles() == 0
    assert planned.told("pass_place") == [(substitute.pk, planned.teacher.pk)]
    assert CaseEvent.objects.get(kind="pass_place").actor_id is None
