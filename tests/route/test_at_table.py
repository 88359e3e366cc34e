"""The table's day: its agenda, what is read beforehand, the screen to chair from, and the minutes of each child."""

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.formats import date_format

from caseflow import clock
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.drafts.tokens import FIELD, issue
from caseflow.route import meetings
from caseflow.route.commands.talk import hold_item, plan_item
from caseflow.route.commands.writing import write_to_school
from caseflow.route.models import Advice, Decision, Item, Note, Task
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.intervention import start_intervention
from pupils.models import Grant
from pupils.waiting import Waiting, waiting_for
from tests.route.stories import QUESTION, case_at, post, sign_in
from tests.route.tables import DAY, TODAY, colleague, item, on_day, opened, page, send, world
from tests.world import World

__all__ = ["item", "on_day", "world"]
pytestmark = pytest.mark.django_db


# --- The day ---------------------------------------------------------------------------------------------------------


def test_the_agenda_of_a_day_in_the_order_of_the_slots_with_what_each_misses(world: World) -> None:
    ib_er, planned = world.of_kind(RoleKind.IB_ER), {"on": DAY, "question": QUESTION, "lasts": 30}
    items = [
        plan_item(case_at(world, "zorgteam", world.new_pupil()).pk, **planned, begins=time(hour), actor=ib_er)
        for hour in (11, 9)
    ]
    shown = page(ib_er, "route:meeting", items[0].meeting_id)
    late, early = (one.case.pupil.full_name for one in items)
    assert shown.index(early) < shown.index(late)
    assert "Dit mist nog:" in shown
    assert "De ouders zijn uitgenodigd" in shown or "ouders" in shown
    assert QUESTION not in shown  # it is a list: what is asked of a child stands behind her own door


def test_a_day_costs_as_many_questions_with_three_children_as_with_one(
    world: World, django_assert_max_num_queries: Any
) -> None:
    ib_er, planned = world.of_kind(RoleKind.IB_ER), {"on": DAY, "question": QUESTION, "lasts": 30}
    items = [
        plan_item(case_at(world, "zorgteam", world.new_pupil()).pk, **planned, begins=time(hour), actor=ib_er)
        for hour in (9, 10, 11)
    ]
    talks = list(meetings.talks_of(items[0].meeting))
    with django_assert_max_num_queries(2):
        slots = meetings.slots_of(talks, world.sop)
    assert [slot.item.pk for slot in slots] == [one.pk for one in items]
    assert all(slot.listed.missing for slot in slots)


def test_somebody_from_outside_finds_only_her_own_slot(world: World, item: Item) -> None:
    other = plan_item(
        case_at(world, "zorgteam", world.new_pupil()).pk, on=DAY, question=QUESTION, actor=world.of_kind(RoleKind.IB_ER)
    )
    assert other.meeting_id == item.meeting_id
    outsider = world.people["orthopedagoog"]
    shown = page(outsider, "route:meeting", item.meeting_id)
    assert reverse("route:invited_item", args=[item.pk]) in shown
    assert other.case.pupil.full_name not in shown
    Grant.objects.filter(person=outsider).update(ended_on=TODAY)
    gone = sign_in(outsider).get(reverse("route:meeting", args=[item.meeting_id]))
    assert gone.status_code == 404


def test_read_beforehand_what_was_tried_and_what_the_parents_wrote(world: World, item: Item) -> None:
    teacher = colleague(world)
    start_intervention(world.pupil.pk, "Flitsen", "kleine stappen", "leerkracht", 15, 3, TODAY, actor=teacher)
    write_to_school(world.pupil.pk, text="Thuis leest hij niet.", actor=world.guardians[0].person)
    waits = Waiting(
        f"Lees je in voor {date_format(DAY, 'l j F')}",
        f"{world.pupil.full_name} · {world.pupil.group}",
        reverse("route:read_ahead", args=[item.pk]),
        "Lees",
        due_on=DAY,
    )
    page(teacher, "route:case", item.case_id)  # that is another page, and says less
    assert waits in waiting_for(teacher)
    with clock.at(DAY + timedelta(days=1)):
        assert waits not in waiting_for(teacher)
    shown = page(teacher, "route:read_ahead", item.pk)
    assert waits not in waiting_for(teacher)
    for words in (QUESTION, "Flitsen", "kleine stappen", "Thuis leest hij niet."):
        assert words in shown
    read = ReadRow.objects.filter(person_id=teacher.pk, pupil_id=world.pupil.pk, object=f"item-{item.pk}")
    assert {"question", "hgw", "views", "documents"} <= set(read.values_list("part", flat=True))


# --- At the table ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "left", "runs"),
    [
        (time(8, 50), "begint om 09:00 uur", True),
        (time(9, 0), "nog 30 minuten", True),
        (time(9, 18, 1), "nog 12 minuten", True),
        (time(9, 29, 30), "nog 1 minuut", True),
        (time(9, 30), "de tijd is om", False),
    ],
)
def test_the_time_left_in_the_slot(world: World, item: Item, at: time, left: str, runs: bool) -> None:
    with clock.at(datetime.combine(DAY, at, clock.AMSTERDAM)):
        answer = sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("route:table_clock", args=[item.pk]))
    assert ("hx-get" in answer.content.decode()) is runs  # once the time is up nobody asks any more
    assert left in answer.content.decode()
    assert "tot 09:30 uur" in answer.content.decode()


def test_without_javascript_the_screen_says_until_when(world: World, item: Item) -> None:
    with clock.at(datetime.combine(DAY, time(9, 10), clock.AMSTERDAM)):
        shown = page(world.of_kind(RoleKind.IB_ER), "route:table", item.pk)
    assert re.search(r'role="timer"[^>]*>tot 09:30 uur<', shown)


def test_a_box_for_each_discipline_and_one_press_keeps_them_all(world: World, item: Item) -> None:
    client, said = opened(world.of_kind(RoleKind.IB_ER), item)
    seats = meetings.seats_of(item)
    assert {"orthopedagoog", "guardian"} <= set(seats)
    said |= {"text_orthopedagoog": "Leest spellend.", "text_guardian": "Thuis is hij moe."}
    assert send(client, item, said).status_code == 302
    assert {note.role: note.text for note in Note.objects.all()} == {
        "orthopedagoog": "Leest spellend.",
        "guardian": "Thuis is hij moe.",
    }
    again, said = opened(world.of_kind(RoleKind.IB_ER), item)
    send(again, item, said)  # nothing changed: nothing is written
    assert Note.objects.count() == 2


def test_two_who_type_at_once_in_different_boxes_hinder_nobody(world: World, item: Item) -> None:
    one, hers = opened(world.of_kind(RoleKind.IB_ER), item)
    two, his = opened(colleague(world), item)
    assert send(one, item, hers | {"text_orthopedagoog": "van de een"}).status_code == 302
    assert send(two, item, his | {"text_teacher": "van de ander"}).status_code == 302
    assert set(Note.objects.values_list("text", flat=True)) == {"van de een", "van de ander"}


def test_two_who_type_at_once_in_one_box_lose_no_word(world: World, item: Item) -> None:
    one, hers = opened(world.of_kind(RoleKind.IB_ER), item)
    two, his = opened(colleague(world), item)
    send(one, item, hers | {"text_orthopedagoog": "Woorden van de een."})
    answer = send(two, item, his | {"text_orthopedagoog": "Woorden van de ander.", "text_teacher": "En dit."})
    assert answer.status_code == 200
    shown = answer.content.decode()
    for words in ("Woorden van de een.", "Woorden van de ander.", "En dit."):
        assert words in shown
    form = answer.context["form"]
    typed = {field.html_name: field.value() or "" for field in form}
    assert typed["text_orthopedagoog"] == "Woorden van de ander."
    both = {**typed, "text_orthopedagoog": "Woorden van de een. Woorden van de ander."}
    assert (
        send(two, item, both | {FIELD: issue(colleague(world), reverse("route:table", args=[item.pk]))}).status_code
        == 302
    )
    texts = [note.text for note in Note.objects.filter(role="orthopedagoog")]
    assert texts == ["Woorden van de een.", "Woorden van de een. Woorden van de ander."]
    assert Note.objects.filter(role="teacher", text="En dit.").exists()


def test_what_is_typed_when_the_talk_was_just_closed_stays_in_sight(world: World, item: Item) -> None:
    late, his = opened(colleague(world), item)
    with clock.at(DAY):
        hold_item(item.case_id, minutes="Klaar.", actor=world.of_kind(RoleKind.IB_ER))
    answer = send(late, item, his | {"text_teacher": "Net te laat."})
    assert answer.status_code == 200
    assert "Net te laat." in answer.content.decode()
    assert "intussen vastgelegd" in answer.content.decode()


def test_a_note_never_changes(world: World, item: Item) -> None:
    client, said = opened(world.of_kind(RoleKind.IB_ER), item)
    send(client, item, said | {"text_orthopedagoog": "zo"})
    for change in (lambda: Note.objects.update(text="anders"), lambda: Note.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_who_does_not_sit_there_writes_nothing(world: World, item: Item) -> None:
    item.invitations.filter(role="teacher").delete()
    answer = sign_in(colleague(world)).get(reverse("route:table", args=[item.pk]))
    assert answer.status_code == 403


# --- What follows ----------------------------------------------------------------------------------------------------


def test_a_decision_is_a_task_with_an_owner_and_a_day(world: World, item: Item) -> None:
    ib_er, due = world.of_kind(RoleKind.IB_ER), DAY + timedelta(days=14)
    for way in ("arrangement", "again"):
        client, said = opened(ib_er, item)
        assert send(client, item, said | {"way": way, "owner": "ib_er", "due_on": due.isoformat()}).status_code == 302
    assert not Task.objects.filter(kind="decided").exists()  # nothing is decided before the talk is held
    with clock.at(DAY):
        hold_item(item.case_id, minutes="Wij spraken over Sam.", actor=ib_er)
        titles = [str(row.title) for row in waiting_for(ib_er)]
    tasks = Task.objects.filter(kind="decided").order_by("pk")
    assert [(one.owner_role, one.due_on) for one in tasks] == [("ib_er", due), ("ib_er", due)]
    assert any("Arrangement" in title for title in titles)
    assert any("Opnieuw bespreken op 30 maart 2026" in title for title in titles)


def test_a_decision_needs_its_owner_and_day_and_can_be_taken_back(world: World, item: Item) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    client, said = opened(ib_er, item)
    answer = send(client, item, said | {"way": "again", "text_teacher": "blijft staan"})
    assert answer.status_code == 200
    assert "blijft staan" in answer.content.decode()
    client, said = opened(ib_er, item)
    send(client, item, said | {"way": "again", "owner": "ib_er", "due_on": DAY.isoformat()})
    client, said = opened(ib_er, item)
    send(client, item, said | {"drop": str(Decision.objects.get().pk)})
    assert not Decision.objects.exists()
    kinds = set(CaseEvent.objects.filter(case_id=item.case_id).values_list("kind", flat=True))
    assert {"decide_at_table", "take_back_decision"} <= kinds


def test_closing_makes_the_minutes_of_the_notes_and_the_advices_of_the_boxes(world: World, item: Item) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    with clock.at(DAY):
        client, said = opened(ib_er, item)
        answer = send(
            client,
            item,
            said | {"text_orthopedagoog": "Leest spellend.", "advice_orthopedagoog": "Ralfi.", "close": "yes"},
        )
        assert answer.headers["Location"] == reverse("route:act", args=[item.case_id, "hold_meeting"])
        form = client.get(answer.headers["Location"]).context["form"]
        assert "Leest spellend." in str(form["minutes"].value())
        sent = {"minutes": form["minutes"].value(), "seen": form["seen"].value()}
        assert post(ib_er, answer.headers["Location"], **sent).status_code == 302
    item.refresh_from_db()
    assert item.state == Item.HELD
    assert item.minutes.endswith("Leest spellend.")  # the advice stands apart
    assert [one.text for one in Advice.objects.all()] == ["Ralfi."]


def test_a_note_that_comes_while_the_minutes_are_written_is_put_below_them(world: World, item: Item) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    with clock.at(DAY):
        late, his = opened(colleague(world), item)
        send(late, item, his | {"text_teacher": "Nog iets."})
        url = reverse("route:act", args=[item.case_id, "hold_meeting"])
        answer = post(ib_er, url, minutes="Wat de voorzitter schreef.", seen="")
        assert answer.status_code == 200
        minutes = str(answer.context["form"]["minutes"].value())
        assert minutes.startswith("Wat de voorzitter schreef.")
        assert "Nog iets." in minutes
        assert post(ib_er, url, minutes=minutes, seen=answer.context["form"]["seen"].value()).status_code == 302
