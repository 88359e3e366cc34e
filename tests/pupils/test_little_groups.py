"""A little group begins at once, and each time that it is held is one tap: through the door, by whoever gives it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.drafts.tokens import FIELD, issue
from caseflow.route.dossier import dossier_of
from caseflow.sop.sessions import Counted
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.hgw import start_hgw_cycle
from pupils.commands.intervention import record_effect, start_intervention, start_interventions
from pupils.commands.session import record_session, take_back_session
from pupils.errors import Invalid
from pupils.models import Intervention, InterventionSession, Involved, Person, Pupil
from pupils.sessions import little_groups_of, with_counts
from tests.cast import make_group, make_pupil, make_staff
from tests.route.stories import case_at, crescendo
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)  # a Monday, one week after the spring holiday of this school
START = "/"
NEW = "/groepjes/nieuw/"
PLAN = {
    "offer": "bouw", "need": "letters kennen", "goal": "alle letters", "by_whom": "de leerkracht",
    "minutes": 15, "times_a_week": 3, "starts_on": TODAY,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    world = crescendo()
    Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=date(2022, 8, 1), first_name="Sam")
    type(world.group).objects.filter(pk=world.group.pk).update(years="3")
    return world


@pytest.fixture
def teacher(world: World) -> Person:
    return world.of_kind(RoleKind.TEACHER)


@pytest.fixture
def three(world: World) -> list[Pupil]:
    more = [make_pupil(world.school, world.group, first_name=name, last_name="Linde") for name in ("Noor", "Zoë")]
    return [world.pupil, *more]


def begin(teacher: Person, pupils: list[Pupil], **changed: Any) -> list[Intervention]:
    said: dict[str, Any] = {**PLAN, "what": "", **changed}
    return start_interventions([pupil.pk for pupil in pupils], **said, actor=teacher)


def send(client: Client, person: Person, page: str, **said: Any) -> Any:
    client.force_login(person)
    return client.post(page, {**said, FIELD: issue(person, page.partition("?")[0])})


def page_of(row: Intervention, name: str = "session", query: str = "?start") -> str:
    return reverse(f"pupils:{name}", args=[row.pk]) + query


# --- Begin --------------------------------------------------------------------------------------------------------


def test_a_little_group_begins_at_once_and_each_child_has_her_own(
    client: Client, world: World, teacher: Person, three: list[Pupil]
) -> None:
    cycle = start_hgw_cycle(world.pupil.pk, actor=teacher)
    answer = send(client, teacher, NEW, pupils=[one.pk for one in three], **PLAN)
    assert answer.headers["Location"] == START
    rows = list(Intervention.objects.order_by("pupil"))
    assert [row.pupil_id for row in rows] == sorted(one.pk for one in three)
    assert len({row.bundle for row in rows}) == 1
    assert {(row.offer, row.name, row.what, row.group_size) for row in rows} == {("bouw", "BOUW!", "BOUW!", 3)}
    assert {row.pupil_id: row.cycle_id for row in rows}[world.pupil.pk] == cycle.pk
    assert [row.cycle_id for row in rows].count(None) == 2
    for event in CaseEvent.objects.filter(kind="start_intervention"):
        others = [one.first_name for one in three if one.pk != event.pupil_id]
        assert not any(name in str(event.texts) + str(event.data) for name in others)
        assert verify(event.chain) == []


def test_the_profile_fills_in_how_much_of_it_there_is(client: Client, teacher: Person, three: list[Pupil]) -> None:
    said = {**PLAN, "offer": "kanjertraining", "minutes": "", "times_a_week": ""}
    client.force_login(teacher)
    assert "Kanjertraining (60 minuten per week)" in client.get(NEW).content.decode()
    assert send(client, teacher, NEW, pupils=[three[0].pk], **said).status_code == 302
    assert Intervention.objects.values_list("minutes", "times_a_week", "what").get() == (60, 1, "Kanjertraining")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"pupils": []}, "Kies ten minste één kind."),
        ({"offer": ""}, "Vul dit nog in, of kies iets uit het aanbod."),
        ({"offer": "lijn_1f"}, "Kies een van de mogelijkheden."),  # for older children
        ({"minutes": ""}, "Vul een getal in."),
        ({"goal": ""}, "Vul dit nog in."),
        ({"level": "nergens"}, "Kies een van de mogelijkheden."),
        ({"ends_on": TODAY - timedelta(days=1)}, "De laatste dag ligt voor de eerste dag."),
    ],
)
def test_what_is_missing_is_said_and_nothing_begins(
    client: Client, teacher: Person, three: list[Pupil], changed: dict[str, Any], told: str
) -> None:
    answer = send(client, teacher, NEW, **{"pupils": [three[0].pk], **PLAN, **changed})
    assert told in answer.content.decode()
    assert not Intervention.objects.exists()


@pytest.mark.parametrize(("field", "changed"), [("offer", {"offer": "weg"}), ("level", {"level": "weg"})])
def test_what_the_sop_does_not_know_is_refused(
    teacher: Person, three: list[Pupil], field: str, changed: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        begin(teacher, three, **changed)
    assert refused.value.field == field


def test_a_child_of_another_group_is_not_among_them(client: Client, world: World, teacher: Person) -> None:
    strange = make_pupil(world.school, make_group(world.school), first_name="Vreemd")
    assert "Vreemd" not in send(client, teacher, NEW, pupils=[strange.pk], **PLAN).content.decode()
    assert not Intervention.objects.exists()


def test_who_sees_many_groups_chooses_one(client: Client, world: World) -> None:
    for name in ("Groep 6", "Groep 7", "Groep 8"):
        make_pupil(world.school, make_group(world.school, name), first_name=f"Kind van {name}")
    client.force_login(world.of_kind(RoleKind.IB_ER))
    last = world.school.groups.get(name="Groep 8")
    shown = client.get(f"{NEW}?groep={last.pk}").content.decode()
    assert "Kind van Groep 8" in shown
    assert "Kind van Groep 6" not in shown


def test_with_one_child_her_level_and_score_stand_with_it(client: Client, world: World, teacher: Person) -> None:
    page = reverse("pupils:intervene", args=[world.pupil.pk])
    more = {"level": "zorgniveau_3", "group_size": 2, "score_before": "18 woorden", "what": "Boek 2"}
    assert send(client, teacher, page, **PLAN, **more).status_code == 302
    shown = client.get(reverse("pupils:pupil", args=[world.pupil.pk])).content.decode()
    for words in (
        "BOUW!",
        "Boek 2",
        "Intensieve leeshulp",
        "groepje van 2",
        "Vooraf: 18 woorden",
        "Doel: alle letters",
    ):
        assert words in shown


# --- Count --------------------------------------------------------------------------------------------------------


def test_one_tap_for_all_and_the_one_who_was_not_there_is_unticked(
    client: Client, teacher: Person, three: list[Pupil]
) -> None:
    rows = begin(teacher, three)
    client.force_login(teacher)
    shown = client.get(START).content.decode()
    assert "BOUW!" in shown
    assert shown.count("Vandaag gedaan") == 1
    there = [row.pk for row in rows if row.pupil.first_name != "Zoë"]
    answer = send(client, teacher, page_of(rows[0]), day=TODAY, there=there, reason="child_absent")
    assert answer.headers["Location"] == START
    kept = {one.intervention_id: one.reason for one in InterventionSession.objects.all()}
    assert kept == {row.pk: "" if row.pk in there else "child_absent" for row in rows}
    shown = client.get(START).content.decode()
    assert "Genoteerd voor 2 kinderen." in shown
    assert "Zoë: ziek of afwezig" in shown
    assert "Deze week 1 van 3 keer" in shown
    kinds = CaseEvent.objects.filter(kind__in=("hold_session", "miss_session"))
    assert sorted(kinds.values_list("kind", flat=True)) == ["hold_session", "hold_session", "miss_session"]
    assert "1 van 1 keer" in client.get(reverse("pupils:pupil", args=[three[1].pk])).content.decode()


def test_twice_on_a_day_is_once_whoever_taps(client: Client, world: World, teacher: Person, three: list[Pupil]) -> None:
    rows = begin(teacher, three)
    assistant = make_staff(world.school, RoleKind.ASSISTANT, world.group)
    there = [row.pk for row in rows]
    send(client, teacher, page_of(rows[0]), day=TODAY, there=there)
    answer = send(client, assistant, page_of(rows[1]), day=TODAY, there=there)
    assert answer.status_code == 302
    assert "Dat stond er al." in client.get(START).content.decode()
    assert InterventionSession.objects.count() == 3
    one = InterventionSession.objects.earliest("pk")
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        InterventionSession.objects.create(
            intervention=one.intervention, day=TODAY, recorded_by=teacher, recorded_on=TODAY
        )


def test_what_was_written_down_never_changes(teacher: Person, three: list[Pupil]) -> None:
    record_session(begin(teacher, three)[0].pk, TODAY, actor=teacher)
    rows = InterventionSession.objects.all()
    for change in ({"reason": "other"}, {"day": TODAY - timedelta(days=1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_a_slip_is_taken_back_on_the_same_day_by_who_made_it(
    client: Client, world: World, teacher: Person, three: list[Pupil]
) -> None:
    rows = begin(teacher, three)
    record_session(rows[0].pk, TODAY, actor=teacher)
    with pytest.raises(Invalid):
        take_back_session(rows[0].pk, actor=world.of_kind(RoleKind.IB_ER))
    with clock.at(TODAY + timedelta(days=1)), pytest.raises(Invalid):
        take_back_session(rows[0].pk, actor=teacher)
    assert send(client, teacher, page_of(rows[2], "session_back")).headers["Location"] == START
    assert not InterventionSession.objects.standing().exists()
    assert "Vandaag heb je hier niets genoteerd" in (
        send(client, teacher, page_of(rows[2], "session_back")) and client.get(START).content.decode()
    )
    assert len(record_session(rows[0].pk, TODAY, actor=teacher)) == 3
    assert {verify(pupil.chain) == [] for pupil in three} == {True}


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (1, "Deze dag is nog niet geweest"),
        (-1, "Op deze dag liep het niet."),
        (-15, "Dit is langer dan twee weken geleden."),
    ],
)
def test_a_day_on_which_it_cannot_have_been(
    client: Client, teacher: Person, three: list[Pupil], days: int, told: str
) -> None:
    rows = begin(teacher, three)
    answer = send(client, teacher, page_of(rows[0]), day=TODAY + timedelta(days=days), there=[rows[0].pk])
    assert told in answer.content.decode()


def test_who_was_not_there_needs_a_reason_out_of_the_list(client: Client, teacher: Person, three: list[Pupil]) -> None:
    rows = begin(teacher, three)
    answer = send(client, teacher, page_of(rows[0]), day=TODAY)
    assert "Kies een van de mogelijkheden." in answer.content.decode()
    send(client, teacher, page_of(rows[0]), day=TODAY, reason="excursion")
    assert set(InterventionSession.objects.values_list("reason", flat=True)) == {"excursion"}
    assert "Genoteerd dat het niet doorging." in client.get(START).content.decode()


def test_its_page_shows_the_count_and_leaves_a_row_of_reading_for_each(
    client: Client, teacher: Person, three: list[Pupil]
) -> None:
    rows = begin(teacher, three, starts_on=TODAY - timedelta(days=6))
    record_session(rows[0].pk, TODAY - timedelta(days=4), actor=teacher)
    client.force_login(teacher)
    shown = client.get(page_of(rows[0], query="")).content.decode()
    assert shown.count("1 van 3 keer") == 3  # Tuesday to Friday, and a Monday
    assert set(ReadRow.objects.values_list("pupil_id", flat=True)) == {pupil.pk for pupil in three}


# --- Who ----------------------------------------------------------------------------------------------------------


def test_a_specialist_writes_down_what_she_gives_as_long_as_a_step_names_her(world: World, teacher: Person) -> None:
    specialist = make_staff(world.school, RoleKind.SPECIALIST, role="remedial_teacher")
    (row,) = begin(teacher, [world.pupil])
    assert little_groups_of(specialist, TODAY) == []
    case = case_at(world, "hgw")
    Involved.objects.create(pupil=world.pupil, case_id=case.pk, role="remedial_teacher")
    assert [group.names for group in little_groups_of(specialist, TODAY)] == ["Sam"]
    assert len(record_session(row.pk, TODAY, actor=specialist)) == 1


def test_who_sees_the_whole_school_has_on_her_first_page_what_she_gives_herself(
    world: World, teacher: Person, three: list[Pupil]
) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    rows = begin(teacher, three)
    assert little_groups_of(ib_er, TODAY) == []
    record_session(rows[0].pk, TODAY, actor=ib_er)
    assert [group.done for group in little_groups_of(ib_er, TODAY)] == [True]


def test_of_a_mixed_group_each_sees_her_own_children(
    client: Client, world: World, teacher: Person, three: list[Pupil]
) -> None:
    other = make_group(world.school, years="3")
    colleague = make_staff(world.school, RoleKind.TEACHER, other)
    rows = begin(teacher, three)
    Pupil.objects.filter(pk=three[2].pk).update(group=other)
    assert [group.names for group in little_groups_of(colleague, TODAY)] == ["Zoë"]
    client.force_login(colleague)
    page = page_of(next(row for row in rows if row.pupil == three[2]), query="")
    assert "Noor" not in client.get(page).content.decode()
    assert len(record_session(rows[0].pk, TODAY, actor=teacher)) == 2


# --- What comes of it ---------------------------------------------------------------------------------------------


def test_it_is_no_longer_todays_once_over_evaluated_or_on_a_free_day(teacher: Person, three: list[Pupil]) -> None:
    rows = begin(teacher, three, ends_on=TODAY + timedelta(days=60))
    assert [group.names for group in little_groups_of(teacher, TODAY)] == ["Noor, Sam, Zoë"]
    for free in (TODAY + timedelta(days=5), date(2026, 4, 28), TODAY + timedelta(days=61), TODAY - timedelta(days=3)):
        assert little_groups_of(teacher, free) == []
    record_effect(rows[0].pk, "kent alle letters", actor=teacher, score_after="40 woorden")
    assert [group.names for group in little_groups_of(teacher, TODAY)] == ["Noor, Zoë"]
    done = Intervention.objects.get(pk=rows[0].pk)
    assert (done.ends_on, done.score_after) == (TODAY, "40 woorden")


def test_what_is_evaluated_stops_counting(teacher: Person, three: list[Pupil]) -> None:
    (row, *_rest) = begin(teacher, three, starts_on=TODAY - timedelta(days=7))
    for days in (7, 5, 3):
        record_session(row.pk, TODAY - timedelta(days=days), actor=teacher)
    record_effect(row.pk, "klaar", actor=teacher, ended_on=TODAY - timedelta(days=3))
    (later,) = with_counts(Intervention.objects.filter(pk=row.pk), TODAY + timedelta(days=300))
    assert later.counted == Counted(planned=3, held=3, weeks=1, effective=1)


def test_the_desk_reads_how_much_of_it_was_held(world: World, teacher: Person) -> None:
    row = start_intervention(
        world.pupil.pk, "Boek 2", "letters kennen.", "de leerkracht", 15, 3, TODAY, actor=teacher, offer="bouw",
        level="zorgniveau_2", group_size=3, goal="alle letters", score_before="18",
    )  # fmt: skip
    record_session(row.pk, TODAY, actor=teacher)
    record_effect(row.pk, "kent er twaalf", actor=teacher, score_after="30")
    sections = dossier_of(case_at(world, "hgw"))["sections"]
    (told,) = next(one["rows"] for one in sections if one["title"] == "Wat is geprobeerd in de groep")
    assert told["what"] == "BOUW!"
    assert told["effect"] == "Boek 2\nDoel: alle letters\nkent er twaalf"
    assert told["also"] == (
        "Voor: letters kennen. 3 × 15 minuten per week, door de leerkracht. In een groepje van 3. Extra leeshulp in de"
        " groep. 1 van 1 keer gegeven, in 1 van 1 schoolweken helemaal. Score vooraf: 18. Score daarna: 30."
    )


@pytest.mark.parametrize("number", [1, 4])
def test_the_first_page_asks_as_much_of_many_groups_as_of_one(
    world: World, teacher: Person, three: list[Pupil], number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        rows = begin(teacher, three)
        record_session(rows[0].pk, TODAY, actor=teacher)
    with django_assert_num_queries(4):
        assert len(little_groups_of(teacher, TODAY)) == number


@pytest.mark.parametrize("size", [1, 3])
def test_a_tap_costs_as_much_for_three_as_for_one(teacher: Person, three: list[Pupil], size: int) -> None:
    rows = begin(teacher, three[:size])
    with CaptureQueriesContext(connection) as asked:
        record_session(rows[0].pk, TODAY, actor=teacher)
    inserts = [one["sql"] for one in asked if one["sql"].startswith("INSERT")]
    assert len([sql for sql in inserts if "interventionsession" in sql]) == 1
    assert len(inserts) <= 3
