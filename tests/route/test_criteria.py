"""What a desk outside the school asks of a track: met or missing with its evidence, and the file that goes along."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.route.criteria import criteria_of, way_to_desk
from caseflow.route.facting import facts_of
from caseflow.route.models import Case
from caseflow.route.viewing import view_of
from caseflow.sop.loading import load_sop
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.intervention import start_intervention
from pupils.commands.measured import record_measurement
from pupils.models import Intervention, InterventionSession, Pupil
from tests.cast import make_staff
from tests.route.stories import case_at, crescendo
from tests.sop.documents import CRESCENDO
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 11)  # a Wednesday
WEEK = timedelta(weeks=1)
LEVEL = "weeks_of_help(zorgniveau_3)"


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    world = crescendo()
    Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=date(2022, 8, 1), first_name="Sam", last_name="Linde")
    world.pupil.refresh_from_db()
    return world


def the_case(world: World, step: str = "dyslexie_niveau_3") -> Case:
    return case_at(world, step, track="dyslexie")


def helped(world: World, *weeks_ago: int, level: str = "zorgniveau_3", times: int = 2) -> Intervention:
    """Every session of these weeks was held."""
    teacher = world.of_kind(RoleKind.TEACHER)
    one = start_intervention(
        world.pupil.pk, "Losse woorden", "vlotter lezen", "leerkracht", 30, times, TODAY - 60 * WEEK,
        level=level, goal="dertig woorden", score_before="12", actor=teacher,
    )  # fmt: skip
    for ago in weeks_ago:
        hold(one, *(TODAY - ago * WEEK - timedelta(days=number) for number in range(times)))
    return one


def hold(one: Intervention, *days: date, reason: str = "") -> None:
    """The rows only: each is of its own day, and was written down on it."""
    InterventionSession.objects.bulk_create(
        InterventionSession(intervention=one, day=day, reason=reason, recorded_on=day, recorded_by=_who(one))
        for day in days
    )


def _who(one: Intervention) -> Any:
    return make_staff(one.pupil.school, RoleKind.SPECIALIST)


def measured(world: World, *levels: str) -> None:
    for number, level in enumerate(levels):
        record_measurement(
            world.pupil.pk, instrument="hoofdmeting_woorden", day=TODAY - 150 * timedelta(days=number),
            moment="main", level=level, actor=world.of_kind(RoleKind.TEACHER),
        )  # fmt: skip


def get(person: Any, url: str) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(url)


# --- The fact ---------------------------------------------------------------------------------------------------------


def test_a_week_counts_where_all_that_was_agreed_on_was_held(world: World):
    case = the_case(world)

    def weeks() -> Any:
        return facts_of(case, [LEVEL])[LEVEL]

    assert weeks() is None  # nobody did anything at this level
    one = helped(world, 1, 2, 3)
    assert weeks() == 3
    hold(one, TODAY - 4 * WEEK)  # one of two
    hold(one, TODAY - 5 * WEEK)
    hold(one, TODAY - 5 * WEEK - timedelta(days=1), reason="child_absent")
    assert weeks() == 3
    helped(world, 1, 7, times=1)  # of the same week only once
    helped(world, 9, level="zorgniveau_2")
    assert weeks() == 4
    InterventionSession.objects.filter(intervention=one, day=TODAY - WEEK).update(withdrawn_on=TODAY)
    InterventionSession.objects.filter(intervention=one, day=TODAY - 2 * WEEK).update(withdrawn_on=TODAY)
    assert weeks() == 3


# --- The page ---------------------------------------------------------------------------------------------------------


def test_what_is_missing_is_said_from_the_first_level_on(world: World):
    case = the_case(world, "dyslexie_niveau_1")
    measured(world, "E", "D")
    teacher = world.of_kind(RoleKind.TEACHER)
    page = get(teacher, reverse("route:criteria", args=[case.pk])).content.decode()
    assert "Sam voldoet nog niet aan de voorwaarden." in page
    assert "Nog 2 dingen nodig" in page
    assert "Nu 1, nodig: 3." in page
    assert "Dit weten we nog niet." in page
    assert "Leerlingdossier (pdf)" not in page
    answer = get(teacher, reverse("route:criteria_dossier", args=[case.pk]))
    assert answer.status_code == 302
    panel = get(teacher, reverse("route:case", args=[case.pk])).content.decode()
    assert "Van de 2 voorwaarden ontbreken er nog 2." in panel


def test_what_is_met_is_shown_with_what_it_rests_on_and_makes_the_file(world: World):
    case = the_case(world)
    measured(world, "E", "E", "V-min")
    helped(world, *range(1, 22))
    ib_er = world.of_kind(RoleKind.IB_ER)
    page = get(ib_er, reverse("route:criteria", args=[case.pk])).content.decode()
    assert "Sam voldoet aan de voorwaarden." in page
    assert "Leerlingdossier (pdf)" in page
    assert "De toestemming van de ouders is: nog niet gevraagd" in page
    assert "V-min" in page
    assert "Nu 21, nodig: 20." in page
    before = ReadRow.objects.count()
    answer = get(ib_er, reverse("route:criteria_dossier", args=[case.pk]))
    assert answer["Content-Type"] == "application/pdf"
    read = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    words = " ".join(read.split())
    for said in (
        "Sam Linde",
        "036-5360982",
        "drie hoofdmetingen op rij",
        "V-min",
        "Losse woorden",
        "Nu 21, nodig: 20.",
        "42 van",
        "Toestemming",
        "nog niet",
    ):
        assert said in words, said
    rows = ReadRow.objects.order_by("pk")[before:]
    assert {row.part for row in rows} == {"pupil", "question", "hgw", "measurements", "documents", "route"}
    assert {row.pupil_id for row in rows} == {world.pupil.pk}


def test_a_track_without_such_a_desk_has_no_criteria(world: World):
    case = case_at(world, "hgw")
    assert get(world.of_kind(RoleKind.IB_ER), reverse("route:criteria", args=[case.pk])).status_code == 404
    assert criteria_of(view_of(world.of_kind(RoleKind.IB_ER), case)) is None


def test_the_way_of_the_present_step_comes_first_and_an_swv_has_its_own_rules():
    sop = load_sop(CRESCENDO, "crescendo.yaml")
    step, way, desk = way_to_desk(sop, "dyslexie", "dyslexie_niveau_3") or ("", None, None)
    assert step == "dyslexie_niveau_3"
    assert way is not None
    assert way.to == "dyslexie_onderzoek"
    assert desk is not None
    assert way_to_desk(sop, "dyslexie", "dyslexie_niveau_1") == (step, way, desk)
    assert way_to_desk(sop, "main", "hgw") is None
