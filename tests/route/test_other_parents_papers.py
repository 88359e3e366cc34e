"""What the school made of their words, and wrote about them: who may not hear guardians and child reads none of it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.case import open_case
from caseflow.route.commands.establishing import record_ground_not_to_wait
from caseflow.route.commands.limit import judge_limit
from caseflow.route.commands.referral import prepare_referral
from caseflow.route.commands.writing import write_to_school
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from opp.commands import perspective
from pupils.commands.contact import record_contact_attempt
from pupils.commands.gezag import Shown, record_gezag
from pupils.commands.information import inform_without_gezag
from pupils.models import Guardian
from tests.cast import make_guardian, make_staff, set_gezag
from tests.opp.conftest import Story
from tests.route.papers import Writing
from tests.route.stories import QUESTION, asked, at_work, case_at, guardians_say_yes, shared, sign_in
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
        # A heading with nothing behind it is left out; that the child was heard, and when, stands in what happened.
        assert not any(
            empty in text for empty in ("De leerling zei", "Wat de leerling zelf zegt", "Wat het kind vindt")
        )
        assert "De leerling is gehoord" in text
        assert all(said in text for said in ("Overleg met de ouders op", "ouder over versie 1: stemde in", "vmbo"))


def test_why_a_limit_was_reached_is_for_who_reads_the_judgement(world: World) -> None:
    """The referral that is prepared holds the reasons, and its panel is opened by everybody who helps."""
    ib_er, teacher = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.TEACHER)
    assistant = make_staff(world.school, RoleKind.ASSISTANT, world.group)
    case, why = case_at(world, "handelingsverlegen"), "Er is geen begeleider die er steeds bij is."
    limit = next(iter(world.sop.limits))
    judge_limit(case.pk, limit=limit, word="reached", reasons=why, actor=world.of_kind(RoleKind.DIRECTOR))
    record_ground_not_to_wait(case.pk, ground="Er is gevaar.", actor=world.of_kind(RoleKind.DIRECTOR))
    prepare_referral(case.pk, exit_key="verwijzing_swv", asks="tlv", question=QUESTION, actor=ib_er)
    pages = {person: read(at_work(person), "route:case", case.pk) for person in (ib_er, teacher, assistant)}
    assert [why in page for page in pages.values()] == [True, True, False]
    assert all("Grenzen van de ondersteuning" in page for page in pages.values())


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
    assert "De leerling zei" not in text


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


# --- What was written down about a guardian --------------------------------------------------------------------------


def tried(world: World, guardian: Guardian, note: str) -> None:
    actor = world.of_kind(RoleKind.IB_ER)
    record_contact_attempt(guardian.pk, on=TODAY, how="phone", note=note, actor=actor)


def test_a_note_of_a_try_to_reach_a_parent(world: World) -> None:
    """Everybody reads that she was called; what came of it, or where she lives now, who hears her."""
    teacher, assistant = world.of_kind(RoleKind.TEACHER), make_staff(world.school, RoleKind.ASSISTANT, world.group)
    her = world.guardians[0]
    tried(world, her, HERS)
    page = "pupils:contact", her.pk
    assert HERS in read(at_work(teacher), *page)
    make_guardian(world.pupil, person=teacher)
    record_contact_attempt(her.pk, on=TODAY, how="mail", note=SPOKEN, actor=assistant)
    assert words_in(read(at_work(assistant), *page)) == {SPOKEN}  # what she wrote herself
    text = read(at_work(teacher), *page)
    assert words_in(text) == set()
    assert "9 maart 2026: telefoon" in text


@pytest.mark.parametrize("parent", [True, False])
def test_the_notes_where_the_director_may_go_on_without_a_parent(parent: bool, world: World) -> None:
    director, her = world.of_kind(RoleKind.DIRECTOR), world.guardians[0]
    tried(world, her, HERS)
    _case, _item, consent = asked(world)
    story = Story(world, case_at(world, "opp", track="dyslexie"))
    story.draw_up()
    version = story.offer()
    writing = Writing.at("kijkronde")
    paper, other = writing.lay("kijkplan"), writing.world.guardians[0]
    record_contact_attempt(other.pk, on=TODAY, how="phone", note=HERS, actor=writing.coach)
    pages = [
        (director, "route:pass_over", consent.pk, her.pk),
        (director, "opp:pass_over", version.pk, her.pk),
        (writing.head, "route:paper_pass_over", paper.pk, other.pk),
    ]
    if parent:
        make_guardian(world.pupil, person=director)
        make_guardian(writing.world.pupil, person=writing.head)
    for person, *page in pages:
        text = read(at_work(person), *page)
        assert "9 maart 2026: telefoon" in text
        assert (HERS in text) is not parent


def test_on_what_the_gezag_of_the_other_parent_rests(world: World) -> None:
    director, her = world.of_kind(RoleKind.DIRECTOR), world.guardians[0]
    record_gezag(her.pk, "no", Shown(proof="court", on=TODAY, seen=HERS), actor=director)
    letter = inform_without_gezag(her.pk, asked_on=TODAY, facts="Het lezen gaat goed.", actor=director)
    pages = [
        reverse("pupils:gezag", args=[her.pk]),
        reverse("pupils:inform", args=[her.pk]),
        reverse("pupils:information_letter", args=[letter.pk]),
    ]
    assert HERS in read(at_work(director), "pupils:gezag", her.pk)
    assert [at_work(director).get(page).status_code for page in pages] == [200, 200, 200]
    links = read(at_work(director), "pupils:pupil", world.pupil.pk)
    assert pages[0] in links
    assert pages[1] in links
    make_guardian(world.pupil, person=director)
    assert [at_work(director).get(page).status_code for page in pages] == [404, 404, 404]
    links = read(at_work(director), "pupils:pupil", world.pupil.pk)
    assert not any(page in links for page in pages)


def test_nor_do_the_pages_of_her_work_lead_there(world: World) -> None:
    """Neither where the gezag of the other parent is not recorded yet."""
    ib_er, her = world.of_kind(RoleKind.IB_ER), world.guardians[0]
    set_gezag(her, "unknown")
    case, _item, _consent = asked(world)
    page = reverse("pupils:gezag", args=[her.pk])
    assert page in read(at_work(ib_er), "route:case", case.pk)
    make_guardian(world.pupil, person=ib_er)
    assert page not in read(at_work(ib_er), "route:case", case.pk)
