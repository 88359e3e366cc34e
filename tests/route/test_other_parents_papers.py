"""What the school made of their words: who may not hear guardians and child reads them in no referral and no paper."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.case import open_case
from caseflow.route.commands.referral import prepare_referral, record_ground_not_to_wait
from caseflow.route.commands.writing import write_to_school
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from opp.commands import perspective
from tests.cast import make_guardian, make_staff
from tests.opp.conftest import Story
from tests.route.stories import QUESTION, at_work, case_at, guardians_say_yes, shared, sign_in
from tests.route.test_other_parents_words import text_of
from tests.world import REAL, World, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
HERS, SPOKEN, CHILD, DONE = "zij drinkt", "thuis is er ruzie", "ik ben bang bij papa", "wij letten op hem"
ALONG = """  volgende_school:
    name: Meegeven aan een volgende school
    asks: Mogen wij dit meegeven aan de school die uw kind inschrijft?
    parts: [pupil, views]
    next_school: true
    lasts: 6 months
    cite: own choice
    why: een warme overdracht
"""


@pytest.fixture(autouse=True)
def _day(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    """The zorgteam reads of a child its OPP and what its guardians wrote; these may go along to the next school."""
    text = (REAL / "kbs-crescendo.yaml").read_text(encoding="utf-8")
    text = text.replace("parts: [pupil, observations, hgw, question]", "parts: [pupil, opp, views]", 1)
    return make_world(REAL / "kbs-crescendo.yaml", text.replace("\npurposes:\n", f"\npurposes:\n{ALONG}", 1))


def with_opp(world: World, case: Case) -> Case:
    """An OPP in force, in which guardians and child each have their words."""
    story = Story(world, case)
    story.draw_up()
    story.hear("setting", words=CHILD, influence=DONE)
    perspective.consult_guardians(case.pk, on=TODAY, text=SPOKEN, actor=story.ib_er)
    perspective.set_perspective(case.pk, actor=story.ib_er)
    story.offer()
    story.answer(0, "agreed", view=HERS)
    story.answer(1, "agreed")
    story.put_in_force()
    return case


def opened(world: World) -> Case:
    return open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="Leest moeizaam")


def read(client: Client, name: str, *numbers: Any) -> str:
    """What stands on this page or paper, which is there."""
    answer = client.get(reverse(name, args=numbers))
    assert answer.status_code == 200
    return text_of(answer)


def words_in(text: str) -> set[str]:
    return {words for words in (HERS, SPOKEN, CHILD, DONE) if words in text}


def test_a_referral_that_is_prepared(world: World) -> None:
    ib_er, teacher = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.TEACHER)
    assistant = make_staff(world.school, RoleKind.ASSISTANT, world.group)
    case = with_opp(world, case_at(world, "handelingsverlegen"))
    record_ground_not_to_wait(case.pk, ground="Er is gevaar.", actor=world.of_kind(RoleKind.DIRECTOR))
    prepare_referral(case.pk, exit_key="verwijzing_swv", asks="tlv", question=QUESTION, actor=ib_er)
    page = "route:case", case.pk
    assert (
        words_in(read(at_work(ib_er), *page)) == words_in(read(at_work(teacher), *page)) == {HERS, SPOKEN, CHILD, DONE}
    )
    make_guardian(world.pupil, "no", person=teacher)
    for person in (teacher, assistant):
        text = read(at_work(person), *page)
        assert words_in(text) == set()
        assert all(said in text for said in ("Overleg met de ouders op", "ouder over versie 1: stemde in", "vmbo"))


def test_the_groeidocument_of_the_school(world: World) -> None:
    director = world.of_kind(RoleKind.DIRECTOR)
    case = with_opp(world, opened(world))
    write_to_school(world.pupil.pk, text=HERS, actor=world.guardians[0].person)
    paper = "route:growing_pdf", case.pk, "zorgteam"
    assert words_in(read(at_work(director), *paper)) == {HERS, SPOKEN, CHILD, DONE}
    make_guardian(world.pupil, "no", person=director)
    text = read(at_work(director), *paper)
    assert words_in(text) == set()
    assert "Overleg met de ouders op" in text
    assert "De leerling zei" in text


def test_the_groeidocument_for_a_table(world: World) -> None:
    director = world.of_kind(RoleKind.DIRECTOR)
    case, item, _consent = shared(world)
    write_to_school(world.pupil.pk, text=HERS, actor=world.guardians[0].person)
    with_opp(world, case)
    paper = "route:growing_table", case.pk, item.pk
    assert words_in(read(at_work(director), *paper)) == {HERS, SPOKEN}
    make_guardian(world.pupil, "no", person=director)
    text = read(at_work(director), *paper)
    assert words_in(text) == set()
    assert "vmbo" in text
    assert "zelf schreven" not in text


def test_what_goes_along_to_the_next_school(world: World) -> None:
    """The school itself gives it all; a guardian's copy holds her own words and says that another's are not in it."""
    director, (one, other) = world.of_kind(RoleKind.DIRECTOR), world.guardians
    case = case_at(world, "hgw")
    write_to_school(world.pupil.pk, text=HERS, actor=one.person)
    write_to_school(world.pupil.pk, text=SPOKEN, actor=other.person)
    guardians_say_yes(world, case, "volgende_school")
    paper = "route:growing_pdf", case.pk, "volgende-school"
    left_out = "staat niet in dit exemplaar"
    text = read(at_work(director), *paper)
    assert words_in(text) == {HERS, SPOKEN}
    assert left_out not in text
    for guardian, own in ((one, HERS), (other, SPOKEN)):
        text = read(sign_in(guardian.person), "route:guardian_growing_next", case.pk)
        assert words_in(text) == {own}
        assert left_out in text
    make_guardian(world.pupil, "no", person=director)
    text = read(at_work(director), *paper)
    assert words_in(text) == set()
    assert left_out in text
