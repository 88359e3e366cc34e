"""Whose gezag became less: staff see what that does to what was planned, and somebody has to tell her herself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.consent import ask_consent
from caseflow.route.commands.talk import plan_item
from caseflow.route.models import Case, Task
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.gezag import Shown, declare_gezag, record_gezag
from pupils.errors import Invalid
from pupils.models import Guardian, Proof
from tests.route.stories import QUESTION, asked, case_at, crescendo, sign_in
from tests.world import World, make_guardian, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def found(world: World, guardian: Guardian, gezag: str, on: date = TODAY) -> None:
    shown = Shown(proof=Proof.COURT, on=on, seen="Beschikking van de rechter")
    held = {"education_held_by": world.guardians[0].pk} if gezag == "restricted" else {}
    record_gezag(guardian.pk, gezag, shown, **held, actor=world.of_kind(RoleKind.IB_ER))


def open_tasks(case: Case) -> list[str]:
    return list(Task.objects.filter(case=case, done_on=None).values_list("kind", flat=True))


@pytest.mark.parametrize("gezag", ["no", "restricted"])
def test_her_place_is_shown_as_over_and_she_is_to_be_told(world: World, gezag: str) -> None:
    case, _item, _consent = asked(world)
    lost, ib_er = world.guardians[1], world.of_kind(RoleKind.IB_ER)
    url = reverse("route:case", args=[case.pk])
    said = "niet meer uitgenodigd: beslist niet mee over school"
    assert said not in sign_in(ib_er).get(url).content.decode()
    found(world, lost, gezag)
    page = sign_in(ib_er).get(url).content.decode()
    assert page.count(said) == 1
    assert "vertel deze ouder zelf wat dat nu betekent" in page
    assert open_tasks(case) == ["tell_guardian"]
    found(world, lost, "yes", TODAY)  # a slip of the same day, put right by the same paper
    assert open_tasks(case) == []
    assert said not in sign_in(ib_er).get(url).content.decode()


def test_who_never_had_a_say_and_was_told_of_nothing_need_not_hear_it(world: World) -> None:
    case, _item, _consent = asked(world)
    found(world, make_guardian(world.pupil, make_person("Nieuw hier"), "unknown"), "no")
    assert open_tasks(case) == []


def test_who_was_asked_while_it_was_not_known_hears_it(world: World) -> None:
    Guardian.objects.filter(pk=world.guardians[1].pk).update(gezag="unknown")
    case, _item, _consent = asked(world)
    found(world, world.guardians[1], "no")
    assert open_tasks(case) == ["tell_guardian"]


def test_so_does_who_is_declared_without_on_a_class_list(world: World) -> None:
    step = make_guardian(world.pupil, make_person("Een stiefouder"), "unknown")
    Guardian.objects.filter(pk=step.pk).update(relation="step_parent")
    case, _item, _consent = asked(world)
    declare_gezag(world.school.pk, {step.pk: "no"}, TODAY, actor=world.of_kind(RoleKind.IB_ER))
    assert open_tasks(case) == ["tell_guardian"]


def test_where_nobody_has_gezag_nobody_is_asked_and_the_pages_say_so(world: World) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    own, of_case = reverse("pupils:pupil", args=[world.pupil.pk]), reverse("route:case", args=[case.pk])
    said = "Niemand van hen heeft gezag"
    assert said not in sign_in(ib_er).get(own).content.decode()
    for guardian in world.guardians:
        found(world, guardian, "no")
    for page in (own, of_case):
        assert said in sign_in(ib_er).get(page).content.decode()
    plan_item(case.pk, on=TODAY + timedelta(days=7), question=QUESTION, actor=ib_er)
    with pytest.raises(Invalid, match="niemand bekend die het gezag heeft"):
        ask_consent(case.pk, actor=ib_er)
    make_guardian(world.pupil, make_person("Jeugdbescherming"), "yes")
    assert said not in sign_in(ib_er).get(own).content.decode()
    assert ask_consent(case.pk, actor=ib_er)
