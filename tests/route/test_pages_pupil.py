"""The pages of a pupil: writing what one saw, the HGW cycle, guardians; and a form that outlives its session."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.drafts.models import Draft
from caseflow.drafts.tokens import FIELD, issue
from caseflow.sop.vocabulary import RoleKind
from pupils.models import ContactAttempt, Gezag, HgwCycle, Intervention, Observation, Person, Phase, Pupil
from tests.cast import PASSWORD, make_group, make_school, make_staff
from tests.route.stories import crescendo, post, sign_in
from tests.signing_in import remember
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return crescendo()


@pytest.fixture
def teacher(world: World) -> Person:
    return world.of_kind(RoleKind.TEACHER)


def seen(world: World) -> tuple[str, dict[str, object]]:
    url = reverse("pupils:observe", args=[world.pupil.pk])
    return url, {"saw": "Leest met plezier voor", "area": "taal", "helped": "Een maatje", "seen_on": clock.today()}


def test_the_date_is_today_unless_one_says_otherwise(world: World, teacher: Person) -> None:
    url, _data = seen(world)
    assert f'value="{clock.today():%Y-%m-%d}"' in sign_in(teacher).get(url).content.decode()


def test_what_one_saw_stands_on_the_page_of_the_pupil(world: World, teacher: Person) -> None:
    url, data = seen(world)
    page = reverse("pupils:pupil", args=[world.pupil.pk])
    assert post(teacher, url, **data).headers["Location"] == page
    assert "Leest met plezier voor" in sign_in(teacher).get(page).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("seen_on", clock.today() + timedelta(weeks=1), "Deze dag is nog niet geweest."),
        ("seen_on", "0202-01-01", "Kijk het jaartal na."),
        ("seen_on", "2001-01-01", "nog niet geboren"),
        ("saw", "  ", "Vul dit nog in."),
        ("area", "schaken", "Kies een van de mogelijkheden."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_written(
    world: World, teacher: Person, field: str, value: object, says: str
) -> None:
    url, data = seen(world)
    answer = post(teacher, url, **{**data, field: value})
    assert (answer.status_code, Observation.objects.count()) == (200, 0)
    assert says in answer.content.decode()
    assert "Een maatje" in answer.content.decode()


def test_a_double_click_writes_it_once(world: World, teacher: Person) -> None:
    url, data = seen(world)
    client, token = sign_in(teacher), issue(teacher, url)
    answers = [client.post(url, {FIELD: token, **data}) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Observation.objects.count() == 1
    assert "Dit was al gedaan" in client.get(reverse("pupils:pupil", args=[world.pupil.pk])).content.decode()


def test_a_form_without_its_token_is_shown_again(world: World, teacher: Person) -> None:
    url, data = seen(world)
    answer = sign_in(teacher).post(url, data)
    assert "stond te lang open" in answer.content.decode()
    assert Observation.objects.count() == 0


def test_what_was_typed_when_the_session_ended_is_back_after_login(world: World, teacher: Person) -> None:
    url, data = seen(world)
    answer = Client().post(url, {FIELD: issue(teacher, url), **data})
    assert answer.headers["Location"].startswith(reverse("account_login"))
    again = sign_in(teacher).get(url).content.decode()
    assert "Leest met plezier voor" in again
    assert "Wat hier eerder is ingetypt" in again
    post(teacher, url, **data)
    assert not Draft.objects.exists()
    assert "Leest met plezier" not in sign_in(teacher).get(url).content.decode()


def test_a_button_pressed_after_the_session_ended_is_told_to_have_done_nothing(world: World, teacher: Person) -> None:
    teacher.set_password(PASSWORD)
    teacher.save()
    client, url = Client(), reverse("pupils:hgw_start", args=[world.pupil.pk])
    pupil = reverse("pupils:pupil", args=[world.pupil.pk])
    login = client.post(url, {FIELD: issue(teacher, pupil)}).headers["Location"]
    assert client.post(login, {"login": teacher.email, "password": PASSWORD}).headers["Location"] == pupil
    remember(client, teacher, ("password", "mfa"))
    assert "dus de knop deed niets" in client.get(pupil).content.decode()
    assert not HgwCycle.objects.exists()
    assert not Draft.objects.exists()
    assert "dus de knop deed niets" not in client.get(pupil).content.decode()


def test_an_address_of_a_button_alone_says_so_and_leads_back(world: World, teacher: Person) -> None:
    answer = sign_in(teacher).get(reverse("pupils:hgw_start", args=[world.pupil.pk]))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Dit gaat met een knop" in answer.content.decode()


def test_the_cycle_runs_through_its_four_phases(world: World, teacher: Person) -> None:
    post(teacher, reverse("pupils:hgw_start", args=[world.pupil.pk]))
    cycle = HgwCycle.objects.get()
    url = reverse("pupils:hgw_phase", args=[cycle.pk])
    plan = {
        "what": "Samen lezen",
        "need": "Leeskilometers",
        "goal": "Vlot lezen",
        "group_size": 1,
        "by_whom": "juf",
        "minutes": 15,
        "times_a_week": 3,
        "starts_on": clock.today(),
    }
    assert post(teacher, reverse("pupils:intervene", args=[world.pupil.pk]), **plan).status_code == 302
    for phase in ("waarnemen", "begrijpen", "plannen"):
        assert post(teacher, url, phase=phase, text=f"over {phase}").status_code == 302
    intervention = Intervention.objects.get()
    assert "Samen lezen" in sign_in(teacher).get(url).content.decode()
    assert post(teacher, url, phase="realiseren", text="Het hielp").status_code == 200  # the effect is still asked
    post(teacher, url, phase="realiseren", text="Het hielp", **{f"effect_{intervention.pk}": "Leest vlotter"})
    assert HgwCycle.objects.get().phase == Phase.CLOSED
    assert Intervention.objects.get().effect == "Leest vlotter"


def test_a_phase_that_somebody_else_ended_is_not_ended_twice(world: World, teacher: Person) -> None:
    post(teacher, reverse("pupils:hgw_start", args=[world.pupil.pk]))
    url = reverse("pupils:hgw_phase", args=[HgwCycle.objects.get().pk])
    post(teacher, url, phase="waarnemen", text="gezien")
    answer = post(teacher, url, phase="waarnemen", text="ook gezien")
    assert "staat intussen in een andere fase" in answer.content.decode()


def test_a_second_click_goes_where_the_first_went(world: World, teacher: Person) -> None:
    """Though the page asks something else by now."""
    post(teacher, reverse("pupils:hgw_start", args=[world.pupil.pk]))
    url = reverse("pupils:hgw_phase", args=[HgwCycle.objects.get().pk])
    twice = {FIELD: issue(teacher, url), "phase": "waarnemen", "text": "gezien"}
    client = sign_in(teacher)
    first, second = client.post(url, twice), client.post(url, twice)
    assert (first.status_code, first.headers["Location"]) == (302, second.headers.get("Location"))
    assert HgwCycle.objects.get().phase == Phase.BEGRIJPEN


def test_gezag_is_recorded_with_evidence_by_who_steers_the_school(world: World, teacher: Person) -> None:
    guardian = world.guardians[0]
    url = reverse("pupils:gezag", args=[guardian.pk])
    ib_er = world.of_kind(RoleKind.IB_ER)
    assert sign_in(teacher).get(url).status_code == 404
    page = sign_in(ib_er).get(url).content.decode()
    for matter in ("education_held_by", "care_held_by"):  # cards whose words break: a folded list cuts them off
        assert page.count(f'type="radio" name="{matter}"') == len(world.guardians)
    shown = {"gezag": "no", "proof": "court", "proof_on": clock.today()}
    assert "Schrijf op welk papier je zag" in post(ib_er, url, **shown, evidence="").content.decode()
    post(ib_er, url, **shown, evidence="Beschikking van 3-9-2026")
    guardian.refresh_from_db()
    assert guardian.gezag == Gezag.NO


def test_a_try_to_reach_a_guardian_is_written_down(world: World, teacher: Person) -> None:
    post(teacher, reverse("pupils:contact", args=[world.guardians[0].pk]), on=clock.today(), how="phone")
    assert ContactAttempt.objects.get().how == "phone"


def test_a_child_is_registered_by_who_steers_the_school(world: World, teacher: Person) -> None:
    url, child = reverse("pupils:register"), {"first_name": "Mila", "last_name": "Vos", "born_on": "2021-03-04"}
    assert post(teacher, url, **child).status_code == 404
    post(world.of_kind(RoleKind.DIRECTOR), url, **child)
    assert Pupil.objects.get(last_name="Vos").enrolled_on is None


def test_a_teacher_of_another_group_finds_nothing(world: World) -> None:
    other = make_staff(world.school, RoleKind.TEACHER, make_group(world.school, "Andere groep"))
    stranger = make_staff(school := make_school(), RoleKind.IB_ER, make_group(school))
    for person in (other, stranger):
        for page in ("pupils:pupil", "pupils:observe"):
            assert sign_in(person).get(reverse(page, args=[world.pupil.pk])).status_code == 404


def test_the_language_is_kept_with_the_person(teacher: Person) -> None:
    answer = sign_in(teacher).post(reverse("set_language"), {"language": "en", "next": "/"})
    teacher.refresh_from_db()
    assert (answer.status_code, teacher.language) == (302, "en")
