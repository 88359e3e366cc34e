"""The calendar's pages, through the door: what is late, what comes, what was done; for whom; and at what cost."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.calendar import plan_occasions
from pupils.commands.occasion import finish_occasion
from pupils.models import Measurement, Occasion, Pupil
from tests.calendars import CHILD, MEASURED, TALK, TRAINING, another_group, world_with
from tests.route.stories import post, sign_in

pytestmark = pytest.mark.django_db
START, TODAY = date(2025, 9, 1), date(2025, 11, 10)  # October's is late, November's has appeared
DAY = timedelta(days=1)
URL = "/kalender/"


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world(tmp_path):
    training = {**TRAINING, "months": [11]}
    world = world_with(tmp_path, talk=TALK, child={**CHILD, "months": [11]}, measured=MEASURED, training=training)
    another_group(world, "Groep 6", "6", pupils=2)
    another_group(world, "Groep 7", "7", pupils=2)
    plan_occasions([world.school.pk], START)
    return world


def shown(person, url=URL):
    answer = sign_in(person).get(url)
    assert answer.status_code == 200
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def part(page, heading):
    """What stands under a heading, up to the next one."""
    return page.split(f">{heading}<", 1)[1].split("<h2", 1)[0]


def the(entry, **where):
    return Occasion.objects.filter(entry=entry, **where).earliest("due_on", "pk")


def test_a_teacher_sees_her_own_group_with_the_names(world):
    page = shown(world.people["groepsleider"])
    assert "Schooljaar 2025–2026" in page
    assert "te laat: 31 okt" in part(page, "Te laat")
    assert world.pupil.full_name in part(page, "november 2025")
    assert reverse("pupils:pupil", args=[world.pupil.pk]) in page
    assert "Training" in part(page, "november 2025")
    assert "Groepsbespreking" in part(page, "april 2026")
    assert "Groep 6" not in page
    assert "60 minuten per week" in page


def test_who_steers_sees_every_group_and_its_pupils_as_numbers(world):
    page = shown(world.of_kind(RoleKind.DIRECTOR))
    assert "3 groepen" in part(page, "Te laat")
    assert "5 leerlingen · gesprek over iedere leerling" in part(page, "november 2025")
    assert world.pupil.full_name not in page
    of_group = shown(world.of_kind(RoleKind.DIRECTOR), f"{URL}?group={world.group.pk}")
    assert world.pupil.full_name in part(of_group, "november 2025")


@pytest.mark.parametrize("asked", ["x", "999999", "", "%00"])
def test_a_group_that_is_none_is_no_filter(world, asked):
    assert "Groep 6" in shown(world.of_kind(RoleKind.IB_ER), f"{URL}?group={asked}")


def test_a_group_of_others_is_no_filter_either(world):
    other = world.school.groups.get(name="Groep 6")
    assert "Groep 6" not in shown(world.people["groepsleider"], f"{URL}?group={other.pk}")


def test_it_is_finished_and_taken_back(world):
    teacher, one = world.people["groepsleider"], the("talk", group=world.group)
    page = reverse("pupils:occasion", args=[one.pk])
    assert "Wat spraken jullie af?" in shown(teacher, page)
    assert post(teacher, page, note="Meer rust").headers["Location"] == URL
    calendar = shown(teacher)
    assert "Groepsbespreking" not in part(calendar, "Te laat")
    assert "gedaan: 10 nov" in calendar.split('id="done"', 1)[1]
    assert "Meer rust" in shown(teacher, page)
    assert "Meer rust" not in calendar
    post(teacher, reverse("pupils:occasion_reopen", args=[one.pk]))
    assert "te laat: 31 okt" in part(shown(teacher), "Te laat")
    one.refresh_from_db()
    assert one.is_open


def test_a_day_later_there_is_no_button_to_take_it_back(world):
    teacher, one = world.people["groepsleider"], the("talk", group=world.group)
    finish_occasion(one.pk, actor=teacher)
    page = reverse("pupils:occasion", args=[one.pk])
    assert "Terugdraaien" in shown(teacher, page)
    with clock.at(TODAY + DAY):
        assert "Terugdraaien" not in shown(teacher, page)


def test_a_pupils_note_stands_on_the_pupils_page_and_its_reading_is_written_down(world):
    teacher, one = world.people["groepsleider"], the("child", pupil=world.pupil)
    page = reverse("pupils:occasion", args=[one.pk])
    assert post(teacher, page, note="Leest graag").headers["Location"] == f"{URL}?group={world.group.pk}"
    assert "Leest graag" in shown(teacher, reverse("pupils:pupil", args=[world.pupil.pk]))

    assert "Leest graag" in shown(teacher, page)
    assert ReadRow.objects.filter(pupil_id=world.pupil.pk, object=f"occasion-{one.pk}").exists()


def test_who_may_not_finish_it_reads_whose_it_is(world):
    one = the("training", group=world.group)
    Occasion.objects.filter(pk=one.pk).update(owner_role="kwaliteitscoordinator")
    page = shown(world.people["groepsleider"], reverse("pupils:occasion", args=[one.pk]))
    assert "Dit is van een collega" in page
    assert "<textarea" not in page
    assert "Kwaliteitscoördinator" in page


def test_what_was_stopped_is_not_there(world):
    one = the("talk", group=world.group)
    Occasion.objects.update(stopped_on=TODAY)
    assert sign_in(world.people["groepsleider"]).get(reverse("pupils:occasion", args=[one.pk])).status_code == 404
    assert "Er staat niets op de kalender" in shown(world.people["groepsleider"])


def test_an_empty_calendar_says_so(tmp_path):
    world = world_with(tmp_path)
    assert "Er staat niets op de kalender" in shown(world.people["groepsleider"])


def test_after_the_last_one_nothing_comes(world):
    with clock.at(date(2026, 5, 4)):
        assert "Dit schooljaar komt er niets meer bij." in shown(world.people["groepsleider"])


@pytest.mark.parametrize("role", ["groepsleider", "kwaliteitscoordinator"])
def test_it_costs_the_same_at_few_and_at_many(world, role):
    few = cost(world.people[role])
    for number in range(6):
        another_group(world, f"Bij {number}", "4", pupils=25)
    Pupil.objects.filter(group__name="Bij 1").update(group=world.group)
    plan_occasions([world.school.pk], TODAY)
    assert Occasion.objects.count() > 150
    assert cost(world.people[role]) == few


def cost(person):
    client = sign_in(person)
    client.get(URL)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(URL).status_code == 200
    return len(seen)


def test_a_screening_says_how_many_have_a_result_and_that_there_is_none(world):
    one, teacher = the("measured", group=world.group), world.people["groepsleider"]
    url = reverse("pupils:occasion", args=[one.pk])
    assert "Er staat nog geen resultaat van" in shown(teacher, url)
    for day in (one.appears_on - DAY, one.appears_on):  # what was measured before it was asked is another measurement
        Measurement.objects.create(
            pupil=world.pupil, instrument="toetsmap", day=day, moment="main", level="C", recorded_by=teacher,
            recorded_on=TODAY,
        )  # fmt: skip
        number = world.group.pupils.count()
        assert (f"van 1 van de {number} leerlingen" in shown(teacher, url)) is (day == one.appears_on)
    Measurement.objects.all().delete()
    finish_occasion(one.pk, actor=teacher)
    assert "Er is geen resultaat van" in shown(teacher, url)
    assert "resultaat van" not in shown(
        teacher, reverse("pupils:occasion", args=[the("training", group=world.group).pk])
    )
