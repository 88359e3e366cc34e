"""A body outside is asked with a yes to that body: not to another of the step, nor to one that came later."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.deciding import ask_body
from caseflow.route.models import BodyQuestion, Case
from caseflow.route.ruling import Refused
from caseflow.sop.succession import grown
from pupils.errors import Invalid
from pupils.models import Consent
from tests.route.stories import case_at, post
from tests.world import SCHOOLS, World, make_world, sop_of, store_version

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 5)
ANKER = SCHOOLS / "het-anker.yaml"
COMMITTEE, COUNCIL = "plek_in_de_rustgroep", "les_elders"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(DAY):
        yield


def yes(world: World, case: Case, purpose: str) -> Consent:
    consent = ask_consent(case.pk, purpose=purpose, actor=world.people["coordinator_noord"])
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    return consent


def asked(world: World, case: Case, body: str) -> BodyQuestion:
    return ask_body(case.pk, body=body, question="Past dit?", actor=world.people["coordinator_noord"])


def test_a_yes_for_one_body_opens_that_one_and_no_other() -> None:
    world = make_world(ANKER)
    case = case_at(world, "in_de_unit")
    yes(world, case, COMMITTEE)
    with pytest.raises(Refused) as refused:
        asked(world, case, "raad")
    assert [one.rule.key for one in refused.value.findings if not one.met] == [f"consent({COUNCIL})"]
    assert asked(world, case, "commissie").body_name == "Commissie Haven"
    found = CaseEvent.objects.get(kind="ask_body").data["findings"]
    assert [(one["fact"], one["met"]) for one in found] == [(f"consent({COMMITTEE})", True)]


def test_nor_does_a_no_to_the_one_stop_the_other() -> None:
    world = make_world(ANKER)
    case = case_at(world, "in_de_unit")
    yes(world, case, COMMITTEE)
    refused = yes(world, case, COUNCIL)
    answer_consent(refused.pk, answer="withdrawn", actor=world.guardians[1].person)
    with pytest.raises(Refused):
        asked(world, case, "raad")
    asked(world, case, "commissie")


def test_the_page_lets_ask_once_there_is_a_yes_for_one() -> None:
    world = make_world(ANKER)
    case, owner = case_at(world, "in_de_unit"), world.people["coordinator_noord"]
    url = reverse("route:act", args=[case.pk, "ask_body"])
    assert post(owner, url, body="commissie", question="Past dit?").status_code == 409
    yes(world, case, COMMITTEE)
    assert post(owner, url, body="raad", question="Past dit?").status_code == 409
    assert post(owner, url, body="commissie", question="Past dit?").status_code == 302
    assert [one.body for one in BodyQuestion.objects.all()] == ["commissie"]


def test_the_question_to_the_guardians_names_the_body() -> None:
    world = make_world(ANKER)
    consent = yes(world, case_at(world, "in_de_unit"), COMMITTEE)
    assert "– Commissie Haven\n" in consent.text
    assert "Onderwijsraad Zee" not in consent.text


def test_a_body_that_joins_the_purpose_later_is_in_no_yes_of_before() -> None:
    """Both bodies under one purpose: who was asked about the committee alone is asked anew before the council."""
    text = ANKER.read_text(encoding="utf-8")
    wider = text.replace(f"Onderwijsraad Zee, purpose: {COUNCIL},", f"Onderwijsraad Zee, purpose: {COMMITTEE},")
    assert wider != text
    world = make_world(ANKER)
    case = case_at(world, "in_de_unit")
    yes(world, case, COMMITTEE)
    [more] = [one for one in grown(world.sop, sop_of(wider, ANKER.name)) if one.purpose == COMMITTEE]
    assert more.offices == {"Onderwijsraad Zee"}
    later = wider.replace('version: "a"', 'version: "b"').replace("first_day: 2025-08-01", f"first_day: {DAY}")
    store_version(world.school, later, adopted_on=DAY)
    with pytest.raises(Invalid, match="deze naam niet stond"):
        asked(world, case, "raad")
    asked(world, case, "commissie")
    with clock.at(DAY + timedelta(days=1)):
        yes(world, case, COMMITTEE)
        assert asked(world, case, "raad").body_name == "Onderwijsraad Zee"
