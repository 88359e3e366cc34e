"""Who was asked about a talk and stays silent is reminded before it: the day before at the latest, never on its day."""

from datetime import timedelta

import pytest

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.models import Notice
from caseflow.route.commands.another_day import move_item
from caseflow.route.commands.consent import ask_consent
from caseflow.route.commands.talk import invite_guardians, plan_item, take_off_agenda
from caseflow.route.models import Item
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Consent
from tests.route.stories import QUESTION, case_at, crescendo

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return crescendo()


def planned(world, days: int) -> tuple[Item, Consent]:
    """A talk so many days ahead, about which the guardians are asked today."""
    ib_er, case = world.of_kind(RoleKind.IB_ER), case_at(world, "zorgteam")
    item = plan_item(case.pk, on=clock.today() + timedelta(days=days), question=QUESTION, actor=ib_er)
    invite_guardians(case.pk, actor=ib_er)
    return item, ask_consent(case.pk, actor=ib_er)


def reminded(first, days: int, *, sweeps: int = 1) -> list[int]:
    """Every night for so many days: after how many days the silent guardians were reminded."""
    told = []
    for night in range(days + 1):
        before = Notice.objects.filter(kind="answer_awaited").count()
        for _again in range(sweeps):
            sweep(first + timedelta(days=night))
        if Notice.objects.filter(kind="answer_awaited").count() > before:
            told.append(night)
    assert CaseEvent.objects.filter(kind="remind_guardians").count() == len(told)
    return told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, []),  # there is no evening before
        (1, []),
        (2, [1]),
        (5, [4]),
        (7, [6]),  # the week would be over on the day itself
        (8, [7]),
        (10, [7, 9]),
        (14, [7, 13]),
        (15, [7, 14]),
    ],
)
def test_a_reminder_comes_before_the_talk_and_none_on_its_day_or_after(world, days, told):
    """Asked today, each week again as the SOP says; here nobody answers and nobody writes the talk down."""
    _item, consent = planned(world, days)
    assert reminded(consent.asked_on, days + 9) == told


def test_a_night_that_is_swept_twice_reminds_once(world):
    _item, consent = planned(world, 8)
    assert reminded(consent.asked_on, 9, sweeps=2) == [7]


def test_a_talk_that_comes_nearer_brings_its_reminder_along(world):
    item, consent = planned(world, 20)
    move_item(item.case_id, on=clock.today() + timedelta(days=4), actor=world.of_kind(RoleKind.IB_ER))
    assert reminded(consent.asked_on, 20) == [3]


def test_a_talk_that_goes_further_off_is_asked_about_again(world):
    item, consent = planned(world, 4)
    first = consent.asked_on
    assert reminded(first, 5) == [3]
    with clock.at(first + timedelta(days=5)):
        move_item(item.case_id, on=first + timedelta(days=30), actor=world.of_kind(RoleKind.IB_ER))
    Notice.objects.all().delete()
    sweep(first + timedelta(days=10))
    assert Notice.objects.filter(kind="answer_awaited").exists()


def test_a_question_that_was_asked_before_the_talk_was_planned(world):
    item, consent = planned(world, 20)
    ib_er, first = world.of_kind(RoleKind.IB_ER), consent.asked_on
    take_off_agenda(item.case_id, reason="ziek", actor=ib_er)
    plan_item(item.case_id, on=first + timedelta(days=3), question=QUESTION, actor=ib_er)
    assert reminded(first, 12) == [2]


def test_where_the_talk_went_off_the_agenda_the_question_rests_until_it_is_planned_anew(world):
    item, consent = planned(world, 5)
    ib_er, again = world.of_kind(RoleKind.IB_ER), consent.asked_on + timedelta(days=6)
    take_off_agenda(item.case_id, reason="ziek", actor=ib_er)
    assert reminded(consent.asked_on, 6) == []
    with clock.at(again):
        plan_item(item.case_id, on=again + timedelta(days=14), question=QUESTION, actor=ib_er)
    assert reminded(again, 1) == [0]


def test_after_a_talk_that_was_held_nobody_is_reminded_of_what_was_asked_before_it(world):
    item, consent = planned(world, 5)
    assert reminded(consent.asked_on, 5) == [4]
    held = Item.objects.get(pk=item.pk)
    held.__dict__.update(state=Item.HELD, held_on=item.planned_on)
    held.save()
    Notice.objects.all().delete()
    for days in (6, 11, 18):
        sweep(consent.asked_on + timedelta(days=days))
    assert not Notice.objects.filter(kind="answer_awaited").exists()
