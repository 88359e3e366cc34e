"""From what was understood of each child to one A4, and to what it brought: by the teacher, through the door."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_fsm import TransitionNotAllowed
from pypdf import PdfReader

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.drafts.tokens import FIELD, issue
from caseflow.sop.vocabulary import RoleKind
from pupils.calendar import LATE_AFTER
from pupils.commands.group_plan import (
    begin_group_plan,
    close_group_plan,
    drop_cluster,
    put_cluster,
    put_group_plan_in_force,
)
from pupils.commands.insight import end_insight, note_insight
from pupils.commands.observation import log_observation
from pupils.errors import Invalid
from pupils.models import Cluster, GroupPlan, InCluster, Insight, Person, Pupil
from pupils.models.group_plan import MOST_CLUSTERS, MOST_WORDS
from pupils.overview import alike, overview_of
from pupils.waiting import waiting_for
from tests.cast import make_group, make_pupil, make_staff
from tests.route.stories import crescendo
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
PLAN = {"area": "rekenen", "first_day": TODAY, "last_day": TODAY + timedelta(weeks=12)}
WORDS = {"name": "Verlengd", "needs": "korte uitleg", "goal": "de tafels tot tien", "approach": "samen voordoen"}


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    world = crescendo()
    Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=date(2022, 8, 1), first_name="Sam", last_name="Linde")
    return world


@pytest.fixture
def teacher(world: World) -> Person:
    return world.of_kind(RoleKind.TEACHER)


@pytest.fixture
def three(world: World) -> list[Pupil]:
    more = [make_pupil(world.school, world.group, first_name=name, last_name="Berg") for name in ("Noor", "Zoë")]
    return [Pupil.objects.get(pk=world.pupil.pk), *more]


@pytest.fixture
def plan(world: World, three: list[Pupil], teacher: Person) -> GroupPlan:
    plan = begin_group_plan(world.group.pk, **PLAN, actor=teacher)
    put_cluster(plan.pk, **WORDS, pupils=[one.pk for one in three[:2]], actor=teacher)
    return plan


def _post(person: Person, path: str, **data: Any) -> Any:
    client = Client()
    client.force_login(person)
    return client.post(path, {**data, FIELD: issue(person, path)}, follow=True)


def _get(person: Person, path: str) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(path)


def _cluster(plan: GroupPlan) -> Cluster:
    return Cluster.objects.get(plan=plan)


def test_from_signals_to_one_a4_and_what_it_brought(world: World, three: list[Pupil], teacher: Person) -> None:
    sam, noor, _zoe = three
    log_observation(sam.pk, TODAY, "rekenen", "telt op vingers", actor=teacher)
    for pupil in (sam, noor):
        path = reverse("pupils:insight", args=[pupil.pk])
        told = _post(teacher, path, kind="needs", stem="instruction", words="kort is en voordoet", area="rekenen")
        assert "heeft instructie nodig die kort is en voordoet" in told.content.decode()
    page = _get(teacher, reverse("pupils:group_overview", args=[world.group.pk])).content.decode()
    assert "telt op vingers" in page
    assert page.count("heeft instructie nodig die kort is en voordoet") == 2

    path = reverse("pupils:group_plan_begin", args=[world.group.pk])
    page = _post(teacher, path, **PLAN).content.decode()
    plan = GroupPlan.objects.get()
    laid_ready = f"{reverse('pupils:cluster_new', args=[plan.pk])}?kind={noor.pk}&amp;kind={sam.pk}"
    assert laid_ready in page
    form = _get(teacher, laid_ready.replace("&amp;", "&")).content.decode()
    assert form.count(" checked") == 2

    path = reverse("pupils:cluster_new", args=[plan.pk])
    page = _post(teacher, path, **WORDS, pupils=[sam.pk, noor.pk]).content.decode()
    assert "Wie heeft hetzelfde nodig?" not in page  # both are placed
    _post(teacher, reverse("pupils:group_plan_in_force", args=[plan.pk]))
    assert "In het groepsplan" in _get(teacher, reverse("pupils:pupil", args=[sam.pk])).content.decode()

    file = _get(teacher, reverse("pupils:group_plan_sheet", args=[plan.pk]))
    (sheet,) = PdfReader(BytesIO(file.content)).pages
    text = sheet.extract_text()
    assert sheet.mediabox.width > sheet.mediabox.height
    assert all(word in text for word in (*WORDS.values(), "Sam", "Noor", "Hang dit niet op", "Vertrouwelijk"))
    assert "Linde" not in text

    members = {one.pupil.first_name: one.pk for one in InCluster.objects.select_related("pupil")}
    said = {f"effect_{_cluster(plan).pk}": "goed", f"result_{members['Sam']}": "reached"}
    path = reverse("pupils:group_plan_evaluate", args=[plan.pk])
    assert "Kies een van de mogelijkheden." in _post(teacher, path, **said).content.decode()
    page = _post(teacher, path, **said, **{f"result_{members['Noor']}": "partly"}).content.decode()
    assert "deels gehaald" in page
    kinds = CaseEvent.objects.filter(chain=sam.chain).order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["log_observation", "note_insight", "join_cluster", "evaluate_cluster"]
    assert verify(sam.chain) == verify(f"group-{world.group.pk}") == []


def test_a_full_plan_still_fits_on_one_a4(world: World, teacher: Person) -> None:
    plan = begin_group_plan(world.group.pk, **PLAN, actor=teacher)
    for number in range(MOST_CLUSTERS):
        pupils = [
            make_pupil(world.school, world.group, first_name=f"Maximiliaan {number}{n}", last_name="X").pk
            for n in range(6)
        ]
        words = {name: (f"{number} wat een leerkracht schrijft " * 20)[:most] for name, most in MOST_WORDS.items()}
        words["name"] = f"{number}{words['name']}"[: MOST_WORDS["name"]].strip()
        del words["effect"]
        put_cluster(plan.pk, **words, pupils=pupils, actor=teacher)
    file = _get(teacher, reverse("pupils:group_plan_sheet", args=[plan.pk]))
    pages = PdfReader(BytesIO(file.content)).pages
    assert len(pages) == 1
    assert "Maximiliaan 55" in pages[0].extract_text()
    with pytest.raises(Invalid, match="past niet op één A4"):
        put_cluster(plan.pk, **WORDS, pupils=pupils, actor=teacher)


def test_two_who_need_the_same_are_told_and_one_alone_is_not(
    plan: GroupPlan, three: list[Pupil], teacher: Person
) -> None:
    other = begin_group_plan(plan.group_id, **{**PLAN, "area": "taal"}, actor=teacher)
    for pupil in three[:2]:
        note_insight(pupil.pk, "needs", "taal", "vaak herhaalt", "feedback", actor=teacher)
    note_insight(three[2].pk, "needs", "taal", "rust geven", "peers", actor=teacher)
    note_insight(three[2].pk, "needs", "gedrag", "vaak herhaalt", "feedback", actor=teacher)  # not about taal
    assert [(stem, {one.first_name for one in some}) for stem, some in alike(other, teacher, TODAY)] == [
        ("heeft feedback nodig die …", {"Sam", "Noor"})
    ]
    last = Insight.objects.filter(pupil=three[0], area="taal").get()
    end_insight(last.pk, actor=teacher)
    assert alike(other, teacher, TODAY) == []


def test_the_overview_asks_the_same_number_of_questions_for_three_and_for_thirty(
    world: World, three: list[Pupil], teacher: Person
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert overview_of(teacher, world.group, TODAY)
        return len(queries)

    few = asked()
    for number in range(27):
        pupil = make_pupil(world.school, world.group, first_name=f"Kind {number}")
        log_observation(pupil.pk, TODAY, "taal", "leest", actor=teacher)
    assert asked() == few


@pytest.mark.parametrize(
    ("what", "field"),
    [
        ({"words": " "}, "words"),
        ({"words": "x" * 301}, "words"),
        ({"kind": "anders"}, "kind"),
        ({"stem": ""}, "stem"),
        ({"area": "gym"}, "area"),
    ],
)
def test_what_is_understood_says_something(world: World, teacher: Person, what: dict[str, str], field: str) -> None:
    said = {"kind": "needs", "area": "taal", "words": "rust geven", "stem": "peers", **what}
    with pytest.raises(Invalid) as refused:
        note_insight(world.pupil.pk, **said, actor=teacher)
    assert refused.value.field == field


def test_the_same_twice_is_one(world: World, teacher: Person) -> None:
    note_insight(world.pupil.pk, "hinders", "taal", "is moe", actor=teacher)
    with pytest.raises(Invalid, match="staat er al"):
        note_insight(world.pupil.pk, "hinders", "taal", "is moe", actor=teacher)


def test_what_was_understood_stays_as_it_was_said(world: World, teacher: Person) -> None:
    said = note_insight(world.pupil.pk, "hinders", "taal", "is moe", actor=teacher)
    with pytest.raises(DatabaseError), transaction.atomic():
        Insight.objects.filter(pk=said.pk).update(words="is lui")
    with pytest.raises(IntegrityError), transaction.atomic():
        Insight.objects.create(
            pupil=world.pupil, kind="hinders", stem="peers", words="x", said_by=teacher, said_on=TODAY, area="taal"
        )
    assert end_insight(said.pk, actor=teacher).ended_on == TODAY


class TestWhatAPlanRefuses:
    def test_a_period_that_ends_before_it_begins(self, world: World, teacher: Person) -> None:
        with pytest.raises(Invalid, match="na de eerste dag"):
            begin_group_plan(world.group.pk, "taal", TODAY, TODAY, actor=teacher)

    def test_two_in_the_making_for_one_area(self, plan: GroupPlan, teacher: Person) -> None:
        with pytest.raises(Invalid, match="al een groepsplan in de maak"):
            begin_group_plan(plan.group_id, **PLAN, actor=teacher)

    def test_a_child_of_another_group(self, plan: GroupPlan, world: World, teacher: Person) -> None:
        elsewhere = make_pupil(world.school, make_group(world.school, "Groep 8"))
        with pytest.raises(Http404):
            put_cluster(plan.pk, **{**WORDS, "name": "Plus"}, pupils=[elsewhere.pk], actor=teacher)
        with pytest.raises(Invalid, match="uit deze groep"):
            put_cluster(
                plan.pk, **{**WORDS, "name": "Plus"}, pupils=[elsewhere.pk], actor=world.of_kind(RoleKind.IB_ER)
            )

    def test_a_second_cluster_of_one_name(self, plan: GroupPlan, three: list[Pupil], teacher: Person) -> None:
        with pytest.raises(Invalid, match="met deze naam"):
            put_cluster(plan.pk, **{**WORDS, "name": "verlengd"}, pupils=[three[2].pk], actor=teacher)

    @pytest.mark.parametrize("word", [word for word in MOST_WORDS if word != "effect"])
    def test_more_words_than_the_paper_holds(
        self, plan: GroupPlan, three: list[Pupil], teacher: Person, word: str
    ) -> None:
        long = {**WORDS, "name": "Plus", word: "x" * (MOST_WORDS[word] + 1)}
        with pytest.raises(Invalid) as refused:
            put_cluster(plan.pk, **long, pupils=[three[2].pk], actor=teacher)
        assert refused.value.field == word

    def test_to_go_into_force_without_a_cluster_or_beside_another(self, plan: GroupPlan, teacher: Person) -> None:
        empty = begin_group_plan(plan.group_id, **{**PLAN, "area": "taal"}, actor=teacher)
        with pytest.raises(Invalid, match="ten minste één cluster"):
            put_group_plan_in_force(empty.pk, actor=teacher)
        put_group_plan_in_force(plan.pk, actor=teacher)
        drop = _cluster(plan)
        with pytest.raises(Invalid, match="staat intussen anders"):
            drop_cluster(drop.pk, actor=teacher)
        second = begin_group_plan(plan.group_id, **PLAN, actor=teacher)
        put_cluster(second.pk, **WORDS, pupils=[one.pupil_id for one in drop.members.all()], actor=teacher)
        with pytest.raises(Invalid, match="loopt nog"):
            put_group_plan_in_force(second.pk, actor=teacher)

    def test_to_be_changed_once_it_is_closed(self, plan: GroupPlan, three: list[Pupil], teacher: Person) -> None:
        put_group_plan_in_force(plan.pk, actor=teacher)
        cluster = _cluster(plan)
        results = {one.pk: "reached" for one in cluster.members.all()}
        with pytest.raises(Invalid):
            close_group_plan(plan.pk, effects={cluster.pk: ""}, results=results, actor=teacher)
        close_group_plan(plan.pk, effects={cluster.pk: "goed"}, results=results, actor=teacher)
        with pytest.raises(Invalid, match="staat intussen anders"):
            put_cluster(plan.pk, **{**WORDS, "name": "Plus"}, pupils=[three[2].pk], actor=teacher)

    def test_its_state_by_hand(self, plan: GroupPlan) -> None:
        with pytest.raises(AttributeError):
            plan.state = "closed"
        with pytest.raises(TypeError):
            GroupPlan.objects.filter(pk=plan.pk).update(state="closed")
        with pytest.raises(TransitionNotAllowed):
            plan.close(TODAY)


@pytest.mark.parametrize("kind", [RoleKind.TEACHER, RoleKind.IB_ER])
@pytest.mark.parametrize("gone", ["another group", "another school"])
def test_who_leaves_the_group_asks_no_result_is_on_no_paper_and_keeps_her_place(
    plan: GroupPlan, world: World, three: list[Pupil], teacher: Person, kind: RoleKind, gone: str
) -> None:
    person = world.of_kind(kind)
    put_group_plan_in_force(plan.pk, actor=teacher)
    elsewhere = {"group": make_group(world.school, "Groep 8")} if gone == "another group" else {"left_on": TODAY}
    Pupil.objects.filter(pk=three[1].pk).update(**elsewhere)
    file = _get(person, reverse("pupils:group_plan_sheet", args=[plan.pk]))
    assert "Noor" not in PdfReader(BytesIO(file.content)).pages[0].extract_text()
    cluster = _cluster(plan)
    changed = {**WORDS, "goal": "de tafels tot twaalf"}
    put_cluster(plan.pk, **changed, pupils=[three[0].pk], cluster_id=cluster.pk, actor=person)
    assert set(cluster.members.values_list("pupil", flat=True)) == {three[0].pk, three[1].pk}
    stays = cluster.members.get(pupil=three[0])
    said = {f"effect_{cluster.pk}": "goed", f"result_{stays.pk}": "reached"}
    _post(person, reverse("pupils:group_plan_evaluate", args=[plan.pk]), **said)
    assert GroupPlan.objects.get().state == GroupPlan.State.CLOSED
    assert dict(cluster.members.values_list("pupil", "result")) == {three[0].pk: "reached", three[1].pk: ""}


def test_a_plan_that_ends_waits_for_its_teacher_and_long_late_for_the_ib_er(
    plan: GroupPlan, world: World, teacher: Person
) -> None:
    put_group_plan_in_force(plan.pk, actor=teacher)
    ib_er, title = world.of_kind(RoleKind.IB_ER), "Evalueer het groepsplan rekenen"
    for day, teachers, ib_ers in (
        (plan.last_day - timedelta(days=15), False, False),
        (plan.last_day - timedelta(days=14), True, False),
        (plan.last_day + LATE_AFTER, True, False),
        (plan.last_day + LATE_AFTER + timedelta(days=1), True, True),
    ):
        with clock.at(day):
            waiting = [any(one.title == title for one in waiting_for(person)) for person in (teacher, ib_er)]
        assert waiting == [teachers, ib_ers], day


def test_a_change_while_it_runs_is_told_in_the_files_of_who_came_and_went(
    plan: GroupPlan, three: list[Pupil], teacher: Person
) -> None:
    put_group_plan_in_force(plan.pk, actor=teacher)
    cluster = _cluster(plan)
    put_cluster(plan.pk, **WORDS, pupils=[three[0].pk, three[2].pk], cluster_id=cluster.pk, actor=teacher)
    told = {
        one.first_name: list(CaseEvent.objects.filter(chain=one.chain).values_list("kind", flat=True)) for one in three
    }
    assert told == {
        "Sam": ["join_cluster", "change_cluster"],
        "Noor": ["join_cluster", "leave_cluster"],
        "Zoë": ["join_cluster"],
    }


def test_who_stands_in_reads_it_and_who_does_not_work_with_the_group_does_not(
    plan: GroupPlan, world: World, three: list[Pupil]
) -> None:
    page = reverse("pupils:group_plan", args=[plan.pk])
    standing_in = make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher", ends_on=TODAY)
    assert _get(standing_in, page).status_code == 200
    read = ReadRow.objects.filter(person_id=standing_in.pk, object=f"group-plan-{plan.pk}")
    assert set(read.values_list("pupil_id", "part")) == {(one.pk, "hgw") for one in three[:2]}
    with clock.at(TODAY + timedelta(days=1)):
        assert _get(standing_in, page).status_code == 404
