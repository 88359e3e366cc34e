"""A page's list costs the same few queries with one row and with three."""

import uuid
from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.route import desking, portal, rail
from caseflow.route.models import DeskCase, Referral
from pupils.models import Consent
from tests.cast import answer, make_consent
from tests.route.stories import case_at, crescendo, sent
from tests.walk.walker import Walker

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture
def world():
    with clock.at(TODAY):
        yield crescendo()


def again(desk_case: DeskCase, times: int) -> None:
    sent_with = Referral.objects.get(handover=desk_case.handover)
    for _ in range(times):
        desk_case.pk, desk_case.handover, desk_case._state.adding = None, uuid.uuid4(), True
        desk_case.save()
        Referral.objects.create(
            case=sent_with.case, handover=desk_case.handover, state=Referral.DROPPED, asks=desk_case.asks,
            prepared_on=TODAY, prepared_by=sent_with.prepared_by,
        )  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["member", "expert"])
def test_what_waits_at_the_desk(world, django_assert_num_queries, rows, who):
    again(sent(world), rows - 1)
    person = world.desk if who == "member" else world.experts[0]
    with django_assert_num_queries(1):
        assert len(list(desking.at_the_desk(person))) == rows


def test_the_start_page_names_the_nearest_and_no_more_than_it_can_hold(world):
    first = sent(world)
    DeskCase.objects.update(decide_by=TODAY + timedelta(days=1))
    again(first, desking.MOST_WAITING)
    named = list(desking.at_the_desk(world.desk))
    assert len(named) == desking.MOST_WAITING
    assert named[0].due_on == TODAY + timedelta(days=1)


def test_an_expert_is_asked_once_and_only_where_a_tlv_is(world, django_assert_num_queries):
    desk_case = sent(world)
    desk_case.expert_advices.create(expert=world.experts[0], name="x", profession="arts", text="x", on=TODAY)
    assert [len(list(desking.at_the_desk(one))) for one in (world.desk, *world.experts)] == [1, 0, 1]
    DeskCase.objects.update(asks="advice")
    assert [len(list(desking.at_the_desk(one))) for one in (world.desk, *world.experts)] == [1, 0, 0]


@pytest.mark.parametrize("rows", [1, 3])
def test_what_a_guardian_is_asked_and_what_she_said(world, django_assert_num_queries, rows):
    case, guardian = case_at(world, "zorgteam"), world.guardians[0]
    for _ in range(rows):
        make_consent(world.pupil, case_id=case.pk)
    with django_assert_num_queries(1):
        assert len(list(portal.consents_to_answer(guardian))) == rows
    for consent in Consent.objects.all():
        answer(consent, guardian, "given")
    with django_assert_num_queries(1):
        assert len(list(portal.consents(guardian.person, case))) == rows
    assert list(portal.consents_to_answer(guardian)) == []


@pytest.mark.parametrize("moves", [1, 3])
def test_the_rail(world, django_assert_num_queries, moves):
    walker = Walker(world, TODAY)
    case = walker.open("main", world.sop.tracks["main"].first)
    for _ in range(moves):
        case = walker.take(case, next(way for way in world.sop.exits(case.step, "main") if way.to and not way.back))
    with django_assert_num_queries(2):
        assert len(rail.visited(case)) == moves + 1
