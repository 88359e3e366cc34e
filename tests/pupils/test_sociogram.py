"""A sociogram, from the first name tapped to the drawing: who makes it, what it shows and to whom, and what follows."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.drafts.tokens import FIELD, issue
from caseflow.sop.vocabulary import RoleKind
from pupils.calendar_waiting import of_calendar
from pupils.commands.calendar import plan_occasions
from pupils.commands.measured import record_measurement, strike_measurement
from pupils.commands.sociogram import answer_sociogram, begin_sociogram, close_sociogram, take_back_answer
from pupils.errors import Invalid
from pupils.models import Group, Occasion, Person, Pupil, Sociogram, SociogramAnswer, SociogramChoice
from pupils.overview import overview_of
from pupils.sociogram_drawing import RINGS, places_of, ring_of, short_names
from pupils.sociograms import kinds_for, picture_of, told_of
from tests.cast import make_group, make_guardian, make_pupil, make_staff
from tests.route.stories import crescendo
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
NAMES = ("Adam", "Bo", "Cas", "Dina")


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    world = crescendo()
    Group.objects.filter(pk=world.group.pk).update(years="5")
    world.group.refresh_from_db()
    Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=date(2022, 8, 1), first_name="Adam", last_name="Aal")
    return world


@pytest.fixture
def teacher(world: World) -> Person:
    return world.of_kind(RoleKind.TEACHER)


@pytest.fixture
def four(world: World) -> list[Pupil]:
    more = [make_pupil(world.school, world.group, first_name=name, last_name=f"{name}s") for name in NAMES[1:]]
    return [Pupil.objects.get(pk=world.pupil.pk), *more]


@pytest.fixture
def open_one(world: World, four: list[Pupil], teacher: Person) -> Sociogram:
    return begin_sociogram(world.group.pk, "sociogram", actor=teacher)


@pytest.fixture
def closed(open_one: Sociogram, four: list[Pupil], teacher: Person) -> Sociogram:
    """Adam and Bo choose each other; both and Cas were asked, and nobody chose Dina."""
    adam, bo, cas, dina = (one.pk for one in four)
    answer_sociogram(open_one.pk, adam, [bo, cas], actor=teacher)
    answer_sociogram(open_one.pk, bo, [adam], actor=teacher)
    answer_sociogram(open_one.pk, cas, [adam, bo], [dina], actor=teacher)
    return close_sociogram(open_one.pk, actor=teacher)


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _post(person: Person, path: str, **data: Any) -> Any:
    return _client(person).post(path, {**data, FIELD: issue(person, path)}, follow=True)


def _get(person: Person, path: str) -> str:
    return _client(person).get(path).content.decode()


# --- Through the door -------------------------------------------------------------------------------------------------


def test_from_the_calendar_to_the_drawing(world: World, four: list[Pupil], teacher: Person):
    at_group = f"/groepen/{world.group.pk}/sociogram/"
    assert at_group in _get(teacher, f"/groepen/{world.group.pk}/overzicht/")
    page = _post(teacher, at_group, instrument="sociogram")
    round_ = Sociogram.objects.get()
    assert "0 van 4 kinderen gevraagd" in page.content.decode()
    adam, bo, cas, dina = four
    ask = f"/sociogrammen/{round_.pk}/kind/{adam.pk}/"
    form = _get(teacher, ask)
    assert "Met wie speel je graag?" in form
    assert 'value="' + str(bo.pk) in form
    assert f'value="{adam.pk}"' not in form
    page = _post(teacher, ask, likes=[bo.pk, cas.pk], dislikes=[dina.pk]).content.decode()
    assert "Bewaard: het antwoord van Adam." in page
    assert "1 van 4 kinderen gevraagd" in page
    assert "Sluit af en teken" not in page
    assert "Kies hoogstens 3 kinderen" not in page
    page = _post(teacher, f"/sociogrammen/{round_.pk}/kind/{bo.pk}/", likes=[adam.pk]).content.decode()
    page = _post(teacher, f"/sociogrammen/{round_.pk}/afsluiten/").content.decode()
    assert "<svg" in page
    assert "Door niemand gekozen" in page
    assert "2 van 4 kinderen is het gevraagd" in page
    assert page.count("target-child--out") == 1
    assert {"Dina"} == {one.first_name for one in picture_of(teacher, round_).left_out}
    assert ReadRow.objects.filter(object=f"sociogram-{round_.pk}", pupil_id=dina.pk, person_id=teacher.pk).exists()


def test_a_slip_is_taken_back_and_an_answer_given_anew(open_one: Sociogram, four: list[Pupil], teacher: Person):
    adam, bo, cas, _dina = four
    ask = f"/sociogrammen/{open_one.pk}/kind/{adam.pk}/"
    answer_sociogram(open_one.pk, adam.pk, [bo.pk], actor=teacher)
    assert f'value="{bo.pk}" data-names="yes" id="id_likes_0" checked' in _get(teacher, ask)
    answer_sociogram(open_one.pk, adam.pk, [cas.pk], actor=teacher)
    standing = SociogramAnswer.objects.standing().get(pupil=adam)
    assert [one.pupil_id for one in standing.choices.all()] == [cas.pk]
    page = _post(teacher, f"{ask}terug/").content.decode()
    assert "Teruggenomen: vraag het Adam opnieuw." in page
    assert "0 van 4" in page
    assert SociogramAnswer.objects.count() == 2
    with pytest.raises(Invalid):
        take_back_answer(open_one.pk, adam.pk, actor=teacher)
    for kept in (SociogramChoice.objects.all(), SociogramAnswer.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            kept.delete()


def test_what_cannot_be_said(open_one: Sociogram, four: list[Pupil], teacher: Person, world: World):
    adam, bo, cas, dina = (one.pk for one in four)
    elsewhere = make_pupil(world.school, make_group(world.school), first_name="Ver", last_name="Weg")
    path = f"/sociogrammen/{open_one.pk}/kind/{adam}/"
    assert "Een kind staat bij allebei" in _post(teacher, path, likes=[bo], dislikes=[bo]).content.decode()
    for likes in ([adam], [elsewhere.pk]):
        with pytest.raises(Invalid):
            answer_sociogram(open_one.pk, adam, likes, actor=teacher)
    late = make_pupil(world.school, world.group, first_name="Eva", last_name="Laat")
    with pytest.raises(Invalid, match="hoogstens 3"):
        answer_sociogram(open_one.pk, adam, [bo, cas, dina, late.pk], actor=teacher)
    with pytest.raises(Http404):
        answer_sociogram(open_one.pk, elsewhere.pk, [], actor=teacher)
    assert answer_sociogram(open_one.pk, late.pk, [], actor=teacher).choices.count() == 0
    with pytest.raises(Invalid, match="helft"):
        close_sociogram(open_one.pk, actor=teacher)
    assert begin_sociogram(world.group.pk, "sociogram", actor=teacher) == open_one
    with pytest.raises(Invalid, match="SOP"):
        begin_sociogram(world.group.pk, "kanvas", actor=teacher)
    assert kinds_for(Group(school=world.school, years="8", name="8")) == {}


# --- Who sees it ------------------------------------------------------------------------------------------------------


def people(world: World) -> dict[str, Person]:
    return {
        "teacher": world.of_kind(RoleKind.TEACHER),
        "IB-er": world.of_kind(RoleKind.IB_ER),
        "director": world.of_kind(RoleKind.DIRECTOR),
        "teacher elsewhere": make_staff(world.school, RoleKind.TEACHER, make_group(world.school)),
        "assistant": make_staff(world.school, RoleKind.ASSISTANT, world.group),
        "specialist": make_staff(world.school, RoleKind.SPECIALIST),
        "guardian": world.guardians[0].person,
        "parent who teaches": _parent_who_teaches(world),
    }


def _parent_who_teaches(world: World) -> Person:
    person = make_staff(world.school, RoleKind.TEACHER, world.group)
    make_guardian(Pupil.objects.get(first_name="Bo", group=world.group), person=person)
    return person


def test_who_is_left_out_is_for_who_teaches_or_steers_and_for_no_parent(world: World, closed: Sociogram):
    dina = Pupil.objects.get(first_name="Dina")
    for who, person in people(world).items():
        may = who in ("teacher", "IB-er", "director")
        assert Sociogram.objects.visible_to(person).exists() is may, who
        assert bool(told_of(person, dina)) is may or who == "parent who teaches", who
        assert any(row.sociogram for row in overview_of(person, world.group, TODAY)) is may, who
        if not may:
            with pytest.raises((Http404, PermissionDenied, Invalid)):
                begin_sociogram(world.group.pk, "sociogram", actor=person)
    assert told_of(_parent_who_teaches(world), Pupil.objects.get(first_name="Bo")) == []


def test_a_childs_page_says_how_often_and_names_nobody_else(world: World, closed: Sociogram, four: list[Pupil]):
    page = _get(world.of_kind(RoleKind.TEACHER), f"/leerlingen/{four[3].pk}/")
    assert "0 keer gekozen" in page
    assert "1 keer liever niet" in page
    assert "valt op" in page
    assert not any(name in page for name in ("Adam", "Bos", "Casss"))
    assistant = make_staff(world.school, RoleKind.ASSISTANT, world.group)
    assert "keer gekozen" not in _get(assistant, f"/leerlingen/{four[3].pk}/")
    overview = _get(assistant, f"/groepen/{world.group.pk}/overzicht/")
    assert "/sociogram/" not in overview
    assert "0×" not in overview
    assert "0×" in _get(world.of_kind(RoleKind.TEACHER), f"/groepen/{world.group.pk}/overzicht/")


def test_it_is_on_the_chain_of_the_group_and_in_no_childs_file(world: World, closed: Sociogram):
    chain = f"group-{world.group.pk}"
    assert verify(chain) == []
    assert CaseEvent.objects.filter(chain=chain).count() == 5
    assert not CaseEvent.objects.filter(kind__contains="sociogram").exclude(chain=chain).exists()


# --- What follows -----------------------------------------------------------------------------------------------------


def test_who_is_left_out_is_talked_with(world: World, closed: Sociogram, four: list[Pupil], teacher: Person):
    talk = Occasion.objects.get(what="child_talk")
    assert (talk.pupil, talk.appears_on, talk.name) == (four[3], TODAY, "Kindgesprek na het sociogram")
    assert TODAY < talk.due_on <= TODAY + timedelta(weeks=3)
    assert any("Kindgesprek" in one.title and "Dina" in one.about for one in of_calendar(teacher))
    assistant = make_staff(world.school, RoleKind.ASSISTANT, world.group)
    assert not Occasion.objects.visible_to(assistant).filter(pk=talk.pk).exists()
    assert talk.name in _get(teacher, f"/leerlingen/{four[3].pk}/")
    assert talk.name not in _get(assistant, f"/leerlingen/{four[3].pk}/")
    before = Occasion.objects.count()
    plan_occasions([world.school.pk], TODAY)
    assert Occasion.objects.filter(what="child_talk").get() == talk
    assert Occasion.objects.count() > before
    assert "Wat vertelde het kind?" in _get(teacher, f"/kalender/{talk.pk}/")


@pytest.mark.parametrize(("level", "talks"), [("D", 1), ("V-min", 1), ("C", 0), ("A", 0)])
def test_a_striking_score_asks_for_a_talk_until_it_is_struck(world: World, level: str, talks: int):
    Group.objects.filter(pk=world.group.pk).update(years="7")
    teacher = world.of_kind(RoleKind.TEACHER)
    found = record_measurement(
        world.pupil.pk, instrument="kanvas", day=TODAY, moment="main", level=level, actor=teacher
    )
    assert Occasion.objects.open().filter(what="child_talk", entry="kindgesprek_kanvas").count() == talks
    strike_measurement(found.pk, actor=teacher)
    plan_occasions([world.school.pk], TODAY)
    assert not Occasion.objects.open().filter(what="child_talk").exists()


def test_the_calendar_says_who_still_has_to(world: World, open_one: Sociogram, four: list[Pupil], teacher: Person):
    with clock.at(date(2026, 4, 14)):
        plan_occasions([world.school.pk], clock.today())
        occasion = Occasion.objects.get(entry="sociogram", group=world.group)
        answer_sociogram(open_one.pk, four[0].pk, [], actor=teacher)
        page = _get(teacher, f"/kalender/{occasion.pk}/")
    assert "van 1 van de 4 leerlingen" in page
    assert "Nog 3 kinderen" in page
    assert "Naar het sociogram" in page
    assert "Dina Dinas" in page
    assert "Adam Aal" not in page


# --- The drawing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("chosen", "most", "ring"), [(0, 0, 3), (0, 9, 3), (1, 1, 0), (1, 2, 2), (2, 2, 0), (5, 9, 1)])
def test_who_is_chosen_more_stands_nearer_to_the_middle(chosen: int, most: int, ring: int):
    assert ring_of(chosen, most) == ring
    assert list(RINGS) == sorted(RINGS)


def test_the_same_answers_give_the_same_drawing_and_a_fixed_number_of_queries(
    closed: Sociogram, teacher: Person, world: World
):
    with CaptureQueriesContext(connection) as few:
        picture = picture_of(teacher, closed)
    assert places_of(picture) == places_of(picture_of(teacher, closed))
    assert len(set(places_of(picture).values())) == 4
    make_pupil(world.school, world.group, first_name="Eva", last_name="Laat")
    with CaptureQueriesContext(connection) as more:
        picture_of(teacher, closed)
    assert len(few) == len(more) == 3
    two = (Pupil(pk=1, first_name="Noor", last_name="A"), Pupil(pk=2, first_name="Noor", last_name="B"))
    assert short_names(two) == {1: "Noor A", 2: "Noor B"}
