"""Undoing through the door: the button, what it does, what the page says where it cannot, and the API beside it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.drafts.tokens import FIELD, issue
from caseflow.route.commands.case import open_case, take_exit
from caseflow.route.commands.talk import plan_item
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Person, RoleAssignment
from tests.law.school import Story
from tests.route.stories import crescendo, post, sign_in
from tests.walk.walker import Walker
from tests.world import SCHOOLS, World, make_world

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 7, 10, tzinfo=UTC)
BUTTON = "Ongedaan maken"


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with clock.at(NOON):
        yield


def at(world: World, step: str) -> Case:
    with clock.at(NOON.date() - timedelta(days=30)):
        walker = Walker(world, NOON.date() - timedelta(days=30))
        case = walker.walk_to("main", step)
    assert walker.today < NOON.date()
    return case


def page(person: Person, case: Case) -> str:
    answer = sign_in(person).get(reverse("route:case", args=[case.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def told(person: Person, case: Case) -> str:
    """The page but for what happened, tokens, and who may undo."""
    text = page(person, case).partition('aria-labelledby="happened"')[0]
    text = re.sub(r'<section class="card no-print" aria-labelledby="undo">.*?</section>', "", text, flags=re.DOTALL)
    text = re.sub(r'Token": "[^"]*"|value="[^"]*"|nonce="[^"]*"|content="[^"]*"', "", text)
    return re.sub(r"\s+", " ", text)


def take(person: Person, case: Case, exit_key: str, **said: Any) -> None:
    visit = Case.objects.get(pk=case.pk).visits
    url = reverse("route:exit", args=[case.pk, exit_key])
    assert post(person, url, reason="zo besloten", seen_visit=visit, **said).status_code == 302


def pressed(person: Person, case: Case) -> Any:
    """The button as the page has it."""
    [number] = re.findall(r'name="event" value="(\d+)"', page(person, case))
    return post(person, reverse("route:undo", args=[case.pk]), event=number)


def test_an_ib_er_takes_a_wrong_step_and_undoes_it() -> None:
    world = crescendo()
    case, ib_er = at(world, "leerlingbespreking"), world.of_kind(RoleKind.IB_ER)
    before = told(ib_er, case)
    take(ib_er, case, "hgw")
    assert "Tot 8 september 12:00 uur" in page(ib_er, case)
    assert told(ib_er, case) != before
    answer = pressed(ib_er, case)
    assert answer.headers["Location"] == reverse("route:case", args=[case.pk])
    assert told(ib_er, case) == before
    assert BUTTON not in page(ib_er, case)


def test_a_teacher_does_too() -> None:
    world = make_world(SCHOOLS / "het-kompas.yaml")
    teacher = world.of_kind(RoleKind.TEACHER)
    case = at(world, "groepsgesprek")
    before = told(teacher, case)
    take(teacher, case, "close-support_ended")
    assert "Je hebt deze casus gesloten" in page(teacher, case)
    pressed(teacher, case)
    assert told(teacher, case) == before


def test_the_director_comes_back_on_what_she_established() -> None:
    story = Story.begin()
    baas, coach = story.baas, story.coach
    before = told(coach, story.case)
    take(baas, story.case, "grens", reasons="het gaat niet", instead="kleiner", limit="")
    assert BUTTON in page(baas, story.case)
    assert BUTTON not in page(coach, story.case)
    pressed(baas, story.case)
    assert told(coach, story.case) == before


def test_a_closed_case_is_open_again() -> None:
    story = Story.begin()
    before = told(story.coach, story.case)
    take(story.coach, story.case, "close-moved")
    text = page(story.coach, story.case)
    assert "Je hebt deze casus gesloten" in text
    pressed(story.coach, story.case)
    assert Case.objects.get().is_open
    assert told(story.coach, story.case) == before


def test_the_timeline_keeps_both_and_says_who() -> None:
    story = Story.begin()
    take(story.coach, story.case, "tafel")
    pressed(story.coach, story.case)
    happened = page(story.baas, story.case).partition('aria-labelledby="happened"')[2]
    titles = re.findall(r'timeline-title">([^<]*)<.*?timeline-who">([^<]*)<', happened, re.DOTALL)
    assert titles[:2] == [
        ("Stap ongedaan gemaakt: terug bij Begin", "Iemand (coach) (Coach)"),
        ("Naar: Tafel (ongedaan gemaakt)", "Iemand (coach) (Coach)"),
    ]


def test_the_page_says_why_not() -> None:
    story = Story.begin()
    take(story.coach, story.case, "tafel")
    story.plan("buur")
    text = page(story.coach, story.case)
    assert BUTTON not in text
    assert "er is daarna al iets vastgelegd" in text
    assert "er is daarna al iets vastgelegd" not in page(story.baas, story.case)
    with clock.at(NOON + timedelta(hours=24)):
        assert "Jouw laatste stap" not in page(story.coach, story.case)


def test_pressed_all_the_same_it_says_why() -> None:
    story = Story.begin()
    take(story.coach, story.case, "tafel")
    story.plan("buur")
    answer = sign_in(story.coach).post(
        url := reverse("route:undo", args=[story.case.pk]), {FIELD: issue(story.coach, url), "event": 2}, follow=True
    )
    assert "er is daarna al iets vastgelegd" in answer.content.decode()
    assert Case.objects.get().step == "tafel"


def test_that_a_talk_is_planned_again_is_said_before_and_after() -> None:
    world = crescendo()
    case, ib_er = at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    RoleAssignment.objects.filter(kind=RoleKind.OUTSIDER).delete()  # who heard that it is off, heard it
    plan_item(case.pk, on=NOON.date() + timedelta(days=30), question="wat helpt?", actor=ib_er)
    back = next(way for way in world.sop.exits("zorgteam", "main") if way.back)
    take(ib_er, case, back.key)
    again = "De bespreking die van de agenda ging, komt niet terug. Plan die opnieuw."
    assert again in page(ib_er, case)
    [number] = re.findall(r'name="event" value="(\d+)"', page(ib_er, case))
    url = reverse("route:undo", args=[case.pk])
    answer = sign_in(ib_er).post(url, {FIELD: issue(ib_er, url), "event": number}, follow=True)
    assert again in answer.content.decode()


def test_the_same_button_twice_does_it_once() -> None:
    story = Story.begin()
    take(story.coach, story.case, "tafel")
    take(story.coach, story.case, "begin")
    url = reverse("route:undo", args=[story.case.pk])
    twice, client = {FIELD: issue(story.coach, url), "event": 3}, sign_in(story.coach)
    assert [client.post(url, twice).status_code for _ in range(2)] == [302, 302]
    assert client.post(url, {**twice, FIELD: issue(story.coach, url)}).status_code == 409  # another tab
    assert Case.objects.get().step == "tafel"


def test_somebody_else_is_told_whose_it_is() -> None:
    story = Story.begin()
    take(story.coach, story.case, "tafel")
    answer = post(story.baas, reverse("route:undo", args=[story.case.pk]), event=2)
    assert answer.status_code == 403
    assert "Alleen wie de stap zette, kan hem ongedaan maken. Er is niets veranderd." in answer.content.decode()


def test_who_signed_for_the_step_signs_for_undoing_it(settings: Any) -> None:
    story = Story.begin()
    take(story.baas, story.case, "grens", reasons="het gaat niet", instead="kleiner", limit="")
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    answer = post(story.baas, url := reverse("route:undo", args=[story.case.pk]), event=2)
    assert answer.headers["Location"].startswith("/accounts/")
    assert Case.objects.get().step == "grens"
    assert sign_in(story.baas).get(url).headers["Location"] == reverse("route:case", args=[story.case.pk])


# --- The API ---------------------------------------------------------------------------------------------------------


def api(person: Person, case: Case, event: int) -> Any:
    client = sign_in(person)
    return client.post(f"/api/cases/{case.pk}/undo/", {"event": event}, content_type="application/json")


def test_the_api_offers_it_and_does_it() -> None:
    story = Story.begin()
    client: Client = sign_in(story.coach)
    before = client.get(f"/api/cases/{story.case.pk}/").json()
    assert before["undo"] is None
    take_exit(story.case.pk, "tafel", actor=story.coach, reason="zo")
    offered = client.get(f"/api/cases/{story.case.pk}/").json()["undo"]
    assert (offered["event"], offered["until"][:16]) == (2, "2026-09-08T12:00")
    assert sign_in(story.baas).get(f"/api/cases/{story.case.pk}/").json()["undo"] is None
    answer = api(story.coach, story.case, offered["event"])
    assert (answer.status_code, answer.json()) == (200, before)


def test_the_api_refuses_as_the_page_does() -> None:
    story = Story.begin()
    take_exit(story.case.pk, "tafel", actor=story.coach, reason="zo")
    answer = api(story.baas, story.case, 2)
    assert (answer.status_code, answer.json()["code"], answer.json()["roles"]) == (403, "not_your_hand", [])
    assert api(story.coach, story.case, 1).json()["code"] == "someone_was_first"
    story.plan("buur")
    answer = api(story.coach, story.case, 2)
    assert (answer.status_code, answer.json()["code"]) == (409, "step_stands")
    assert "er is daarna al iets vastgelegd" in answer.json()["detail"]
    assert not CaseEvent.objects.filter(kind="undo").exists()


def test_an_open_case_elsewhere_is_not_found() -> None:
    story, other = Story.begin(), crescendo()
    assert api(other.of_kind(RoleKind.IB_ER), story.case, 1).status_code == 404
    assert open_case(other.pupil.pk, actor=other.of_kind(RoleKind.IB_ER), reason="zorgen").is_open
