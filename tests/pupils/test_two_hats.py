"""Who works here and is a parent chooses for whose sake she is here; the other hat's pages are not there meanwhile."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.sop.vocabulary import RoleKind
from pupils.hats import Side, wearing
from pupils.models import Person, Pupil
from pupils.policy import LAST_YEAR, role_towards
from tests.cast import make_group, make_guardian, make_person, make_pupil, make_school, make_staff
from tests.route.stories import asked, crescendo, post

pytestmark = pytest.mark.django_db
WORK, CHILD = "/groepen/", "/ouders/"
CHOOSE = "/wie-bent-u/"


@pytest.fixture
def pupil() -> Pupil:
    school = make_school()
    return make_pupil(school, make_group(school))


@pytest.fixture
def both(pupil: Pupil) -> Person:
    """Teacher of her own child's group."""
    person = make_staff(pupil.school, RoleKind.TEACHER, pupil.group, person=make_person("Naomi Twee"))
    make_guardian(pupil, person=person)
    return person


def chooses(client: Client, side: str, **more: str) -> str:
    return str(client.post(CHOOSE, {"side": side, **more}).headers["Location"])


def test_she_is_asked_first(client: Client, both: Person) -> None:
    client.force_login(both)
    assert client.get("/").headers["Location"] == CHOOSE
    for page in (WORK, reverse("route:guardian_start")):
        assert client.get(page).headers["Location"] == f"{CHOOSE}?next={page}"
    assert "Voor werk of eigen kind?" in client.get(CHOOSE).content.decode()
    answer = client.get(reverse("api:cases"))
    assert (answer.status_code, answer.json()["code"]) == (409, "no_hat_chosen")


@pytest.mark.parametrize("side", list(Side))
def test_the_other_hats_pages_are_not_there_until_she_changes(client: Client, both: Person, side: Side) -> None:
    client.force_login(both)
    portal, api = reverse("route:guardian_start"), reverse("api:cases")
    assert chooses(client, side, next=WORK) == WORK
    work = side is Side.WORK
    assert client.get(WORK).status_code == (200 if work else 404)
    assert client.get(api).status_code == (200 if work else 404)
    assert client.get(portal).status_code == (404 if work else 200)
    page = client.get(WORK if work else portal).content.decode()
    assert ("Verder als ouder" if work else "Verder als medewerker") in page
    assert ("Mijn kind" in page) is not work
    chooses(client, Side.OWN_CHILD if work else Side.WORK)
    assert client.get(portal).status_code == (200 if work else 404)


def test_a_child_of_hers_is_no_pupil_of_hers_meanwhile(both: Person, pupil: Pupil) -> None:
    today = clock.today()
    assert role_towards(both, pupil, today) == "teacher"
    token = wearing.set(Side.OWN_CHILD)
    assert role_towards(both, pupil, today) == "guardian"
    wearing.reset(token)


def test_who_has_one_hat_is_never_asked(client: Client, pupil: Pupil) -> None:
    for person, page in (
        (make_staff(pupil.school, RoleKind.TEACHER, pupil.group), WORK),
        (make_guardian(pupil).person, reverse("route:guardian_start")),
    ):
        client.force_login(person)
        words = client.get(page).content.decode()
        assert "Verder als" not in words
        assert client.get(CHOOSE).headers["Location"] == "/"


def test_who_lost_one_hat_is_not_kept_out_of_the_other(client: Client, both: Person) -> None:
    client.force_login(both)
    chooses(client, Side.WORK)
    both.roles.update(ends_on=date(2020, 12, 31))
    assert client.get(reverse("route:guardian_start")).status_code == 200


def test_the_choice_sends_nobody_to_another_site(client: Client, both: Person) -> None:
    client.force_login(both)
    assert chooses(client, Side.WORK, next="https://elders.example/") == "/"
    assert client.post(CHOOSE, {"side": "anything"}).status_code == 200


def test_a_new_session_asks_again(client: Client, both: Person) -> None:
    client.force_login(both)
    chooses(client, Side.WORK)
    client.logout()
    client.force_login(both)
    assert client.get(WORK).status_code == 302


# --- What is written down of what she did ----------------------------------------------------------------------------


def test_an_answer_in_the_portal_is_recorded_of_a_parent_also_where_she_directs_the_school() -> None:
    world = crescendo()
    director = world.of_kind(RoleKind.DIRECTOR)
    make_guardian(world.pupil, person=director)
    _case, _item, consent = asked(world)
    post(director, reverse("route:guardian_consent", args=[consent.pk]), answer="given", view="")
    event = CaseEvent.objects.filter(kind="answer_consent").latest("pk")
    assert (event.actor_id, event.role) == (director.pk, "guardian")


@pytest.mark.parametrize(
    ("side", "role"), [(Side.WORK, "swv"), (Side.OWN_CHILD, "guardian"), (None, "swv")], ids=["work", "child", "none"]
)
def test_who_works_at_the_desk_and_is_a_parent_is_one_of_the_two(side: Side | None, role: str) -> None:
    world = crescendo()
    make_guardian(world.pupil, person=world.desk)
    token = wearing.set(side)
    assert role_towards(world.desk, world.pupil, clock.today()) == role
    wearing.reset(token)


def test_last_years_teacher_reads_of_her_own_child_as_its_parent(both: Person, pupil: Pupil) -> None:
    new = make_group(pupil.school, "Groep 6")
    Pupil.objects.filter(pk=pupil.pk).update(group=new, came_from=pupil.group, in_group_since=date(2026, 8, 3))
    pupil.refresh_from_db()
    both.roles.update(starts_on=date(2025, 8, 1))
    with clock.at(date(2026, 8, 20)):
        assert role_towards(both, pupil, clock.today()) == LAST_YEAR
        token = wearing.set(Side.OWN_CHILD)
        assert role_towards(both, pupil, clock.today()) == "guardian"
        wearing.reset(token)
