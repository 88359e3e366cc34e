"""What people read on a case: numbers in plain sentences, results by their test, and no question past its time."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.support import propose_arrangement
from caseflow.route.presenting import value_of
from caseflow.route.wording import STILL_TO_DO
from caseflow.sop.facts import FACTS
from caseflow.sop.implied import parents_asked
from caseflow.sop.rules import Need
from caseflow.sop.schema import Parents
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.measured import record_measurement, strike_measurement
from tests.keys.pages import words_of
from tests.route.stories import case_at, crescendo, shown, sign_in
from tests.route.test_pages_case import guardians_say_yes

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


def page_of(case, person) -> str:
    answer = sign_in(person).get(reverse("route:case", args=[case.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


# --- Numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "says"), [(1, "1 ouder is nog niet ingelicht."), (2, "2 ouders zijn nog niet ingelicht.")]
)
def test_a_number_of_which_none_should_be_left_is_a_sentence(number, says):
    [need] = parents_asked(Parents(inform=True), "SOP 1")
    assert isinstance(need, Need)
    assert value_of(need, number, met=False) == says


def test_each_of_those_sentences_is_of_a_number_that_a_rule_may_ask():
    assert {FACTS[fact].type for fact in STILL_TO_DO} == {"number"}
    assert all(" 3 " in f" {says % {'number': 3}}" for says in STILL_TO_DO.values())


def test_another_bound_says_its_number_by_its_name():
    need = Need.model_validate({"fact": "hgw_cycles", "max": 1, "say": "Hoogstens een", "cite": "SOP 1"})
    assert value_of(need, 3, met=False) == "Afgeronde HGW-cycli: nu 3."


# --- Results ---------------------------------------------------------------------------------------------------------


def test_a_result_on_the_timeline_says_of_which_test_when_and_what_came_out(world):
    """One that was taken away is told no more: it may have been of another child."""
    case, teacher = case_at(world, "hgw"), world.of_kind(RoleKind.TEACHER)
    said = {"instrument": "lib", "day": date(2026, 2, 3), "moment": "main", "level": "D", "score": Decimal("31.50")}
    row = record_measurement(world.pupil.pk, **said, actor=teacher)
    line = f"{world.sop.instruments['lib'].name}, 3 februari 2026: D, 31,5"
    assert line in words_of(page_of(case, world.of_kind(RoleKind.IB_ER)))
    strike_measurement(row.pk, actor=teacher)
    page = words_of(page_of(case, world.of_kind(RoleKind.IB_ER)))
    assert "D, 31,5" not in page
    assert "Toetsresultaat" in page


# --- Questions -------------------------------------------------------------------------------------------------------


def beside_the_proposal(case, person) -> str:
    return page_of(case, person).partition('id="arrangement"')[2].partition("</section>")[0]


def test_to_ask_the_parents_stands_beside_a_proposal_until_they_were_asked(world):
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=90)}
    propose_arrangement(case.pk, key="poa_begeleiding", goal="Samen spelen", hours=1, actor=ib_er, **days)
    url = reverse("route:act", args=[case.pk, "ask_consent"])
    assert url in beside_the_proposal(case, ib_er)
    guardians_say_yes(world, case, "advies_deskundige")
    assert url not in beside_the_proposal(case, ib_er)


def test_a_parent_whose_day_passed_reads_that_an_answer_is_still_welcome(world):
    referral = shown(world)
    person, last = world.guardians[0].person, referral.views.first().view_until
    asked = words_of(sign_in(person).get(reverse("route:guardian_start")).content.decode())
    assert f"uiterlijk {last.day} " in asked
    with clock.at(last + timedelta(days=1)):
        later = words_of(sign_in(person).get(reverse("route:guardian_start")).content.decode())
    assert "uiterlijk" not in later
    assert "reageren; uw kijk is nog welkom" in later
