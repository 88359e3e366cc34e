"""The board as somebody wants to see it: chosen, ordered, kept; and several children put on one agenda at once."""

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.drafts.tokens import FIELD, issue
from caseflow.route.choosing import Chosen
from caseflow.route.commands.case import open_case
from caseflow.route.commands.talk import take_off_agenda
from caseflow.route.commands.together import MOST, plan_together
from caseflow.route.commands.view import keep_view
from caseflow.route.models import BoardView, Case, Deadline, Item
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Person
from tests.route.stories import asked, case_at, crescendo, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
BOARD, TOGETHER = "/casussen/", "/casussen/samen/"


@pytest.fixture
def world() -> World:
    return crescendo()


@pytest.fixture
def ib_er(world: World) -> Person:
    return world.of_kind(RoleKind.IB_ER)


def _names(page: str) -> list[str]:
    return re.findall(r'<a href="/casussen/\d+/">([^<]*)</a>', page)


def _shown(person: Person, **chosen: str) -> list[str]:
    return _names(sign_in(person).get(BOARD, chosen).content.decode())


def _post(person: Person, path: str, **data: Any) -> Any:
    return sign_in(person).post(path, {**data, FIELD: issue(person, path)}, follow=True)


def _aged(case: Case, weeks: int) -> Case:
    Case.objects.filter(pk=case.pk).update(step_since=clock.today() - timedelta(weeks=weeks))
    return case


def test_the_board_shows_what_is_chosen(world: World, ib_er: Person) -> None:
    in_group = _aged(case_at(world, "hgw"), 13).pupil
    at_table = case_at(world, "zorgteam", world.new_pupil()).pupil
    for chosen, found in (
        ({"step": "hgw"}, in_group),
        ({"step": "zorgteam"}, at_table),
        ({"waits": "long"}, in_group),
        ({"track": "main", "step": "hgw"}, in_group),
    ):
        assert _shown(ib_er, **chosen) == [found.full_name], chosen
    assert _shown(ib_er, track="dyslexie") == []
    (works_there,), (at_the_door,) = (world.sop.steps[step].owner for step in ("hgw", "aanmelding"))
    assert len(_shown(ib_er, role=works_there)) == 2
    assert _shown(ib_er, role=at_the_door) == []
    assert len(_shown(ib_er, waits="onzin", order="onzin", group="x")) == 2  # what nobody can mean chooses nothing


@pytest.mark.parametrize("word", ["9" * 40, "²", "-1", "1 OR 1", "٣"])
def test_what_is_no_number_of_a_row_chooses_nothing(world: World, ib_er: Person, word: str) -> None:
    case = case_at(world, "hgw")
    assert _shown(ib_er, group=word) in ([case.pupil.full_name], [])
    assert "Vink eerst aan" in sign_in(ib_er).get(TOGETHER, {"case": word}, follow=True).content.decode()


def test_what_is_late_and_what_waits_for_parents_are_found(world: World, ib_er: Person) -> None:
    received = clock.today()
    director = world.of_kind(RoleKind.DIRECTOR)
    open_case(world.new_pupil().pk, actor=director, reason="aangemeld", received_on=received)
    case, _item, _consent = asked(world)
    assert _shown(ib_er, waits="parents") == [case.pupil.full_name]
    assert _shown(ib_er, waits="late") == []
    term = Deadline.objects.pressing().earliest("last_on")
    with clock.at(term.last_day + timedelta(days=1)):
        assert _shown(ib_er, waits="late") == [term.case.pupil.full_name]


def test_the_longest_in_a_step_come_first_when_that_is_chosen(world: World, ib_er: Person) -> None:
    cases = [_aged(case_at(world, "hgw", world.new_pupil()), weeks) for weeks in (2, 9, 5)]
    shown = _shown(ib_er, order="longest")
    assert shown == [cases[1].pupil.full_name, cases[2].pupil.full_name, cases[0].pupil.full_name]
    page = sign_in(ib_er).get(BOARD).content.decode()
    assert "9 weken" in page
    assert world.sop.called(world.sop.steps["hgw"].owner[0]) in page


def test_a_way_of_looking_is_kept_by_name_and_goes_again(world: World, ib_er: Person) -> None:
    case_at(world, "hgw")
    chosen = {"step": "hgw", "waits": "long", "q": "Sam"}
    page = _post(ib_er, reverse("route:view_keep"), **chosen, name="Te lang in de groep").content.decode()
    kept = BoardView.objects.get()
    assert (kept.person, kept.query) == (ib_er, "step=hgw&waits=long")
    assert 'href="/casussen/?step=hgw&amp;waits=long"' in page
    _post(ib_er, reverse("route:view_keep"), step="zorgteam", name="Te lang in de groep")
    assert BoardView.objects.get().query == "step=zorgteam"
    other = world.of_kind(RoleKind.DIRECTOR)
    assert _post(other, reverse("route:view_drop", args=[kept.pk])).status_code == 404
    _post(ib_er, reverse("route:view_drop", args=[kept.pk]))
    assert not BoardView.objects.exists()


def test_a_view_says_something_and_there_are_not_too_many(ib_er: Person) -> None:
    with pytest.raises(Invalid, match="Kies eerst"):
        keep_view(Chosen(), "Alles", actor=ib_er)
    for number in range(20):
        keep_view(Chosen(step="hgw"), f"Weergave {number}", actor=ib_er)
    with pytest.raises(Invalid, match="al 20 weergaven"):
        keep_view(Chosen(step="hgw"), "Nog een", actor=ib_er)
    assert "Vul dit nog in." in _post(ib_er, reverse("route:view_keep"), step="hgw", name=" ").content.decode()


def test_ticked_children_get_a_place_one_after_another_and_each_its_own_record(world: World, ib_er: Person) -> None:
    cases = [case_at(world, "zorgteam", world.new_pupil()) for _number in range(3)]
    refused = asked(world)[0]  # has a talk already
    page = sign_in(ib_er).get(BOARD).content.decode()
    assert page.count('type="checkbox" name="case"') == 4
    path = f"{TOGETHER}?{'&'.join(f'case={one.pk}' for one in [cases[0], refused, *cases[1:]])}"
    on = clock.today() + timedelta(weeks=6)
    questions = {f"question_{one.pk}": f"wat helpt {one.pk}?" for one in [*cases, refused]}
    done = _post(ib_er, path, on=on, begins="09:00", lasts="20", **questions).content.decode()
    items = Item.objects.exclude(case=refused).order_by("begins")
    assert [(one.begins, one.lasts) for one in items] == [(time(9), 20), (time(9, 20), 20), (time(9, 40), 20)]
    assert {one.case_id for one in items} == {one.pk for one in cases}
    assert done.count("niet gepland") == 1
    for case in cases:
        assert CaseEvent.objects.filter(chain=case.chain, kind="plan_item", role="ib_er").count() == 1


def test_a_second_time_says_of_each_why_not(world: World, ib_er: Person) -> None:
    case = case_at(world, "zorgteam")
    on, when = clock.today() + timedelta(weeks=6), {"begins": None, "lasts": None}
    (first,) = plan_together({case.pk: "wat helpt?"}, on=on, **when, actor=ib_er)
    (second,) = plan_together({case.pk: "wat helpt?"}, on=on, **when, actor=ib_er)
    assert first.item
    assert not first.why_not
    assert second.item is None
    assert "al een bespreking gepland" in second.why_not


def test_what_does_not_fit_into_the_day_is_not_planned_in_its_first_hours(world: World, ib_er: Person) -> None:
    cases = [case_at(world, "zorgteam", world.new_pupil()) for _number in range(3)]
    questions = dict.fromkeys([one.pk for one in cases], "wat helpt?")
    on = clock.today() + timedelta(weeks=6)
    done = plan_together(questions, on=on, begins=time(23), lasts=30, actor=ib_er)
    assert [one.item.begins if one.item else None for one in done] == [time(23), time(23, 30), None]
    assert "middernacht" in done[2].why_not


def test_nobody_plans_for_children_whom_she_does_not_see(world: World, ib_er: Person) -> None:
    there = case_at(world, "zorgteam")
    stranger = Person.objects.create_user(email="x@x.test", name="X", password=None)
    on = clock.today() + timedelta(weeks=6)
    assert plan_together({there.pk: "?"}, on=on, begins=None, lasts=None, actor=stranger) == []
    with pytest.raises(Invalid, match="ten minste één kind"):
        plan_together({}, on=on, begins=None, lasts=None, actor=ib_er)
    with pytest.raises(Invalid, match=f"hoogstens {MOST}"):
        plan_together(dict.fromkeys(range(MOST + 1), "?"), on=on, begins=None, lasts=None, actor=ib_er)


def test_the_bar_still_says_who_looks(world: World, ib_er: Person) -> None:
    """What the board offers to choose does not stand where the roles of the reader stand."""
    bar = re.search(r'class="me-who">(.*?)</summary>', sign_in(ib_er).get(BOARD).content.decode(), re.S)
    assert bar
    assert f"<span>{world.sop.called('ib_er')}</span>" in bar[1]


def test_nothing_ticked_is_said_and_leads_back(world: World, ib_er: Person) -> None:
    case_at(world, "hgw")
    assert "Vink eerst aan" in sign_in(ib_er).get(TOGETHER, follow=True).content.decode()


def test_parents_who_still_have_to_answer_are_told_on_the_row(world: World, ib_er: Person) -> None:
    case, _item, _consent = asked(world)
    assert "wacht op ouders</span>" in sign_in(ib_er).get(BOARD).content.decode()
    take_off_agenda(case.pk, reason="De school bekijkt het anders.", actor=ib_er)
    assert "wacht op ouders</span>" not in sign_in(ib_er).get(BOARD).content.decode()
    assert _shown(ib_er, waits="parents") == []
