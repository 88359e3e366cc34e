"""Between two lessons: own group on one screen, several children at once, and put right what went wrong."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.drafts.keeping import take
from caseflow.drafts.models import Draft
from caseflow.drafts.tokens import FIELD, issue
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.observation import log_observation, log_observations, move_observation, withdraw_observation
from pupils.models import Observation, Person, Pupil
from pupils.observation_forms import short_names
from tests.cast import make_group, make_pupil, make_staff
from tests.route.stories import crescendo
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
PAGE = "/observeren/"


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    world = crescendo()
    Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=date(2022, 8, 1))
    return world


@pytest.fixture
def teacher(world: World) -> Person:
    return world.of_kind(RoleKind.TEACHER)


@pytest.fixture
def noor(world: World) -> Pupil:
    return make_pupil(world.school, world.group, first_name="Noor", last_name="Linde")


def send(client: Client, person: Person, page: str, **said: Any) -> Any:
    client.force_login(person)
    return client.post(page, {"seen_on": TODAY, **said, FIELD: issue(person, page.partition("?")[0])})


# --- The whole group on one screen --------------------------------------------------------------------------------


def test_one_press_writes_of_several_each_in_her_own_file(
    client: Client, world: World, teacher: Person, noor: Pupil
) -> None:
    both = [world.pupil.pk, noor.pk]
    more = {"before": "Het was druk.", "helped": "Een time-out.", "present": "De overblijfkracht."}
    answer = send(client, teacher, PAGE, pupils=both, area="gedrag", saw="Rent door de gang.", **more)
    assert answer.headers["Location"] == PAGE  # ready for the next
    seen = Observation.objects.order_by("pupil")
    assert [(one.pupil_id, one.saw, one.before, one.present) for one in seen] == [
        (pk, "Rent door de gang.", "Het was druk.", "De overblijfkracht.") for pk in sorted(both)
    ]
    events = CaseEvent.objects.filter(kind="log_observation")
    assert {event.chain for event in events} == {world.pupil.chain, noor.chain}
    assert {event.texts["saw"] for event in events} == {"Rent door de gang."}
    shown = client.get(PAGE).content.decode()
    assert "Genoteerd bij 2 kinderen. Dank je." in shown


def test_the_screen_has_who_works_with_the_group_and_no_other_child(
    client: Client, world: World, teacher: Person, noor: Pupil
) -> None:
    elsewhere = make_pupil(world.school, make_group(world.school), first_name="Vreemd")
    client.force_login(teacher)
    shown = client.get(PAGE).content.decode()
    assert "Noor" in shown
    assert "Vreemd" not in shown
    answer = send(client, teacher, PAGE, pupils=[elsewhere.pk], area="taal", saw="x")
    assert answer.status_code == 200  # not among the choices
    assert not Observation.objects.exists()


def test_who_works_in_more_groups_chooses_and_a_group_that_is_not_hers_is_not_there(
    client: Client, world: World, teacher: Person
) -> None:
    other, strange = make_group(world.school, "Groep 6"), make_group(world.school, "Groep 8")
    make_staff(world.school, RoleKind.TEACHER, other, person=teacher)
    make_pupil(world.school, other, first_name="Zeno")
    make_pupil(world.school, strange, first_name="Vreemd")
    client.force_login(teacher)
    assert "Zeno" in client.get(f"{PAGE}?groep={other.pk}").content.decode()
    shown = client.get(f"{PAGE}?groep={strange.pk}").content.decode()
    assert "Vreemd" not in shown
    assert "Groep 6" in shown


def test_without_a_group_it_says_who_gives_one(client: Client, world: World) -> None:
    specialist = make_staff(world.school, RoleKind.SPECIALIST, role="remedial_teacher")
    client.force_login(specialist)
    assert "De directeur legt vast bij welke groepen je hoort" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Kies ten minste één kind."),
        ({"saw": ""}, "Vul dit nog in."),
        ({"area": ""}, "Kies een van de mogelijkheden."),
        ({"seen_on": TODAY + timedelta(days=1)}, "Deze dag is nog niet geweest"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    client: Client, world: World, teacher: Person, said: dict[str, Any], told: str
) -> None:
    whole = {"pupils": [world.pupil.pk] if said else [], "area": "taal", "saw": "leest hardop"}
    answer = send(client, teacher, PAGE, **{**whole, **said})
    assert told in answer.content.decode()
    assert not Observation.objects.exists()


def test_who_had_it_already_is_not_given_it_twice(world: World, teacher: Person, noor: Pupil) -> None:
    said = {"seen_on": TODAY, "area": "taal", "saw": "leest hardop", "actor": teacher}
    log_observations([noor.pk], **said)
    kept = log_observations([noor.pk, world.pupil.pk], **said)
    assert [one.pupil for one in kept] == [world.pupil]


def test_two_of_one_first_name_are_told_apart(world: World) -> None:
    names = [("Sam", "Vos"), ("Sam", "Mol"), ("Noor", "Linde")]
    rows = [make_pupil(world.school, world.group, first_name=first, last_name=last) for first, last in names]
    assert [name for _pk, name in short_names(rows)] == ["Sam Vos", "Sam Mol", "Noor"]


# --- Put right ----------------------------------------------------------------------------------------------------


def of_the_wrong_child(world: World, teacher: Person) -> Observation:
    return log_observation(world.pupil.pk, TODAY, "gedrag", "Sloeg een kind.", "Even buiten.", actor=teacher)


def texts_of(pupil: Pupil) -> list[dict[str, str]]:
    return [event.texts for event in CaseEvent.objects.of([pupil.chain]).select_related("text").order_by("number")]


def test_moved_it_is_gone_at_once_where_it_did_not_belong(
    client: Client, world: World, teacher: Person, noor: Pupil
) -> None:
    seen = of_the_wrong_child(world, teacher)
    page = reverse("pupils:observation_mend", args=[seen.pk])
    client.force_login(teacher)
    assert "Sloeg een kind." in client.get(page).content.decode()
    assert ReadRow.objects.filter(pupil_id=world.pupil.pk, object=f"observation-{seen.pk}").exists()
    assert send(client, teacher, page, what="move", to=noor.pk).status_code == 302
    wrong = client.get(reverse("pupils:pupil", args=[world.pupil.pk])).content.decode()
    right = client.get(reverse("pupils:pupil", args=[noor.pk])).content.decode()
    assert "Sloeg een kind." not in wrong
    assert "Sloeg een kind." in right
    assert all("Sloeg" not in str(texts) for texts in texts_of(world.pupil))
    assert texts_of(noor)[-1]["saw"] == "Sloeg een kind."
    kinds = CaseEvent.objects.order_by("pk").values_list("kind", "pupil_id")
    assert list(kinds)[-2:] == [("move_observation_away", world.pupil.pk), ("move_observation_here", noor.pk)]
    assert verify(world.pupil.chain) == verify(noor.chain) == []


def test_taken_back_nobody_reads_it(client: Client, world: World, teacher: Person) -> None:
    seen = of_the_wrong_child(world, teacher)
    page = reverse("pupils:observation_mend", args=[seen.pk])
    assert send(client, teacher, page, what="withdraw", to="").status_code == 302
    assert "Sloeg een kind." not in client.get(reverse("pupils:pupil", args=[world.pupil.pk])).content.decode()
    assert texts_of(world.pupil)[-2] == {}
    assert not Observation.objects.standing().exists()
    assert client.get(page).status_code == 404


def test_only_its_author_puts_it_right(client: Client, world: World, teacher: Person) -> None:
    seen = of_the_wrong_child(world, teacher)
    client.force_login(world.of_kind(RoleKind.IB_ER))
    assert client.get(reverse("pupils:observation_mend", args=[seen.pk])).status_code == 404


def test_it_goes_only_to_a_child_that_she_sees(client: Client, world: World, teacher: Person) -> None:
    seen = of_the_wrong_child(world, teacher)
    strange = make_pupil(world.school, make_group(world.school))
    page = reverse("pupils:observation_mend", args=[seen.pk])
    assert send(client, teacher, page, what="move", to=strange.pk).status_code == 200
    seen.refresh_from_db()
    assert seen.pupil == world.pupil


def test_moved_and_taken_back_count_for_nobody(world: World, teacher: Person, noor: Pupil) -> None:
    seen = of_the_wrong_child(world, teacher)
    move_observation(seen.pk, noor.pk, actor=teacher)
    withdraw_observation(seen.pk, actor=teacher)
    assert texts_of(noor)[0] == {}
    assert not Observation.objects.standing().exists()


# --- Kept while one types ---------------------------------------------------------------------------------------------


def test_what_is_typed_waits_on_the_server_for_its_writer_alone(client: Client, world: World, teacher: Person) -> None:
    client.force_login(teacher)
    token = issue(teacher, PAGE)
    said = {"pupils": [world.pupil.pk], "area": "taal", "saw": "Begint halverw", FIELD: token}
    assert client.post("/concept/", said).status_code == 204
    assert take(teacher, PAGE)["saw"] == "Begint halverw"
    shown = client.get(PAGE).content.decode()
    assert "Wat hier eerder is ingetypt, staat er weer." in shown
    assert "Begint halverw" in shown
    answer = send(client, teacher, PAGE, pupils=[world.pupil.pk], area="taal", saw="Begint halverwege.")
    assert answer.status_code == 302
    assert not Draft.objects.exists()


def test_a_draft_that_comes_after_its_form_was_sent_is_not_kept(client: Client, world: World, teacher: Person) -> None:
    client.force_login(teacher)
    said = {"pupils": [world.pupil.pk], "area": "taal", "saw": "Leest.", "seen_on": TODAY, FIELD: issue(teacher, PAGE)}
    assert client.post(PAGE, said).status_code == 302
    assert client.post("/concept/", said).status_code == 409
    assert not Draft.objects.exists()


def test_nobody_keeps_or_drops_anothers(client: Client, world: World, teacher: Person) -> None:
    client.force_login(teacher)
    client.post("/concept/", {"saw": "Van haar.", FIELD: issue(teacher, PAGE)})
    client.force_login(world.of_kind(RoleKind.IB_ER))
    for page in ("/concept/", "/concept/weg/"):
        client.post(page, {"saw": "Van mij.", FIELD: issue(teacher, PAGE)})
    assert take(teacher, PAGE)["saw"] == "Van haar."


def test_one_begins_anew_with_an_empty_page(client: Client, world: World, teacher: Person) -> None:
    client.force_login(teacher)
    said = {"saw": "Toch niet.", FIELD: issue(teacher, PAGE)}
    client.post("/concept/", said)
    assert client.post("/concept/weg/", said).headers["Location"] == PAGE
    assert "Toch niet." not in client.get(PAGE).content.decode()
