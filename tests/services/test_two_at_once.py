"""Two people at one moment, on PostgreSQL: one wins, the other is told so, and nothing is doubled."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client
from django.urls import reverse

from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.route.commands.case import open_case, take_exit
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.talk import plan_item
from caseflow.route.commands.undo import undo_step
from caseflow.route.models import Case
from caseflow.route.ruling import SomeoneWasFirst, StepStands
from caseflow.sop.vocabulary import Ending, RoleKind
from pupils.commands.coming_by_mail import come_in_from_mail
from pupils.commands.inviting import make_invitation
from pupils.errors import Invalid
from pupils.models import Consent, ConsentAnswer, Invitation, Person, Pupil
from tests.cast import make_staff
from tests.services.conftest import TODAY
from tests.services.together import together
from tests.walk.walker import Walker
from tests.world import World

pytestmark = pytest.mark.services
MOVED, SECONDARY = f"close-{Ending.MOVED}", f"close-{Ending.SECONDARY_SCHOOL}"


@pytest.fixture
def case(world: World) -> Case:
    return open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="zorgen")


@pytest.fixture
def two(world: World) -> tuple[Person, Person]:
    """Two people who hold the same role."""
    [role] = world.sop.roles_of_kind(RoleKind.IB_ER)
    return world.people[role], make_staff(world.school, RoleKind.IB_ER, role=role)


def hold(case: Case) -> Callable[[], Any]:
    return lambda: Case.objects.select_for_update().get(pk=case.pk)


def kinds(case: Case) -> Counter[str]:
    assert verify(case.chain) == []
    return Counter(CaseEvent.objects.filter(chain=case.chain).values_list("kind", flat=True))


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_two_people_move_one_case(case: Case, two: tuple[Person, Person]) -> None:
    first, second = two
    results = together(
        hold(case), TODAY,
        lambda: take_exit(case.pk, MOVED, actor=first, reason="verhuisd", seen_visit=case.visits),
        lambda: take_exit(case.pk, SECONDARY, actor=second, reason="groep 8", seen_visit=case.visits),
    )  # fmt: skip
    assert sorted(type(one).__name__ for one in results) == ["Case", "SomeoneWasFirst"]
    assert kinds(case) == {"open_case": 1, "close": 1}
    winner = next(one for one in results if isinstance(one, Case))
    assert Case.objects.get(pk=case.pk).ending == winner.ending


def test_a_step_is_not_taken_twice_even_when_it_leads_to_itself(world: World, two: tuple[Person, Person]) -> None:
    """Who did not look at the visit is stopped by the step that is not there any more."""
    case = Walker(world, TODAY).walk_to("main", "leerlingbespreking")
    back = next(way for way in world.sop.steps[case.step].exits if way.back)
    results = together(
        hold(case),
        TODAY,
        *(lambda person=person: take_exit(case.pk, back.key, actor=person, reason="terug") for person in two),
    )
    assert Counter(type(one) for one in results) == {Case: 1, SomeoneWasFirst: 1}
    assert Case.objects.get(pk=case.pk).visits == case.visits + 1


def test_a_step_is_undone_once(case: Case, two: tuple[Person, Person]) -> None:
    first, _second = two
    take_exit(case.pk, MOVED, actor=first, reason="verhuisd")
    results = together(hold(case), TODAY, *(lambda: undo_step(case.pk, event=2, actor=first) for _tab in range(2)))
    assert Counter(type(one) for one in results) == {Case: 1, SomeoneWasFirst: 1}
    assert kinds(case) == {"open_case": 1, "close": 1, "undo": 1}
    assert Case.objects.get(pk=case.pk).visits == 1


def test_a_closed_case_is_open_again_or_the_next_one_is_opened(case: Case, two: tuple[Person, Person]) -> None:
    first, second = two
    take_exit(case.pk, MOVED, actor=first, reason="verhuisd")
    results = together(
        lambda: Pupil.objects.select_for_update().get(pk=case.pupil_id), TODAY,
        lambda: undo_step(case.pk, event=2, actor=first),
        lambda: open_case(case.pupil_id, actor=second, reason="toch weer"),
    )  # fmt: skip
    assert sum(isinstance(one, Case) for one in results) == 1
    assert [type(one) for one in results if not isinstance(one, Case)] in ([StepStands], [Invalid])
    assert Case.objects.open().filter(pupil=case.pupil_id).count() == 1


def test_over_the_api_one_gets_200_and_one_409(case: Case, two: tuple[Person, Person]) -> None:
    path = reverse("api:move", args=[case.pk, MOVED])
    body = {"seen_visit": case.visits, "reason": "verhuisd"}
    clients = [signed_in(person) for person in two]
    results = together(
        hold(case), TODAY, *(lambda c=client: c.post(path, body, content_type="application/json") for client in clients)
    )
    assert sorted(answer.status_code for answer in results) == [200, 409]
    assert {answer.json().get("code") for answer in results} == {None, "someone_was_first"}
    assert kinds(case)["close"] == 1


def _form(client: Client, case: Case) -> tuple[str, dict[str, str]]:
    """The page of an exit, and what its form sends."""
    path = reverse("route:exit", args=[case.pk, MOVED])
    page = client.get(path).content.decode()
    inputs = re.findall(r"<input[^>]*>", page)
    hidden = [
        (re.search(r'name="([^"]+)"', one), re.search(r'value="([^"]*)"', one)) for one in inputs if "hidden" in one
    ]
    sent = {name[1]: value[1] for name, value in hidden if name and value}
    assert {"form_token", "seen_visit"} <= set(sent)
    return path, {**sent, "reason": "verhuisd"}


def test_a_button_clicked_twice_does_its_work_once(case: Case, two: tuple[Person, Person]) -> None:
    client = signed_in(two[0])
    path, sent = _form(client, case)
    results = together(hold(case), TODAY, lambda: client.post(path, sent), lambda: client.post(path, sent))
    assert [answer.status_code for answer in results] == [302, 302], results
    assert kinds(case) == {"open_case": 1, "close": 1}


def test_two_people_send_the_same_page(case: Case, two: tuple[Person, Person]) -> None:
    clients = [signed_in(person) for person in two]
    forms = [_form(client, case) for client in clients]
    results = together(hold(case), TODAY, *(lambda c=c, f=f: c.post(*f) for c, f in zip(clients, forms, strict=True)))
    assert sorted(answer.status_code for answer in results) == [302, 409]
    assert kinds(case)["close"] == 1


def test_two_people_open_a_case_for_one_pupil(world: World, two: tuple[Person, Person]) -> None:
    results = together(
        lambda: Pupil.objects.select_for_update().get(pk=world.pupil.pk), TODAY,
        *(lambda person=person: open_case(world.pupil.pk, actor=person, reason="zorgen") for person in two),
    )  # fmt: skip
    assert Counter(type(one) for one in results) == {Case: 1, Invalid: 1}
    assert Case.objects.filter(pupil=world.pupil).count() == 1
    assert CaseEvent.objects.filter(kind="open_case", pupil_id=world.pupil.pk).count() == 1


@pytest.mark.parametrize(("other", "live"), [("given", True), ("refused", False)])
def test_two_guardians_answer_in_the_same_second(world: World, other: str, live: bool) -> None:
    case = Walker(world, TODAY).walk_to("main", "zorgteam")
    chair = world.of_kind(RoleKind.IB_ER)
    plan_item(case.pk, on=TODAY, question="wat helpt?", actor=chair)
    asked = ask_consent(case.pk, actor=chair)
    one, two = (guardian.person for guardian in world.guardians)
    results = together(
        hold(case), TODAY,
        lambda: answer_consent(asked.pk, answer="given", actor=one),
        lambda: answer_consent(asked.pk, answer=other, actor=two),
    )  # fmt: skip
    assert all(isinstance(answer, ConsentAnswer) for answer in results), results
    assert sorted(asked.answers.values_list("answer", flat=True)) == sorted(["given", other])
    assert kinds(case)["answer_consent"] == 2
    assert Consent.objects.live(TODAY).filter(pk=asked.pk).exists() is live


def test_two_browsers_take_one_link_and_one_gets_in(world: World, two: tuple[Person, Person]) -> None:
    """Also where both have read the code in the mailbox."""
    first, new = two
    made = make_invitation(new, world.school, Invitation.Kind.STAFF, actor=first)
    results = together(
        lambda: Invitation.objects.select_for_update().get(pk=made.pk),
        TODAY,
        *(lambda word=word: come_in_from_mail(made.pk, name="Nina", password=word) for word in ("een", "twee")),
    )
    assert Counter(type(one) for one in results) == {Person: 1, ObjectDoesNotExist: 1}
    winner = ("een", "twee")[next(at for at, one in enumerate(results) if isinstance(one, Person))]
    assert Person.objects.get(pk=new.pk).check_password(winner)
