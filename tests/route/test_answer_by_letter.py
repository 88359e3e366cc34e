"""The answer of a desk that does not work in Caseflow: yes, no or advice, taken over from its letter."""

from datetime import date

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.acting import exit_ruling
from caseflow.route.commands.referral import record_reply
from caseflow.route.models import Case, Referral
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from tests.route.stories import post, sign_in
from tests.walk.walker import Walker
from tests.world import REAL, World, make_world

TREATED, AT_SCHOOL = "dyslexie_behandeling", "dyslexie_niveau_1"


@pytest.fixture
def walker(db) -> Walker:
    return Walker(make_world(REAL / "kbs-crescendo.yaml"), date(2026, 9, 7))


@pytest.fixture
def world(walker) -> World:
    return walker.world


@pytest.fixture
def case(walker) -> Case:
    """The municipality was asked for care."""
    return walker.walk_to("dyslexie", "dyslexie_onderzoek")


@pytest.fixture(autouse=True)
def _day(walker, case):
    with clock.at(walker.today):
        yield


def open_ways(walker: Walker, case: Case) -> set[str]:
    ways = walker.sop.ways(case.step)
    return {way.key for way in ways if exit_ruling(case, walker.sop, way, walker.today).passed}


@pytest.mark.parametrize(("reply", "opens"), [("granted", TREATED), ("refused", AT_SCHOOL), ("advice", AT_SCHOOL)])
def test_what_follows_is_what_the_letter_says(walker, world, case, reply, opens):
    assert open_ways(walker, case) == set()
    record_reply(case.pk, reply=reply, text="zie brief", actor=world.of_kind(RoleKind.IB_ER))
    assert open_ways(walker, case) == {opens}


def test_nobody_says_yes_to_what_was_not_asked(world, case):
    Referral.objects.filter(case=case).update(asks="advice")
    with pytest.raises(Invalid, match="geen antwoord op wat de school vroeg"):
        record_reply(case.pk, reply="granted", text="zie brief", actor=world.of_kind(RoleKind.IB_ER))


def test_the_form_has_the_answers_to_what_was_asked(world, case):
    ib_er, url = world.of_kind(RoleKind.IB_ER), reverse("route:act", args=[case.pk, "give_advice"])
    page = sign_in(ib_er).get(url).content.decode()
    assert "Ja: wat de school vraagt, komt er" in page
    assert "De TLV verlenen" not in page
    assert "Leg het antwoord van het loket vast" in page
    assert "andere plek" not in page
    post(ib_er, url, reply="refused", text="Er is geen ernstige dyslexie.")
    shown = sign_in(ib_er).get(reverse("route:case", args=[case.pk])).content.decode()
    assert "nee: wat gevraagd is, komt er niet" in shown


def test_parents_read_whose_turn_it_is(walker, world, case):
    guardian = world.guardians[0].person
    url = reverse("route:guardian_child", args=[case.pupil_id])
    assert "De vraag over uw kind ligt bij" in sign_in(guardian).get(url).content.decode()
    record_reply(case.pk, reply="granted", text="zie brief", actor=world.of_kind(RoleKind.IB_ER))
    page = sign_in(guardian).get(url).content.decode()
    assert "is er. De school bespreekt met u hoe het verder gaat." in page
    assert "De vraag over uw kind ligt bij" not in page
