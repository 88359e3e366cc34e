"""A planned talk has a time: two at one table do not meet, and one that moves keeps who is invited."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands.another_day import move_item
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.talk import hold_item, plan_item, take_off_agenda
from caseflow.route.models import Case, Item
from caseflow.route.ruling import NotYourHand, Refused
from caseflow.route.slots import FIRST, LAST, Slot, free_near
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Grant
from tests.route.stories import QUESTION, case_at, crescendo, post, shared, sign_in
from tests.world import World

TODAY = date(2026, 3, 9)
DAY = TODAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world(db: Any) -> World:
    return crescendo()


def plan(world: World, case: Case | None = None, **slot: Any) -> Item:
    case = case or case_at(world, "zorgteam", world.new_pupil())
    return plan_item(case.pk, **{"on": DAY, "question": QUESTION, **slot}, actor=world.of_kind(RoleKind.IB_ER))


def move(world: World, item: Item, **slot: Any) -> Item:
    return move_item(item.case_id, **{"on": DAY, **slot}, actor=world.of_kind(RoleKind.IB_ER))


def test_a_talk_has_a_slot_or_only_a_day(world: World) -> None:
    slot, day = plan(world, begins=time(9, 15), lasts=30), plan(world, lasts=30)
    assert (slot.hours, day.hours) == ("van 09:15 tot 09:45 uur", "")
    assert slot.when == "maandag 16 maart 2026, van 09:15 tot 09:45 uur"
    assert day.lasts is None


@pytest.mark.parametrize("lasts", [None, 0, 4, 481])
def test_a_time_has_a_length(world: World, lasts: int | None) -> None:
    with pytest.raises(Invalid) as wrong:
        plan(world, begins=time(9), lasts=lasts)
    assert wrong.value.field == "lasts"


def test_no_talk_goes_past_midnight(world: World) -> None:
    plan(world, begins=time(23, 30), lasts=30)
    with pytest.raises(Invalid) as wrong:
        plan(world, begins=time(23, 40), lasts=30)
    assert wrong.value.field == "begins"


def test_two_talks_at_once_are_refused_with_what_is_free(world: World) -> None:
    plan(world, begins=time(9), lasts=30)
    plan(world, begins=time(9, 45), lasts=30)
    with pytest.raises(Invalid) as wrong:
        plan(world, begins=time(9, 20), lasts=30)
    assert str(wrong.value.message) == "Dan is er al een ander gesprek. Vrij is wel: 08:30–09:00, 10:15–10:45."
    plan(world, begins=time(9, 30), lasts=15)  # one ends where the next begins
    plan(world, on=DAY + timedelta(days=1), begins=time(9), lasts=30)


def test_what_was_taken_off_leaves_its_slot_free(world: World) -> None:
    first = plan(world, begins=time(9), lasts=30)
    take_off_agenda(first.case_id, reason="ziek", actor=world.of_kind(RoleKind.IB_ER))
    plan(world, begins=time(9), lasts=30)


def test_a_question_to_somebody_outside_takes_no_place_at_the_table(world: World) -> None:
    plan(world, begins=time(9), lasts=30)
    plan(world, begins=time(9), lasts=30, kind="ask_information", invite=[])
    plan(world, begins=time(9, 30), lasts=30)


slots = st.integers(0, 24 * 60 - 10).flatmap(
    lambda first: st.integers(5, min(120, 24 * 60 - first)).map(lambda lasts: Slot(first, first + lasts))
)


@given(st.lists(slots, max_size=8), slots)
def test_what_is_proposed_is_free_near_and_as_long(taken: list[Slot], wanted: Slot) -> None:
    free = free_near(taken, wanted)
    assert len(free) <= 2
    for one in free:
        assert one.last - one.first == wanted.last - wanted.first
        assert one.first >= FIRST
        assert one.last <= LAST
        assert not any(one.meets(other) for other in taken)
    length = wanted.last - wanted.first
    minutes = range(FIRST, LAST - length + 1)
    anything = any(not any(Slot(at, at + length).meets(other) for other in taken) for at in minutes)
    assert bool(free) is anything


def test_the_table_keeps_a_time_with_a_length(world: World) -> None:
    item = plan(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(begins=time(9))


# --- Moving ----------------------------------------------------------------------------------------------------------


def test_a_talk_that_moves_keeps_who_is_invited(world: World) -> None:
    item = plan(world, begins=time(9), lasts=30)
    before = (item.uid, set(item.invitations.values_list("person", "role")))
    moved = move(world, item, on=DAY + timedelta(days=1), begins=time(10), lasts=45)
    moved = Item.objects.get(pk=moved.pk)
    assert (moved.uid, set(moved.invitations.values_list("person", "role"))) == before
    assert (moved.sequence, moved.meeting.on, moved.hours) == (1, DAY + timedelta(days=1), "van 10:00 tot 10:45 uur")
    event = CaseEvent.objects.get(kind="move_item")
    assert (event.data["on"], event.data["begins"]) == ("2026-03-17", "10:00")
    assert move(world, moved, on=moved.planned_on).sequence == 2  # the time is open again


def test_it_may_stand_in_its_own_way_and_in_no_others(world: World) -> None:
    item = plan(world, begins=time(9), lasts=30)
    plan(world, begins=time(10), lasts=30)
    move(world, item, begins=time(9, 10), lasts=30)
    with pytest.raises(Invalid):
        move(world, item, begins=time(9, 45), lasts=30)
    with pytest.raises(Invalid):
        move(world, item, begins=time(9, 10), lasts=30)  # that is where it stands
    assert Item.objects.get(pk=item.pk).sequence == 1


def test_it_moves_to_no_day_that_was(world: World) -> None:
    item = plan(world)
    with pytest.raises(Invalid):
        move(world, item, on=TODAY - timedelta(days=1))
    with clock.at(DAY + timedelta(days=1)), pytest.raises(Invalid):
        move(world, item, begins=time(9), lasts=30)


def test_what_is_not_planned_any_more_does_not_move(world: World) -> None:
    item = plan(world)
    take_off_agenda(item.case_id, reason="ziek", actor=world.of_kind(RoleKind.IB_ER))
    with pytest.raises(Refused):
        move(world, item, on=DAY + timedelta(days=1))


def test_only_the_steps_owner_moves_it(world: World) -> None:
    item = plan(world, case_at(world, "zorgteam"))
    with pytest.raises(NotYourHand):
        move_item(item.case_id, on=TODAY, actor=world.of_kind(RoleKind.TEACHER))


def test_what_was_shared_is_read_as_long_after_the_new_day(world: World) -> None:
    case, item, consent = shared(world)
    move(world, item, on=DAY + timedelta(days=14))
    [ends] = set(Grant.objects.filter(item_id=item.pk).values_list("ends_on", flat=True))
    assert ends == min(consent.until, DAY + timedelta(days=14) + timedelta(weeks=4))
    with clock.at(DAY + timedelta(days=14)):
        hold_item(case.pk, minutes="besproken", actor=world.of_kind(RoleKind.IB_ER))
    answer_consent(consent.pk, answer="withdrawn", actor=world.guardians[0].person)
    assert not Grant.objects.live(clock.today()).filter(item_id=item.pk).exists()


# --- Through the door ------------------------------------------------------------------------------------------------


def test_the_form_takes_a_time_and_says_what_is_free(world: World) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    plan(world, begins=time(9), lasts=30)
    url = reverse("route:act", args=[case.pk, "plan_item"])
    said = {"on": DAY, "kind": "hold_meeting", "question": QUESTION, "begins": "9.15", "lasts": "30"}
    assert "Vrij is wel: 08:30–09:00, 09:30–10:00." in post(ib_er, url, **said).content.decode()
    assert post(ib_er, url, **{**said, "begins": "09:30"}).status_code == 302
    page = sign_in(ib_er).get(reverse("route:case", args=[case.pk])).content.decode()
    assert "maandag 16 maart 2026, van 09:30 tot 10:00 uur" in page


def test_the_form_that_moves_it_begins_with_what_stands_there(world: World) -> None:
    ib_er, item = world.of_kind(RoleKind.IB_ER), plan(world, begins=time(9, 5), lasts=25)
    url = reverse("route:act", args=[item.case_id, "move_item"])
    page = sign_in(ib_er).get(url).content.decode()
    assert 'value="2026-03-16"' in page
    assert 'value="09:05"' in page
    assert '<option value="25" selected>25 minuten</option>' in page
    assert url in sign_in(ib_er).get(reverse("route:case", args=[item.case_id])).content.decode()
    assert post(ib_er, url, on=DAY, begins="", lasts="25").status_code == 302
    assert Item.objects.get(pk=item.pk).begins is None
