"""The first page and the board: what waits, for whom, and at what cost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from caseflow import clock
from caseflow.route import clocks
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.talk import plan_item
from caseflow.route.views.board import A_PAGE
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Person, SopVersion
from tests.cast import make_person
from tests.route.stories import asked, case_at, crescendo, shared, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
STEPS = ("hgw", "leerlingbespreking", "zorgteam", "opp", "handelingsverlegen")


@pytest.fixture
def world() -> World:
    return crescendo()


def cost(person: Person, url: str) -> int:
    client = sign_in(person)
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("page", ["route:board", "route:start", "pupils:groups"])
@pytest.mark.parametrize("kind", [RoleKind.IB_ER, RoleKind.TEACHER, RoleKind.DIRECTOR])
def test_a_list_costs_the_same_at_1_and_at_30_cases(world: World, page: str, kind: RoleKind) -> None:
    case_at(world, STEPS[0])
    person = world.of_kind(kind)
    one = cost(person, reverse(page))
    for number in range(30):
        case_at(world, STEPS[number % len(STEPS)], world.new_pupil())
    assert cost(person, reverse(page)) == one


def text(person: Person, url: str, **headers: str) -> str:
    answer = sign_in(person).get(url, headers=headers)
    return str(answer.content.decode())


def test_the_board_says_where_each_case_stands_and_what_is_missing(world: World) -> None:
    case_at(world, "hgw")
    shown = text(world.of_kind(RoleKind.IB_ER), reverse("route:board"))
    assert world.pupil.full_name in shown
    assert "Handelingsgericht werken in de groep" in shown
    assert "Nog 2 dingen" in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "Sam"}, True), ({"q": "Xenia"}, False), ({"step": "hgw"}, True), ({"step": "opp"}, False),
        ({"group": "x"}, True),
    ],
)  # fmt: skip
def test_the_board_is_searched_by_name_and_step(world: World, query: dict[str, str], found: bool) -> None:
    case_at(world, "hgw")
    client, url = sign_in(world.of_kind(RoleKind.IB_ER)), reverse("route:board")
    by_address = client.get(url, query).content.decode()
    for shown in (client.post(url, query).content.decode(), *([] if "q" in query else [by_address])):
        assert (world.pupil.full_name in shown) == found
        assert ("Geen casus gevonden" in shown) != found


@pytest.mark.parametrize("page", ["route:board", "pupils:groups"])
def test_a_name_that_is_searched_stands_in_no_address(world: World, page: str) -> None:
    """Nor in that of the next page, nor in what htmx writes over the address: history, proxies and `next` keep them."""
    for _number in range(A_PAGE + 1):
        case_at(world, "hgw", world.new_pupil())
    client, name = sign_in(world.of_kind(RoleKind.IB_ER)), world.pupil.first_name
    assert 'name="q" value=""' in client.get(reverse(page), {"q": "Xenia"}).content.decode()
    asked = {"q": name, "step": "hgw"}
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post(reverse(page), asked, headers=headers)
        addresses = [
            *answer.headers.values(),
            *re.findall(r'(?:href|action|hx-\w+)="([^"]*)"', answer.content.decode()),
        ]
        assert not [one for one in addresses if name in one]
        assert "hx-push-url" not in answer.content.decode()


def test_what_was_searched_by_name_is_leafed_through_in_a_form(world: World) -> None:
    for _number in range(A_PAGE + 1):
        case_at(world, "hgw", world.new_pupil())
    client, asked = sign_in(world.of_kind(RoleKind.IB_ER)), {"q": "Kind", "step": "hgw"}
    first = client.post(reverse("route:board"), asked).content.decode()
    assert all(f'type="hidden" name="{key}" value="{word}"' in first for key, word in asked.items())
    assert 'name="page" value="2"' in first
    assert "bladzijde 2 van 2" in client.post(reverse("route:board"), {**asked, "page": "2"}).content.decode()
    by_step = client.post(reverse("route:board"), {"step": "hgw"}, headers={"HX-Request": "true"})
    assert by_step.headers["HX-Replace-Url"] == f"{reverse('route:board')}?step=hgw"
    assert 'href="?step=hgw&amp;page=2"' in by_step.content.decode()


def test_htmx_gets_the_rows_alone(world: World) -> None:
    case_at(world, "hgw")
    rows = text(world.of_kind(RoleKind.IB_ER), reverse("route:board"), **{"HX-Request": "true"})
    assert world.pupil.full_name in rows
    assert "<html" not in rows


def test_an_empty_board_says_how_a_case_begins(world: World) -> None:
    assert "Er loopt nu geen casus" in text(world.of_kind(RoleKind.DIRECTOR), reverse("route:board"))


def test_a_teacher_finds_her_own_group_with_one_tap_to_write(world: World) -> None:
    shown = text(world.of_kind(RoleKind.TEACHER), reverse("route:start"))
    assert reverse("pupils:observe", args=[world.pupil.pk]) not in shown  # not enrolled: not at school yet
    world.pupil.enrolled_on = clock.today()
    world.pupil.save()
    assert reverse("pupils:observe", args=[world.pupil.pk]) in text(
        world.of_kind(RoleKind.TEACHER), reverse("route:start")
    )


def test_a_consent_that_came_in_waits_for_the_owner(world: World) -> None:
    _case, _item, consent = asked(world)
    ib_er, waits = world.of_kind(RoleKind.IB_ER), "De ouders gaven toestemming"
    assert waits not in text(ib_er, "/")
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    assert waits in text(ib_er, "/")


def test_a_talk_whose_day_has_come_waits_for_its_chair(world: World) -> None:
    _case, item, _consent = shared(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    assert "Leg de bespreking vast" not in text(ib_er, "/")
    with clock.at(item.planned_on):
        assert reverse("route:table", args=[item.pk]) in text(ib_er, "/")


@pytest.mark.parametrize(("who", "door"), [("guardian", "route:guardian_start"), ("desk", "route:desk_inbox")])
def test_who_is_not_of_the_staff_goes_to_her_own_door(world: World, who: str, door: str) -> None:
    person: Any = world.guardians[0].person if who == "guardian" else world.desk
    assert sign_in(person).get("/").headers["Location"] == reverse(door)


def test_somebody_without_a_hat_is_told_that_nothing_is_shared() -> None:
    assert "Er is nu niets met u gedeeld" in text(make_person("Niemand Nergens"), "/")


def test_a_talk_for_tomorrow_does_not_wait_yet(world: World) -> None:
    case = case_at(world, "leerlingbespreking")
    plan_item(case.pk, on=clock.today() + timedelta(days=1), question="Wat helpt?", actor=world.of_kind(RoleKind.IB_ER))
    assert "Leg de bespreking vast" not in text(world.of_kind(RoleKind.IB_ER), "/")


def test_a_term_that_presses_goes_before_the_next_step(world: World) -> None:
    case, board = case_at(world, "opp"), reverse("route:board")
    day = clock.today() + timedelta(weeks=3)
    owner, version = world.of_kind(RoleKind.IB_ER), SopVersion.objects.get(school=world.school)
    clocks.open_clock(case, version, clocks.Term("opp_evaluation", "Evaluatie", "ib_er", "evaluate_opp", day), 0, day)
    told = f'<b>Evaluatie</b> <span class="muted small">uiterlijk {date_format(day, "j F")}'
    with clock.at(day - timedelta(weeks=3, days=1)):
        assert "<b>Evaluatie</b>" not in text(owner, board)
    assert told in text(owner, board)
    with clock.at(day + timedelta(days=1)):
        assert told.replace("uiterlijk", "te laat:") in text(owner, board)
