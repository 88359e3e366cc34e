"""A group talked over, through the door: its agenda, each child's turn, what was agreed, and who reads it after."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.route.models import Deadline
from caseflow.sop.vocabulary import RoleKind
from pupils.calendar import LATE_AFTER
from pupils.commands.agreement import finish_agreement, reopen_agreement
from pupils.commands.calendar import plan_occasions
from pupils.commands.group_talk import (
    Agreed,
    note_at_talk,
    put_back_on_talk,
    put_on_talk,
    take_back_line,
    take_off_talk,
)
from pupils.commands.intervention import start_intervention
from pupils.commands.occasion import finish_occasion, reopen_occasion
from pupils.errors import Invalid
from pupils.group_talk import agenda_of, not_on_agenda
from pupils.leaving import open_work, pass_on
from pupils.models import Measurement, Occasion, Person, Pupil, RoleAssignment, TalkLine, TalkPoint
from pupils.waiting import waiting_for
from tests.calendars import CHILD, TALK, adopt, world_with
from tests.cast import make_group, make_guardian, make_pupil, make_staff
from tests.route.stories import case_at, crescendo, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 9)
DAY = timedelta(days=1)
WHY = "Is stil in de kring."


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    world = crescendo()
    Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=date(2022, 8, 1), first_name="Sam", last_name="Linde")
    for name in ("Noor", "Zoë"):
        make_pupil(world.school, world.group, first_name=name, last_name="Berg")
    plan_occasions([world.school.pk], TODAY)
    return world


@pytest.fixture
def talk(world: World) -> Occasion:
    return Occasion.objects.filter(group=world.group, entry="groepsbespreking").earliest("due_on")


@pytest.fixture
def teacher(world: World) -> Person:
    return world.of_kind(RoleKind.TEACHER)


@pytest.fixture
def ib_er(world: World) -> Person:
    return world.of_kind(RoleKind.IB_ER)


def child(name: str) -> Pupil:
    return Pupil.objects.get(first_name=name)


def listed(talk: Occasion, teacher: Person, *names: str) -> list[TalkPoint]:
    return put_on_talk(talk.pk, others=[child(name).pk for name in names], why=WHY, actor=teacher)


def page(person: Person, name: str, *args: Any) -> str:
    answer = sign_in(person).get(reverse(f"pupils:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def agreement(talk: Occasion, owner: Person, name: str = "Sam", until: date = TODAY + DAY) -> TalkLine:
    note_at_talk(talk.pk, child(name).pk, agreed=Agreed("elke dag lezen", owner.pk, until), actor=owner)
    return TalkLine.objects.agreements().latest("pk")


# --- From the agenda to what each teacher sees -----------------------------------------------------------------------


def test_a_talk_from_its_agenda_to_what_stands_with_the_child_afterwards(
    world: World, talk: Occasion, teacher: Person, ib_er: Person
) -> None:
    sam, noor = child("Sam"), child("Noor")
    start_intervention(noor.pk, "Flitsen", "rust", "leerkracht", 15, 3, TODAY, ends_on=TODAY + DAY, actor=teacher)
    assert "Er staat nog niemand op de agenda" in page(ib_er, "occasion", talk.pk)
    assert [one.about for one in waiting_for(teacher) if one.title == talk.name] == [
        f"{world.group.name} · nog niemand op de agenda"
    ]
    put = reverse("pupils:talk_put", args=[talk.pk])
    assert "Noor: Flitsen loopt tot 10 november" in page(ib_er, "talk_put", talk.pk)
    read = ReadRow.objects.filter(person_id=ib_er.pk, object=f"occasion-{talk.pk}")
    assert set(read.values_list("pupil_id", flat=True)) == {noor.pk}  # of whom the page says what is due
    assert "Waarover" in post(teacher, put, others=[sam.pk]).content.decode()  # of one of whom nothing is due: why
    post(teacher, put, due=[noor.pk], others=[sam.pk], why=WHY)
    assert dict(TalkPoint.objects.values_list("pupil__first_name", "why")) == {
        "Noor": "Flitsen loopt tot 10 november",
        "Sam": WHY,
    }
    agenda = page(ib_er, "occasion", talk.pk)
    assert "0 van de 2 besproken" in agenda
    assert WHY in agenda

    screen = reverse("pupils:talk", args=[talk.pk, noor.pk])
    shown = page(ib_er, "talk", talk.pk, noor.pk)
    assert "Flitsen" in shown
    assert "Bewaar en door naar Sam" in shown
    agreed = {"what": "Nog zes weken flitsen", "owner": teacher.pk, "until": "2026-12-21"}
    onward = post(ib_er, screen, text="Het gaat vooruit.", **agreed, next="yes")
    assert onward.headers["Location"] == reverse("pupils:talk", args=[talk.pk, sam.pk])
    assert "Schrijf op wat jullie bespreken" in post(ib_er, onward.headers["Location"]).content.decode()
    last = post(ib_er, onward.headers["Location"], next="yes")  # talked over, and nothing to write down
    assert last.headers["Location"] == reverse("pupils:occasion", args=[talk.pk])
    post(ib_er, reverse("pupils:occasion", args=[talk.pk]), note="Rust in de groep.")

    record = page(teacher, "occasion", talk.pk)
    for words in ("Rust in de groep.", "Over wie het ging", "Het gaat vooruit.", "Nog zes weken flitsen"):
        assert words in record
    own = page(teacher, "pupil", noor.pk)
    assert "Besproken op school" in own
    assert "Nog zes weken flitsen" in own
    assert "Nog zes weken flitsen" not in page(teacher, "pupil", sam.pk)
    (waits,) = [one for one in waiting_for(teacher) if one.title == "Nog zes weken flitsen"]
    assert (waits.due_on, waits.late) == (date(2026, 12, 21), False)
    post(teacher, waits.url, came_of="Hij leest nu vlot.")
    assert "Hij leest nu vlot." in page(teacher, "pupil", noor.pk)
    assert not [one for one in waiting_for(teacher) if one.title == "Nog zes weken flitsen"]

    kinds = CaseEvent.objects.of([noor.chain]).order_by("number").values_list("kind", flat=True)
    said = ["put_on_talk", "note_at_talk", "agree_at_talk", "talk_over", "finish_agreement"]
    assert list(kinds) == ["start_intervention", *said]
    assert verify(noor.chain) == verify(sam.chain) == []
    read = ReadRow.objects.filter(person_id=ib_er.pk, pupil_id=noor.pk, object=f"talk-{talk.pk}")
    assert {"observations", "hgw", "measurements"} <= set(read.values_list("part", flat=True))


def test_the_next_time_it_tells_what_was_agreed_and_whether_it_was_done(
    world: World, talk: Occasion, teacher: Person, ib_er: Person
) -> None:
    listed(talk, teacher, "Sam", "Noor")
    agreement(talk, teacher)
    finish_occasion(talk.pk, actor=ib_er)
    then = Occasion.objects.filter(group=world.group, entry="groepsbespreking", due_on__gt=talk.due_on).first()
    assert then is not None
    with clock.at(TODAY + 3 * DAY):
        reasons = {one.first_name: why for one, why in not_on_agenda(teacher, then, clock.today())}
        assert reasons["Sam"] == "een afspraak is niet afgerond"
        assert reasons["Noor"] == "kwam bij ‘Groepsbespreking’ niet aan de beurt"
        assert "niet aan de beurt gekomen" in page(teacher, "occasion", talk.pk)
        put_on_talk(then.pk, due=[child("Sam").pk], actor=ib_er)
        shown = page(ib_er, "talk", then.pk, child("Sam").pk)
        assert "elke dag lezen" in shown
        assert "te laat: 10 nov" in shown


def test_what_is_due_proposes_a_child_with_why(world: World, talk: Occasion, teacher: Person) -> None:
    Measurement.objects.create(
        pupil=child("Zoë"), instrument="lib", instrument_name="LIB rekenen", day=TODAY - DAY, moment="main", level="E",
        recorded_by=teacher, recorded_on=TODAY,
    )  # fmt: skip
    case = case_at(world, "zorgteam", child("Noor"))
    Deadline.objects.create(
        case=case, school=world.school, rule="step:zorgteam:Terugkoppeling", name="Terugkoppeling", owner_role="ib_er",
        meets="record_advice", started_by=1, started_on=TODAY, due_on=TODAY + DAY, remind_on=TODAY,
        sop_version=talk.sop_version,
    )  # fmt: skip
    there = [(one.first_name, why) for one, why in not_on_agenda(teacher, talk, TODAY)]
    assert there == [("Noor", "termijn ‘Terugkoppeling’ tot 10 november"), ("Zoë", "E bij LIB rekenen"), ("Sam", "")]


# --- What is refused, and taken back ---------------------------------------------------------------------------------


def test_on_the_agenda_once_off_it_and_back(talk: Occasion, teacher: Person) -> None:
    (point,) = listed(talk, teacher, "Sam")
    with pytest.raises(Invalid, match="al op de agenda"):
        listed(talk, teacher, "Sam")
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkPoint.objects.create(occasion=talk, pupil=child("Sam"), put_by=teacher, put_on=TODAY)
    post(teacher, reverse("pupils:talk_off", args=[point.pk]))
    assert "Zet terug" in page(teacher, "occasion", talk.pk)
    post(teacher, reverse("pupils:talk_back", args=[point.pk]))
    assert agenda_of(teacher, talk, TODAY).pupils == [child("Sam")]
    take_off_talk(point.pk, actor=teacher)
    listed(talk, teacher, "Sam")
    with pytest.raises(Invalid, match="op de dag zelf"):
        put_back_on_talk(point.pk, actor=teacher)  # it stands there again by another hand
    note_at_talk(talk.pk, child("Sam").pk, turn=True, actor=teacher)
    with pytest.raises(Invalid, match="al besproken"):
        take_off_talk(TalkPoint.objects.standing().get().pk, actor=teacher)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "text"),
        ({"text": "x" * 10_001}, "text"),
        ({"agreed": (" ", TODAY)}, "what"),
        ({"agreed": ("lezen", TODAY - DAY)}, "until"),
    ],
)
def test_what_a_turn_refuses(talk: Occasion, teacher: Person, said: dict[str, Any], field: str) -> None:
    listed(talk, teacher, "Sam")
    if "agreed" in said:
        said = {"agreed": Agreed(said["agreed"][0], teacher.pk, said["agreed"][1])}
    with pytest.raises(Invalid) as refused:
        note_at_talk(talk.pk, child("Sam").pk, **said, actor=teacher)
    assert refused.value.field == field


def test_an_agreement_is_whole_and_of_somebody_who_works_with_the_child(
    world: World, talk: Occasion, teacher: Person
) -> None:
    listed(talk, teacher, "Sam")
    screen = reverse("pupils:talk", args=[talk.pk, child("Sam").pk])
    assert "Kies een datum." in post(teacher, screen, what="lezen", owner=teacher.pk).content.decode()
    assert "laat de datum leeg" in post(teacher, screen, until="2026-12-01").content.decode()
    elsewhere = make_staff(world.school, RoleKind.TEACHER, make_group(world.school), role="teacher")
    assistant = make_staff(world.school, RoleKind.ASSISTANT, world.group)
    for stranger in (elsewhere, assistant):
        with pytest.raises(Invalid, match="die met dit kind werkt"):
            note_at_talk(talk.pk, child("Sam").pk, agreed=Agreed("lezen", stranger.pk, TODAY), actor=teacher)


def test_two_who_type_at_once_lose_no_word_and_each_takes_back_her_own(
    talk: Occasion, teacher: Person, ib_er: Person
) -> None:
    listed(talk, teacher, "Sam")
    sam = child("Sam")
    for person, text in ((teacher, "van de leerkracht"), (ib_er, "van de ib-er")):
        post(person, reverse("pupils:talk", args=[talk.pk, sam.pk]), text=text)
    shown = page(ib_er, "talk", talk.pk, sam.pk)
    assert "van de leerkracht" in shown
    assert "van de ib-er" in shown
    assert shown.count("Neem terug") == 1
    first, second = TalkLine.objects.all()
    with pytest.raises(PermissionDenied):
        take_back_line(first.pk, actor=ib_er)
    post(ib_er, reverse("pupils:talk_line_back", args=[second.pk]))
    assert "van de ib-er" not in page(teacher, "talk", talk.pk, sam.pk)
    told = CaseEvent.objects.of([sam.chain]).get(kind="note_at_talk", data__line=second.pk)
    assert told.is_erased
    assert verify(sam.chain) == []
    with clock.at(TODAY + DAY), pytest.raises(Invalid, match="op de dag zelf"):
        take_back_line(first.pk, actor=teacher)
    with pytest.raises(DatabaseError), transaction.atomic():
        TalkLine.objects.filter(pk=first.pk).update(text="anders")


def test_what_is_finished_takes_no_more_until_it_is_opened_again(
    talk: Occasion, teacher: Person, ib_er: Person
) -> None:
    (point,) = listed(talk, teacher, "Sam")
    finish_occasion(talk.pk, actor=ib_er)
    acts = (
        lambda: listed(talk, teacher, "Noor"),
        lambda: take_off_talk(point.pk, actor=teacher),
        lambda: note_at_talk(talk.pk, child("Sam").pk, text="toch nog", actor=teacher),
    )
    for act in acts:
        with pytest.raises(Invalid, match="al afgerond"):
            act()
    assert "<textarea" not in page(teacher, "talk", talk.pk, child("Sam").pk)
    reopen_occasion(talk.pk, actor=ib_er)
    note_at_talk(talk.pk, child("Sam").pk, text="toch nog", actor=teacher)


def test_an_agreement_is_done_once_and_open_again_on_the_same_day(
    talk: Occasion, teacher: Person, world: World
) -> None:
    listed(talk, teacher, "Sam")
    line, other = agreement(talk, teacher), make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher")
    with pytest.raises(PermissionDenied):
        finish_agreement(line.pk, actor=other)
    assert "Dit is van een collega" in page(other, "agreement", line.pk)
    finish_agreement(line.pk, came_of="goed", actor=teacher)
    with pytest.raises(Invalid, match="al afgerond"):
        finish_agreement(line.pk, actor=teacher)
    post(teacher, reverse("pupils:agreement_reopen", args=[line.pk]))
    assert TalkLine.objects.open().get().came_of == ""
    finish_agreement(line.pk, actor=world.of_kind(RoleKind.DIRECTOR))
    with clock.at(TODAY + DAY), pytest.raises(Invalid, match="op de dag zelf"):
        reopen_agreement(line.pk, actor=teacher)
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkLine.objects.filter(pk=line.pk).update(done_by=None)


def test_what_is_long_late_comes_to_who_steers_and_what_she_leaves_goes_along(
    talk: Occasion, teacher: Person, ib_er: Person, world: World
) -> None:
    listed(talk, teacher, "Sam")
    line = agreement(talk, teacher)
    for days, told in ((LATE_AFTER, 0), (LATE_AFTER + DAY, 1)):
        with clock.at(TODAY + DAY + days):
            rows = [one for one in waiting_for(ib_er) if "nog open staan bij anderen: 1" in one.about]
        assert len(rows) == told
    new = make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher")
    assert open_work(teacher, world.school, TODAY) == 1
    pass_on(teacher, world.school, TODAY, new)
    line.refresh_from_db()
    assert line.owner == new


# --- Who ------------------------------------------------------------------------------------------------------------


def test_who_takes_part_and_who_reads_nothing_of_it(world: World, talk: Occasion, teacher: Person) -> None:
    listed(talk, teacher, "Sam", "Noor")
    line = agreement(talk, teacher)
    screen = reverse("pupils:talk", args=[talk.pk, child("Sam").pk])
    urls = (screen, reverse("pupils:talk_put", args=[talk.pk]), reverse("pupils:agreement", args=[line.pk]))
    in_part = {"ib_er": world.of_kind(RoleKind.IB_ER), "director": world.of_kind(RoleKind.DIRECTOR)}
    in_part["teacher"] = make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher", ends_on=TODAY)
    for who, person in in_part.items():
        assert [sign_in(person).get(url).status_code for url in urls] == [200] * 3, who
    assistant = make_staff(world.school, RoleKind.ASSISTANT, world.group)
    left_out = {
        "assistant": assistant,
        "teacher elsewhere": make_staff(world.school, RoleKind.TEACHER, make_group(world.school), role="teacher"),
        "specialist": make_staff(world.school, RoleKind.SPECIALIST),
        "outsider": world.people["orthopedagoog"],
        "guardian": world.guardians[0].person,
    }
    for who, person in left_out.items():
        assert [sign_in(person).get(url).status_code for url in urls] == [404] * 3, who
        with pytest.raises((Http404, PermissionDenied)):
            note_at_talk(talk.pk, child("Sam").pk, text="x", actor=person)
    assert "Besproken op school" not in page(assistant, "pupil", child("Sam").pk)
    assert "Noor" not in page(assistant, "occasion", talk.pk)
    with clock.at(TODAY + DAY):  # who stood in until yesterday
        assert sign_in(in_part["teacher"]).get(screen).status_code == 404


def test_nobody_hears_at_work_what_is_said_of_her_own_child(
    world: World, talk: Occasion, teacher: Person, ib_er: Person
) -> None:
    listed(talk, ib_er, "Sam", "Noor")
    agreement(talk, ib_er)
    make_guardian(child("Sam"), person=teacher)
    case = case_at(world, "zorgteam", child("Sam"))
    with pytest.raises(Http404):
        note_at_talk(talk.pk, child("Sam").pk, text="x", actor=teacher)
    with pytest.raises(Invalid, match="die met dit kind werkt"):
        note_at_talk(talk.pk, child("Sam").pk, agreed=Agreed("lezen", teacher.pk, TODAY), actor=ib_er)
    assert agenda_of(teacher, talk, TODAY).pupils == [child("Noor")]
    assert "Sam" not in [one.first_name for one, _why in not_on_agenda(teacher, talk, TODAY)]
    shown = post(teacher, reverse("pupils:talk", args=[talk.pk, child("Sam").pk]), text="x")
    assert shown.status_code == 404
    for person, reads in ((ib_er, True), (teacher, False)):
        client = sign_in(person)
        session = client.session
        session["hat"] = "work"
        session.save()
        told = client.get(reverse("route:case", args=[case.pk]))
        assert ("elke dag lezen" in told.content.decode()) is reads


def test_a_talk_that_the_school_plans_otherwise_keeps_its_agenda(tmp_path: Any) -> None:
    said = {**TALK, "months": [4]}
    world = world_with(tmp_path, talk=said)
    plan_occasions([world.school.pk], TODAY)
    (before,) = Occasion.objects.all()
    (point,) = put_on_talk(before.pk, others=[world.pupil.pk], why=WHY, actor=world.people["groepsleider"])
    adopt(world, TODAY, talk={**said, "name": "Kringbespreking"})
    plan_occasions([world.school.pk], TODAY)
    point.refresh_from_db()
    assert (point.occasion.name, point.occasion.is_open) == ("Kringbespreking", True)


def test_a_child_of_another_group_is_on_no_agenda(world: World, talk: Occasion, ib_er: Person) -> None:
    elsewhere = make_pupil(world.school, make_group(world.school), first_name="Puck")
    with pytest.raises(Http404):
        put_on_talk(talk.pk, others=[elsewhere.pk], why=WHY, actor=ib_er)
    with pytest.raises(Http404):
        note_at_talk(talk.pk, elsewhere.pk, text="x", actor=ib_er)


# --- Talks about every child by itself, and the cost ---------------------------------------------------------------


def test_a_talk_about_each_pupil_has_the_same_screen(tmp_path: Any) -> None:
    world = world_with(tmp_path, child={**CHILD, "months": [11]})
    other = make_pupil(world.school, world.group, first_name="Aat", last_name="Berg")
    plan_occasions([world.school.pk], TODAY)
    teacher, first = world.people["groepsleider"], Occasion.objects.get(pupil=other)
    assert "Open het gesprek" in page(teacher, "occasion", first.pk)
    screen = reverse("pupils:talk", args=[first.pk, other.pk])
    assert f"Bewaar en door naar {world.pupil.first_name}" in page(teacher, "talk", first.pk, other.pk)
    after = Occasion.objects.get(pupil=world.pupil, due_on=first.due_on)
    onward = post(teacher, screen, text="Aat wil meer lezen.", next="yes")
    assert onward.headers["Location"] == reverse("pupils:talk", args=[after.pk, world.pupil.pk])
    assert TalkPoint.objects.get().occasion == first
    assert "Aat wil meer lezen." in page(teacher, "occasion", first.pk)
    assert sign_in(teacher).get(reverse("pupils:talk", args=[first.pk, world.pupil.pk])).status_code == 404


def test_it_costs_the_same_with_few_and_with_many_on_the_agenda(
    world: World, talk: Occasion, teacher: Person, ib_er: Person
) -> None:
    def cost() -> list[int]:
        numbers = []
        for name, args in (("occasion", [talk.pk]), ("talk_put", [talk.pk]), ("talk", [talk.pk, child("Sam").pk])):
            client = sign_in(teacher)
            client.get(reverse("pupils:calendar"))
            with CaptureQueriesContext(connection) as seen:
                assert client.get(reverse(f"pupils:{name}", args=args)).status_code == 200
            numbers.append(len(seen))
        return numbers

    listed(talk, teacher, "Sam", "Noor")
    agreement(talk, teacher)
    few = cost()
    for number in range(12):
        make_pupil(world.school, world.group, first_name=f"Kind {number}")
    names = [f"Kind {number}" for number in range(8)]
    listed(talk, ib_er, *names)
    for name in names:
        agreement(talk, teacher, name)
    assert cost() == few


def test_the_role_that_ended_takes_the_agreements_of_nobody(world: World, talk: Occasion, teacher: Person) -> None:
    """An agreement whose owner sees the child no more waits for who steers, once it is late."""
    listed(talk, teacher, "Sam")
    agreement(talk, teacher)
    RoleAssignment.objects.filter(person=teacher).update(ends_on=TODAY)
    with clock.at(TODAY + LATE_AFTER + 2 * DAY):
        assert not [one for one in waiting_for(teacher) if one.title == "elke dag lezen"]
        assert [one for one in waiting_for(world.of_kind(RoleKind.IB_ER)) if "nog open staan" in one.about]
