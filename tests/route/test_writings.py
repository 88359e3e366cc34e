"""A guardian writes to the school whenever she likes: who may, for whom it waits, who answers, and who reads along."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.route.commands.writing import answer_writing, write_to_school
from caseflow.route.reading import readers
from caseflow.route.writings import may_answer, to_answer
from caseflow.sop.vocabulary import Part, RoleKind
from pupils.errors import Invalid
from pupils.models import Guardian, Person, RoleAssignment, Writing, WritingReply
from tests.cast import make_group, make_staff
from tests.route.stories import asked, case_at, crescendo, post, sign_in
from tests.world import SCHOOLS, World, make_guardian, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
WORDS = "Thuis leest zij graag voor. Ziet u dat ook?"
ANSWER = "Ja, in de leeskring ook."


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def url_of(world: World) -> str:
    return reverse("route:guardian_writing", args=[world.pupil.pk])


def written(world: World, who: int = 0) -> Writing:
    assert post(world.guardians[who].person, url_of(world), text=WORDS).status_code == 302
    return Writing.objects.latest("pk")


def page(person: Person, name: str, *args: Any) -> str:
    answer = sign_in(person).get(reverse(name, args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def waits_for(person: Person) -> bool:
    return bool(list(to_answer(person)))


# --- She writes ------------------------------------------------------------------------------------------------------


def test_her_words_are_kept_as_an_event_and_stand_on_her_page_and_in_the_file(world: World) -> None:
    person, ib_er = world.guardians[0].person, world.of_kind(RoleKind.IB_ER)
    assert url_of(world) in page(person, "route:guardian_child", world.pupil.pk)
    row = written(world)
    assert (row.text, row.on, row.guardian) == (WORDS, TODAY, world.guardians[0])
    event = CaseEvent.objects.get(kind="write_to_school")
    assert (event.chain, event.actor_id, event.on) == (world.pupil.chain, person.pk, TODAY)
    assert event.text.texts == {"text": WORDS}
    own = page(person, "route:guardian_writing", world.pupil.pk)
    assert WORDS in own
    assert "De school las dit nog niet." in own
    assert WORDS in page(ib_er, "pupils:pupil", world.pupil.pk)
    assert WORDS in page(ib_er, "route:case", case_at(world, "zorgteam").pk)
    assert ReadRow.objects.filter(person_id=ib_er.pk, part=Part.VIEWS).count() == 2


def test_nobody_changes_or_removes_it(world: World) -> None:
    row = written(world)
    answer_writing(row.pk, text=ANSWER, actor=world.of_kind(RoleKind.IB_ER))
    for model in (Writing, WritingReply):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            model.objects.update(text="anders")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            model.objects.all()._raw_delete(model.objects.db)


@pytest.mark.parametrize(("gezag", "status"), [("yes", 302), ("unknown", 404), ("no", 404)])
def test_who_may_not_read_does_not_write(world: World, gezag: str, status: int) -> None:
    Guardian.objects.filter(pk=world.guardians[0].pk).update(gezag=gezag)
    assert post(world.guardians[0].person, url_of(world), text=WORDS).status_code == status
    assert Writing.objects.exists() is (status == 302)


def test_nothing_to_say_is_said_beside_its_field(world: World) -> None:
    shown = post(world.guardians[0].person, url_of(world), text="   ")
    assert shown.status_code == 200
    assert not Writing.objects.exists()


def test_another_guardian_reads_neither_the_words_nor_the_answer(world: World) -> None:
    one, other = world.guardians
    row = written(world)
    answer_writing(row.pk, text=ANSWER, actor=world.of_kind(RoleKind.IB_ER))
    assert ANSWER in page(one.person, "route:guardian_writing", world.pupil.pk)
    shown = page(other.person, "route:guardian_writing", world.pupil.pk) + page(other.person, "route:guardian_start")
    assert WORDS not in shown
    assert ANSWER not in shown
    assert "De school antwoordde u" not in shown


# --- For whom it waits, and who answers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "role", "waits", "answers"),
    [
        ("", "ib_er", True, True),
        ("", "teacher", True, True),
        ("", "other_teacher", False, False),
        ("", "director", False, True),
        ("zorgteam", "ib_er", True, True),
        ("zorgteam", "teacher", False, False),
        ("zorgteam", "director", False, True),
    ],
)
def test_it_waits_for_the_ib_er_and_without_a_case_for_the_teacher_too(
    world: World, step: str, role: str, waits: bool, answers: bool
) -> None:
    other = make_staff(world.school, RoleKind.TEACHER, make_group(world.school, "Groep 8"), role="teacher")
    person = other if role == "other_teacher" else world.of_kind(RoleKind(role))
    if step:
        case_at(world, step)
    row = written(world)
    assert waits_for(person) is waits
    assert may_answer(person, world.pupil) is answers
    if role != "other_teacher":
        status = sign_in(person).get(reverse("route:writing", args=[row.pk])).status_code
        assert status == (200 if answers else 403)
    answer_writing(row.pk, actor=world.of_kind(RoleKind.IB_ER))
    assert not waits_for(person)


def test_where_a_teacher_works_at_the_step_it_waits_for_her() -> None:
    small = make_world(SCHOOLS / "de-kleine-beer.yaml")
    case_at(small, "in_de_klas")
    row, teacher = written(small), small.of_kind(RoleKind.TEACHER)
    assert waits_for(teacher)
    answer_writing(row.pk, text=ANSWER, actor=teacher)
    assert WritingReply.objects.get().by == teacher
    assert not waits_for(teacher)


def test_it_stands_under_what_waits_and_costs_the_same_for_many(
    world: World, django_assert_max_num_queries: Any
) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    for _time in range(4):
        written(world)
    with django_assert_max_num_queries(6):
        assert len(list(to_answer(ib_er))) == 4
    assert "Een ouder schreef aan de school: lees het en antwoord" in page(ib_er, "route:start")


def test_read_and_then_answered_and_she_sees_when_and_what(world: World) -> None:
    row, ib_er, person = written(world), world.of_kind(RoleKind.IB_ER), world.guardians[0].person
    door = reverse("route:writing", args=[row.pk])
    assert WORDS in page(ib_er, "route:writing", row.pk)
    assert post(ib_er, door, text="").status_code == 302
    shown = page(person, "route:guardian_writing", world.pupil.pk)
    assert "De school las dit op 9 maart 2026." in shown
    assert "De school antwoordde u" not in page(person, "route:guardian_start")
    with clock.at(TODAY + timedelta(days=1)):
        assert post(ib_er, door, text=ANSWER).status_code == 302
        assert "De school antwoordde u" in page(person, "route:guardian_start")
        shown = page(person, "route:guardian_writing", world.pupil.pk)
        assert ANSWER in shown
        assert "De school las dit op 9 maart 2026." in shown
        assert f"Antwoord van {ib_er.name}, 10 maart 2026" in shown
        assert "De school antwoordde u" not in page(person, "route:guardian_start")
    assert [one.kind for one in CaseEvent.objects.filter(chain=world.pupil.chain).order_by("pk")] == [
        "write_to_school",
        "read_writing",
        "answer_writing",
    ]


def test_nobody_answers_about_her_own_child(world: World) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    row = written(world)
    make_guardian(world.pupil, ib_er)
    assert post(ib_er, reverse("route:writing", args=[row.pk]), text=ANSWER).status_code == 403
    with pytest.raises(Invalid, match="Dit gaat over je eigen kind"):
        answer_writing(row.pk, text=ANSWER, actor=ib_er)
    assert not WritingReply.objects.exists()


@pytest.mark.parametrize(
    ("step", "parents", "waiting"),
    [
        ("", {"ib_er"}, {"teacher"}),
        ("", {"ib_er", "teacher"}, {"director"}),
        ("", {"ib_er", "teacher", "director"}, set()),
        ("zorgteam", {"ib_er"}, {"director"}),
        ("zorgteam", {"ib_er", "director"}, {"teacher"}),
        ("zorgteam", {"director"}, {"ib_er"}),
    ],
)
def test_where_all_for_whom_it_waits_are_parents_it_falls_to_somebody_else(
    world: World, step: str, parents: set[str], waiting: set[str]
) -> None:
    people = {kind: world.of_kind(RoleKind(kind)) for kind in ("ib_er", "director", "teacher")}
    RoleAssignment.objects.filter(school=world.school).exclude(kind__in=people).delete()
    for kind in parents:
        make_guardian(world.pupil, people[kind])
    if step:
        case_at(world, step)
    row = written(world)
    assert {kind for kind, person in people.items() if waits_for(person)} == waiting
    for kind in waiting:
        assert may_answer(people[kind], world.pupil)
        assert sign_in(people[kind]).get(reverse("route:writing", args=[row.pk])).status_code == 200
    for kind in parents:
        assert not may_answer(people[kind], world.pupil)


def test_a_parent_of_another_child_and_staff_of_another_group_do_not_come_near(world: World) -> None:
    row = written(world)
    other = make_staff(world.school, RoleKind.TEACHER, make_group(world.school, "Groep 8"), role="teacher")
    assert post(other, reverse("route:writing", args=[row.pk]), text=ANSWER).status_code == 404
    stranger = make_guardian(world.new_pupil(), Person.objects.create_user(email="s@x.test", name="S", password=None))
    assert post(stranger.person, url_of(world), text=WORDS).status_code == 404


# --- Outside ---------------------------------------------------------------------------------------------------------


def test_somebody_from_outside_reads_it_only_where_the_question_named_it(world: World) -> None:
    _case, item, consent = asked(world)
    row = write_to_school(world.pupil.pk, text=WORDS, actor=world.guardians[0].person)
    answer_writing(row.pk, text=ANSWER, actor=world.of_kind(RoleKind.IB_ER))
    [told] = readers[Part.VIEWS](item)
    assert told["effect"] == WORDS
    assert ANSWER in told["also"]
    assert world.guardians[0].person.name not in str(told)
    assert Part.VIEWS not in consent.parts
