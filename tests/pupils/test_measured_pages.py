"""Typing a result or a week in seconds, seeing them on the child's page, and what parents and outsiders read."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.route.dossier import dossier_of
from caseflow.route.models import Item
from caseflow.route.reading import sections_of
from caseflow.sop.vocabulary import Part, RoleKind
from pupils.commands.measured import record_absence, record_measurement
from pupils.measuring import offered
from pupils.models import Absence, Guardian, Measurement, Observation
from tests.cast import make_group, make_pupil, make_school, make_staff
from tests.route.stories import asked, case_at, crescendo, post, sign_in
from tests.world import SCHOOLS, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 11)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


@pytest.fixture
def teacher(world):
    return world.of_kind(RoleKind.TEACHER)


def page_of(world, person):
    return sign_in(person).get(reverse("pupils:pupil", args=[world.pupil.pk])).content.decode()


def measure(world, number=0, level="E", moment="main"):
    record_measurement(
        world.pupil.pk, instrument="lib", day=TODAY - timedelta(days=number), moment=moment, level=level,
        score=Decimal("31.5"), actor=world.of_kind(RoleKind.TEACHER),
    )  # fmt: skip


def miss(world, number=0, hours="3.5"):
    week = TODAY - timedelta(weeks=number)
    record_absence(world.pupil.pk, week=week, hours=Decimal(hours), actor=world.of_kind(RoleKind.TEACHER))


RESULT = {"instrument": "lib", "day": TODAY, "moment": "main", "level": "E", "score": "31,5"}


def test_a_result_is_typed_and_stands_on_the_page(world, teacher):
    url = reverse("pupils:measure", args=[world.pupil.pk])
    assert url in page_of(world, teacher)
    sent = post(teacher, url, **RESULT)
    assert sent.headers["Location"] == f"{reverse('pupils:pupil', args=[world.pupil.pk])}#measured"
    shown = page_of(world, teacher)
    assert world.sop.instruments["lib"].name in shown
    assert '<td data-label="Niveau">E</td><td class="number" data-label="Score">31,5</td>' in shown


def test_of_a_whole_group_the_same_test_stands_there_already(world, teacher):
    url = reverse("pupils:measure", args=[world.new_pupil().pk])
    assert '<option value="kanvas" selected>' not in sign_in(teacher).get(url).content.decode()
    other = {"instrument": "kanvas", "moment": "between", "day": "2026-03-02"}
    post(teacher, reverse("pupils:measure", args=[world.pupil.pk]), **{**RESULT, **other})
    again = sign_in(teacher).get(url).content.decode()
    assert '<option value="kanvas" selected>' in again
    assert 'value="2026-03-02"' in again
    with clock.at(TODAY + timedelta(days=1)):
        assert '<option value="kanvas" selected>' not in sign_in(teacher).get(url).content.decode()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"level": "", "score": ""}, "Vul een niveau of een score in."),
        ({"score": "veel"}, "Schrijf een getal, zoals 12 of 12,5."),
        ({"day": TODAY + timedelta(days=1)}, "Deze dag is nog niet geweest."),
        ({"instrument": "schaken"}, "Kies een van de mogelijkheden."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(world, teacher, more, says):
    page = post(teacher, reverse("pupils:measure", args=[world.pupil.pk]), **{**RESULT, **more}).content.decode()
    assert says in page
    assert not Measurement.objects.exists()


def test_a_result_that_was_typed_wrong_is_taken_away(world, teacher):
    measure(world)
    row = Measurement.objects.get()
    url = reverse("pupils:strike", args=[row.pk])
    assert url in page_of(world, teacher)
    assert "Klopt dit resultaat niet?" in sign_in(teacher).get(url).content.decode()
    assert post(teacher, url).status_code == 302
    assert url not in page_of(world, teacher)
    assert "Nog geen resultaten vastgelegd" in page_of(world, teacher)


def test_a_week_is_typed_and_typed_anew(world, teacher):
    url = reverse("pupils:absence", args=[world.pupil.pk])
    for hours in ("3,5", "5"):
        sent = post(teacher, url, week=TODAY, hours=hours)
        assert sent.headers["Location"].endswith("#missed")
    assert [(row.week, row.hours) for row in Absence.objects.standing()] == [(date(2026, 3, 9), 5)]
    assert '9 mrt – 13 mrt 2026</th><td class="number">5</td>' in page_of(world, teacher)
    post(teacher, url, week=TODAY, hours="41")
    assert Absence.objects.standing().get().hours == 5


def test_an_incident_is_an_observation_with_one_tick(world, teacher):
    url = reverse("pupils:incident", args=[world.pupil.pk])
    assert 'name="incident"' in sign_in(teacher).get(url).content.decode()
    assert "checked" in sign_in(teacher).get(url).content.decode()
    plain = sign_in(teacher).get(reverse("pupils:observe", args=[world.pupil.pk])).content.decode()
    assert "checked" not in plain
    post(teacher, url, saw="Liep weg", area="gedrag", seen_on=TODAY, incident="on")
    assert Observation.objects.get().incident
    assert "incident</span>" in page_of(world, teacher)


def test_who_only_sees_the_child_sees_them_without_buttons(world):
    measure(world)
    miss(world)
    assistant = make_staff(world.school, RoleKind.ASSISTANT, world.group)
    shown = page_of(world, assistant)
    assert world.sop.instruments["lib"].name in shown
    assert reverse("pupils:measure", args=[world.pupil.pk]) not in shown
    assert "Haal weg" not in shown


def test_a_school_without_a_sop_is_told_so():
    school = make_school()
    group = make_group(school)
    pupil, teacher = make_pupil(school, group), make_staff(school, RoleKind.TEACHER, group)
    page = sign_in(teacher).get(reverse("pupils:measure", args=[pupil.pk])).content.decode()
    assert "De school heeft nog geen toetsen" in page


def test_many_results_are_folded_away_and_cost_no_more_queries(world, teacher):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page_of(world, teacher)
        return len(captured)

    measure(world)
    miss(world)
    one = queries()
    for number in range(1, 12):
        measure(world, number)
        miss(world, number)
    assert queries() == one
    assert "Eerdere resultaten" in page_of(world, teacher)
    assert "Eerdere weken" in page_of(world, teacher)


# --- From a finding to the form --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "act", "url"),
    [
        ("niveau_een", "record_measurement", "pupils:measure"),
        ("in_de_stamgroep", "record_absence", "pupils:absence"),
        ("in_de_stamgroep", "record_incident", "pupils:incident"),
    ],
)
def test_the_checklist_leads_to_the_form(step, act, url):
    world = make_world(SCHOOLS / "de-vuurtoren.yaml")
    case = case_at(world, step)
    door = reverse("route:act", args=[case.pk, act])
    to = reverse(url, args=[world.pupil.pk])
    for role in ("stamgroepleider", "zorgregisseur", "kapitein"):
        assert to in sign_in(world.people[role]).get(reverse("route:case", args=[case.pk])).content.decode()
        assert sign_in(world.people[role]).get(door).headers["Location"] == to


def test_what_is_asked_is_told_with_what_it_is_now():
    world = make_world(SCHOOLS / "de-vuurtoren.yaml")
    case, teacher = case_at(world, "in_de_stamgroep"), world.of_kind(RoleKind.TEACHER)
    record_absence(world.pupil.pk, week=TODAY - timedelta(weeks=1), hours=Decimal(6), actor=teacher)
    page = sign_in(teacher).get(reverse("route:case", args=[case.pk])).content.decode()
    assert "Nu 1,5, nodig: 4." in page
    assert "Nu 0, nodig: 2." in page


# --- Who reads -------------------------------------------------------------------------------------------------------


def test_guardians_with_gezag_read_them(world):
    case, person = case_at(world, "hgw"), world.guardians[0].person
    url = reverse("route:guardian_measured", args=[world.pupil.pk])
    child = reverse("route:guardian_child", args=[world.pupil.pk])
    assert url not in sign_in(person).get(child).content.decode()
    assert "De school legde nog geen resultaten vast." in sign_in(person).get(url).content.decode()
    measure(world)
    miss(world)
    assert url in sign_in(person).get(child).content.decode()
    page = sign_in(person).get(url).content.decode()
    assert world.sop.instruments["lib"].name in page
    assert '<td class="number">3,5</td>' in page
    assert "Haal weg" not in page
    read = ReadRow.objects.filter(person_id=person.pk, pupil_id=case.pupil_id).values_list("part", flat=True)
    assert {Part.MEASUREMENTS, Part.ATTENDANCE} <= set(read)
    Guardian.objects.update(gezag="no")
    assert sign_in(person).get(url).status_code == 404


def test_outsiders_read_the_parts_that_were_agreed_to(world):
    _case, item, _consent = asked(world)
    measure(world)
    miss(world)
    item = Item.objects.select_related("case__pupil").get(pk=item.pk)
    tests, hours = sections_of(item, {Part.MEASUREMENTS, Part.ATTENDANCE})
    assert tests["title"] == "de resultaten van toetsen"
    assert tests["rows"][0]["effect"] == "E, 31,5"
    assert hours["rows"][0]["what"] == "3,5 uur gemist"
    assert sections_of(item, {Part.QUESTION})[0]["title"] not in (tests["title"], hours["title"])


def test_the_main_measurements_go_along_with_a_referral(world):
    case = case_at(world, "hgw")
    measure(world, 200, "D")
    measure(world, 1, "E")
    measure(world, 0, "A", "between")
    (told,) = (one for one in dossier_of(case)["sections"] if one["title"] == "Resultaten van toetsen")
    assert [row["effect"] for row in told["rows"]] == ["D, 31,5", "E, 31,5"]


@pytest.mark.parametrize(("hours", "answer"), [("-1", "niet lager is dan 0"), ("41", "niet hoger is dan 40")])
def test_hours_out_of_bounds_say_what_to_fill_in(world, hours, answer):
    url = reverse("pupils:absence", args=[world.pupil.pk])
    page = post(world.of_kind(RoleKind.TEACHER), url, week=TODAY, hours=hours).content.decode()
    assert f"Vul een getal in dat {answer}." in page
    assert "deze waarde" not in page


def test_the_tests_of_the_childs_own_years_stand_first_and_another_may_be_chosen(world, teacher):
    """The group is 5; KanVas is for 6 to 8, and a child may be tested with what belongs to other years."""
    url = reverse("pupils:measure", args=[world.pupil.pk])
    page = sign_in(teacher).get(url).content.decode()
    own, _head, others = page.partition('<optgroup label="Voor andere groepen">')
    assert 'value="sociogram"' in own
    assert 'value="kanvas"' not in own
    assert 'value="kanvas"' in others
    assert post(teacher, url, **RESULT | {"instrument": "kanvas"}).status_code == 302
    assert Measurement.objects.get().instrument == "kanvas"


def test_of_a_child_without_a_group_every_test_is_one_to_choose(world):
    world.pupil.group = None
    assert [key for key, _name in offered(world.pupil)] == list(world.sop.instruments)
