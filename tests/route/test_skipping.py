"""A step is skipped: the terms of the step that is left still hold, and who judges of what comes after still judges."""

from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.route.acting import exit_ruling
from caseflow.route.commands import case as cases
from caseflow.route.commands import deciding
from caseflow.route.models import Case
from caseflow.route.ruling import Refused
from caseflow.sop.schema import Skipping
from tests.cast import answer, make_consent
from tests.route.stories import case_at
from tests.world import SCHOOLS, World, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
OVER = "over-samen_praten-proefplek"
#: The made-up school where the talk may be skipped, with nothing asked on the place that it leads to.
GRANTED = '{fact: arrangement_open, is: true, say: De plek is toegekend, cite: "SOP c", todo: grant_arrangement}'
ONWARD = "        to: proefplek\n"
RAAD = """  raadslid: {name: Raadslid, kind: outsider, partner: raad}
partners:
  raad: {name: Raad, delivers: een oordeel, cite: x}
purposes:
  oordeel: {name: Oordeel, asks: Mogen wij de raad vragen?, parts: [pupil], roles: [raadslid], lasts: 1 year, cite: x}
bodies:
  raad: {name: Raad, purpose: oordeel, answers_within: 4 weeks, binding: true, cite: x}
"""


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def school(*changes: tuple[str, str]) -> World:
    path = SCHOOLS / "de-kleine-beer.yaml"
    text = path.read_text(encoding="utf-8")
    for before, after in ((f"    acts:\n      enter: [{GRANTED}]\n", ""), *changes):
        assert before in text, before
        text = text.replace(before, after, 1)
    return make_world(path, text)


def asked(world: World, case: Case, key: str = OVER) -> set[str]:
    way = world.sop.exit(case.step, case.track, key)
    assert isinstance(way, Skipping)
    found = exit_ruling(case, world.sop, way, clock.today()).findings
    return {getattr(one.rule, "key", one.rule.say) for one in found if one.met is not True}


def test_a_term_of_the_step_that_is_left_holds():
    world = school()
    case, teacher = case_at(world, "in_de_klas"), world.people["meester_of_juf"]
    assert asked(world, case) == {"clock_started_on(in_de_klas:Plan van zes weken)"}
    with pytest.raises(Refused):
        cases.take_exit(case.pk, OVER, reason="haast", actor=teacher)
    with clock.at(TODAY + timedelta(weeks=6)):
        assert cases.take_exit(case.pk, OVER, reason="haast", actor=teacher).step == "proefplek"


@pytest.mark.parametrize("at", ["to: samen_praten,", ONWARD])
def test_a_binding_body_is_still_asked_and_can_be(at):
    """Whose yes stands before the skipped step, or behind it."""
    named = f"{at} body: raad," if at.endswith(",") else f"{at}        body: raad\n"
    world = school((at, named), ("opp: {", f"{RAAD}opp: {{"), ("is: exact", "is: at_most"))
    case, teacher = case_at(world, "in_de_klas"), world.people["meester_of_juf"]
    assert asked(world, case) == {"body_answer(raad)"}
    with pytest.raises(Refused):
        deciding.ask_body(case.pk, body="raad", question="past dit?", actor=teacher)
    consent = make_consent(world.pupil, case_id=case.pk, purpose="oordeel", sop_version=world.school.involved_by)
    for guardian in world.guardians:
        answer(consent, guardian, "given")
    deciding.ask_body(case.pk, body="raad", question="past dit?", actor=teacher)
    deciding.record_body_answer(case.pk, body="raad", answer="yes", text="Ja.", actor=teacher)
    assert cases.take_exit(case.pk, OVER, reason="haast", actor=teacher).step == "proefplek"


def test_who_ratifies_decides_and_hears_of_it_still_does():
    named = ("decides: [meester_of_juf]", "ratifies: [schoolhoofd]", "copies: [meester_of_juf]")
    further = ONWARD + "".join(f"        {one}\n" for one in named)
    world = school((ONWARD, further), ("is: exact", "is: at_most"))
    teacher, head = world.people["meester_of_juf"], world.people["schoolhoofd"]
    case = case_at(world, "in_de_klas")
    deciding.propose_exit(case.pk, exit_key=OVER, reason="haast", actor=teacher)
    assert Notice.objects.filter(recipient=head, kind="exit_proposed").exists()
    cases.take_exit(case.pk, OVER, reason="haast", actor=head)
    assert Notice.objects.filter(recipient=teacher, kind="decision_taken").exists()
