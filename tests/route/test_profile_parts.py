"""What stands in which part of the public page, what is left to the school, and how its route is told to be a fork."""

import re
from datetime import date

import pytest
import yaml

from caseflow import clock
from caseflow.route.profile import Profile
from caseflow.route.profile_route import told_routes
from caseflow.sop.loading import load_sop
from caseflow.sop.schema import Sop
from pupils.models import School
from tests.keys.pages import words_of
from tests.route.test_profile import page_of
from tests.sop.documents import CRESCENDO, SOUND, replaced
from tests.world import SCHOOLS, make_world, store_version

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with clock.at(date(2026, 3, 9)):
        yield


@pytest.fixture
def page() -> str:
    school = School.objects.create(name="KBS Crescendo", brin="23EY", key="kbs_crescendo")
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    return page_of(school)


def part(page: str, place: str) -> str:
    return words_of(page.partition(f'id="{place}"')[2].partition("</section>")[0])


def test_an_arrangement_of_basic_support_stands_with_basic_support(page):
    sop = load_sop(CRESCENDO)
    basic, extra = part(page, "basis"), part(page, "extra")
    for key, one in sop.arrangements.items():
        here, there = (basic, extra) if one.support == "basis" else (extra, basic)
        assert f"{one.name} {'basis' if one.support == 'basis' else 'extra '}ondersteuning" in here, key
        assert f"{one.name} extra ondersteuning" not in there
        assert f"{one.name} basisondersteuning" not in there


def test_what_the_school_says_of_extra_support_stands_with_extra_support(page):
    said = "Wat verder gaat dan de basisondersteuning is extra ondersteuning"
    assert said in part(page, "extra")
    assert said not in part(page, "basis")


def test_a_school_with_only_basic_arrangements_has_no_empty_part_of_extra_help():
    page = page_of(make_world(SCHOOLS / "het-anker.yaml").school)
    assert 'id="extra"' not in page
    assert "Uren in de rustgroep" in part(page, "basis")


def test_a_remark_beside_a_paragraph_is_for_the_school_and_the_reason_of_an_own_choice_for_parents(page):
    read = words_of(page)
    assert "Het SOP noemt" not in read
    assert "Overal in het land zijn de hoofdmetingen in januari en februari" in read
    assert "Eigen keuze van de school: Tegelijk met woorden lezen." in read


FORK = {  # of the shipped school: the number of each step of its main route, and after which steps it comes
    "aanmelding": ("1", []),
    "hgw": ("2", ["aanmelding"]),
    "leerlingbespreking": ("3", ["hgw"]),
    "zorgteam": ("4a", ["leerlingbespreking", "advies_buiten", "arrangement", "opp"]),
    "advies_buiten": ("4b", ["leerlingbespreking", "zorgteam"]),
}


@pytest.mark.parametrize(("key", "said"), FORK.items())
def test_steps_of_a_fork_share_a_number_and_each_says_after_which_it_comes(key, said):
    told = {one.key: one for one in told_routes(load_sop(CRESCENDO))[0].steps}
    assert (told[key].number, [before.to for before in told[key].after]) == said
    assert told[key].beside is (key == "advies_buiten")


def test_a_route_that_can_begin_in_two_ways_has_two_first_steps():
    text = replaced(SOUND, ("        to: groep\n", "        close: not_enrolled\n        key: weg\n"))
    sop = Sop.model_validate(yaml.safe_load(text))  # what the checker says of such a route is not asked here
    told = {one.key: (one.number, one.beside) for one in told_routes(sop)[0].steps}
    assert (told["aanmelding"], told["groep"]) == (("1a", False), ("1b", True))


def test_the_beside_tracks_are_folded_and_the_first_is_open(page):
    way = page[page.index('id="route"') :]
    folds = re.findall(
        r'<details class="card card--flush fold target"( open)?>\s*<summary[^>]*><h3 class="title" lang="nl">([^<]+)',
        way,
    )
    tracks = [track.name for track in load_sop(CRESCENDO).tracks.values()]
    assert folds == [(" open" if number == 0 else "", name) for number, name in enumerate(tracks)]


def test_parents_read_of_a_step_what_they_are_asked_without_opening_anything(page):
    step = page.partition('id="step-main-zorgteam"')[2].partition("</li>\n")[0]
    at_once = words_of(step.partition("<details")[0])
    assert "nodigt de school u uit om mee te praten" in at_once
    assert "Komt na Leerlingbespreking" in at_once
    assert "Wie deze stap zet" not in at_once


def test_a_school_without_anything_extra_has_no_texts_for_it():
    assert Profile(load_sop(SOUND)).extra_texts() == []


@pytest.mark.parametrize(("school", "step", "told"), [
    ("de-kleine-beer", "bij_loket_ster", "zet een van de ouders met gezag een handtekening"),
    ("de-regenboog", "bij_het_loket", "zetten alle ouders met gezag een handtekening"),
])  # fmt: skip
def test_parents_read_that_a_desk_asks_their_signature(school, step, told):
    routes = told_routes(load_sop((SCHOOLS / f"{school}.yaml").read_text(encoding="utf-8")))
    asked = {one.key: [what for said in one.asked for what in said.what] for route in routes for one in route.steps}
    assert told in asked[step]


def test_before_a_desk_hears_of_a_child_parents_read_and_say_yes():
    """Whatever the step says: at the SWV they see it all first, elsewhere nothing goes without their yes."""
    routes = told_routes(load_sop(SOUND))
    asked = {one.key: [(said.when, said.what) for said in one.asked] for route in routes for one in route.steps}
    seen = "leest u de hele vraag en kunt u uw kijk erbij schrijven"
    assert asked["bij_swv"] == [("Voordat de vraag weggaat", (seen,))]
    (before,) = asked["bij_taalloket"]
    assert before[1][0] == seen
    assert before[1][1].startswith("vraagt de school uw toestemming: ")
