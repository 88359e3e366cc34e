"""The public page of a school's SOP: for anybody, of the version that holds today, about no child and no person."""

import re
from datetime import date
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.route.profile_route import told_term
from caseflow.sop.loading import load_sop
from caseflow.sop.schema import Clock
from pupils.models import Person, Pupil, School
from pupils.years import years_words
from tests.keys.pages import words_of
from tests.route.stories import asked, case_at, crescendo, sign_in
from tests.sop.documents import CRESCENDO, changed
from tests.world import REAL, SCHOOLS, make_world, store_version

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
ALL = sorted([*REAL.glob("*.yaml"), *SCHOOLS.glob("*.yaml"), SCHOOLS.parent / "law" / "floor.yaml"])


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def school():
    return School.objects.create(name="KBS Crescendo", brin="23EY", key="kbs_crescendo")


def url_of(school) -> str:
    return reverse("route:profile", args=[school.key])


def page_of(school, client=None) -> str:
    answer = (client or Client()).get(url_of(school))
    assert answer.status_code == 200
    return answer.content.decode()


# --- Who reads which version -----------------------------------------------------------------------------------------


def test_anybody_reads_it_without_an_account(school):
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    assert url_of(school) == "/scholen/kbs_crescendo/sop/"
    assert "KBS Crescendo" in page_of(school)


def test_a_school_without_an_adopted_version_is_not_there(school, client):
    assert client.get(url_of(school)).status_code == 404
    assert client.get(reverse("route:profile", args=["geen_school"])).status_code == 404


@pytest.mark.parametrize(
    ("first_day", "adopted_on", "shown"),
    [
        (date(2026, 3, 9), date(2026, 3, 9), True),
        (date(2026, 3, 10), date(2026, 3, 1), False),
        (date(2026, 3, 1), date(2026, 3, 10), False),
    ],
)
def test_it_is_there_from_its_first_day_once_adopted(school, client, first_day, adopted_on, shown):
    text = changed(("first_day: 2023-08-01", f"first_day: {first_day}"))
    store_version(school, text, adopted_on=adopted_on)
    assert (client.get(url_of(school)).status_code == 200) is shown


def test_the_version_that_holds_today_is_shown_and_no_other(school):
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    next_one = (("2023-2025", "2026-2027"), ("first_day: 2023-08-01", "first_day: 2026-08-01"))
    store_version(school, changed(*next_one, ("Luitstraat 9", "Fluitstraat 1")), adopted_on=date(2026, 2, 1))
    now = words_of(page_of(school))
    assert "Versie 2023-2025, geldt sinds 1 augustus 2023" in now
    assert "Fluitstraat" not in now
    with clock.at(date(2026, 8, 1)):
        assert "Fluitstraat 1" in page_of(school)


def test_it_tells_how_the_version_came_to_hold(school):
    """What the MR and the board did stands with the version, not in its text."""
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    assert "Advies van de medezeggenschapsraad" not in words_of(page_of(school))
    said = {"advice": "positive", "advised_on": date(2026, 1, 12), "published_on": date(2026, 2, 3)}
    text = changed(("2023-2025", "2026-2027"), ("first_day: 2023-08-01", "first_day: 2026-02-01"))
    store_version(school, text, adopted_on=date(2026, 1, 26), state="published", **said)
    page = words_of(page_of(school))
    assert "Advies van de medezeggenschapsraad (MR) positief, 12 januari 2026" in page
    assert "Vastgesteld door het bestuur 26 januari 2026 Gepubliceerd 3 februari 2026" in page


def test_it_only_shows(school, client):
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    assert client.post(url_of(school)).status_code == 405


# --- What it says ----------------------------------------------------------------------------------------------------


def test_it_tells_the_route_in_plain_words(school):
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    page = words_of(page_of(school))
    page = page[page.index("De route, stap voor stap") :]
    steps = ["1 Aanmelding U meldt", "2 Handelingsgericht werken", "3 Leerlingbespreking", "4a Zorgteam De school"]
    assert [page.index(step) for step in steps] == sorted(page.index(step) for step in steps)
    for said in (
        "Besluit over toelating: binnen 6 weken, één keer te verlengen met 4 weken",
        "Schoolmaatschappelijk werker, Intern begeleider, Directeur, Leerkracht, en u",
        "Voordat het gesprek er is nodigt de school u uit om mee te praten; vraagt de school uw toestemming: Be",
        "De school bespreekt uw kind alleen met mensen van buiten als u daar vooraf ja op zei.",
        "Het OPP is er binnen 6 weken nadat de extra hulp begint",
        "Uiterlijk na 6 maanden kijkt de school met u terug",
        "Samenwerkingsverband Passend Onderwijs Almere antwoordt binnen 8 weken",
        "Mogen wij uw kind bespreken in het zorgteam, samen met de mensen die hieronder staan?",
        "Uw ja geldt 1 jaar. U kunt het altijd intrekken.",
    ):
        assert said in page


def test_a_limit_says_what_comes_instead_and_that_each_child_is_looked_at_singly(school):
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    page = words_of(page_of(school))
    page = page[page.index("Een grens is geen nee vooraf.") :]
    assert "De school bekijkt ieder kind apart." in page
    sop = load_sop(CRESCENDO)
    assert page.count("Wat dan wel") == len(sop.limits)
    assert all(limit.name in page and limit.alternative[1:] in page for limit in sop.limits.values())


def test_a_track_says_what_must_be_so_to_begin_it():
    page = words_of(page_of(make_world(SCHOOLS / "de-brug.yaml").school))
    said = "De taalwijzer wees bij de start weinig Nederlandse woorden aan"
    assert f"Dit spoor kan beginnen als dit zo is: {said}. De school praat" in page
    assert page.count("Dit spoor kan beginnen") == 1  # the main route is open to everybody


def test_a_step_says_what_is_written_and_what_parents_sign():
    page = page_of(make_world(SCHOOLS / "de-wilgenhof.yaml").school)
    told = {
        key: words_of(page.partition(f'id="step-main-{key}"')[2].partition("</details>")[0])
        for key in ("kijkronde", "steunronde")
    }
    assert "Kijkplan , geschreven door:" in told["kijkronde"]
    assert "U leest het en tekent dat het met u is besproken." in told["kijkronde"]
    assert "Hulpplan , geschreven door:" in told["steunronde"]
    assert "U leest het en tekent als u het ermee eens bent." in told["steunronde"]


def test_a_step_says_what_must_be_so_before_a_way_on(school):
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    page = words_of(page_of(school))
    for step in load_sop(CRESCENDO).steps.values():
        for way in step.exits:
            said = "; ".join(rule.say for rule in way.needs)
            assert not said or f"{way.name}: {said}." in page


@pytest.mark.parametrize(
    ("kind", "says"), [("trial", "een proef van 6 weken"), ("at_least", "ten minste 6 weken"), ("exact", ": 6 weken")]
)
def test_any_term_says_by_how_much_it_can_be_longer(kind, says):
    """The floor bounds the term of an application; here is told what stands in any other one."""
    named = Clock.model_validate(
        {"name": "Proef", "starts": "enter", "within": "6 weeks", "is": kind, "extend": "2 weeks", "cite": "SOP 1"}
    )
    assert told_term(named) == f"Proef: {says.removeprefix(': ')}, één keer te verlengen met 2 weken"


def test_the_calendar_says_what_returns_for_whom_and_when(school):
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    page = words_of(page_of(school))
    page = page[page.index("Wat ieder schooljaar terugkomt") :]
    assert "Sociogram maken Meting van de hele groep: november en april Voor groep 3 t/m 5 Met" in page
    assert "Terugkijken op de Kanjertraining Programma in de lessen: januari en juni Voor groep 1 en 2" in page
    assert "120 minuten per week" in page
    bridge = words_of(page_of(make_world(SCHOOLS / "de-brug.yaml").school))
    assert "Gesprek over iedere leerling: binnen 6 weken nadat uw kind is ingeschreven Voor alle groepen" in bridge


def test_after_a_no_is_said_once_in_each_track(school):
    """Each way once, with the steps that name it where not all do."""
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    page = words_of(page_of(school))
    sop = load_sop(CRESCENDO)
    named = [track for track in sop.tracks if any(sop.steps[key].on_refusal for key in sop.steps_of(track))]
    assert page.count("En als u nee zegt of het niet eens bent?") == len(named)
    assert "Bij: Aanmelding; Arrangement; Werken met een OPP; Handelingsverlegenheid;" in page


def test_each_part_leads_back_to_the_contents(school):
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    page = page_of(school)
    assert page.count('href="#inhoud"') == page.count('<section class="profile-part"') > 5
    assert page.count('id="inhoud"') == 1


def step_on(page: str, track: str, key: str) -> str:
    """What the page says of one step."""
    return words_of(page.partition(f'id="step-{track}-{key}"')[2].partition("</li> <li")[0].partition("way-facts")[0])


def test_a_step_says_only_what_is_true_of_it(school):
    """A medical protocol and a reading level are no trying out in the group, and a dyslexia test is no leaving."""
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    page = page_of(school)
    tries, leaves = "probeert iets uit", "tot een andere school het toelaat"
    assert tries in step_on(page, "main", "hgw")
    for track, key in (("medisch", "medisch_protocol"), ("nt2", "nt2_taalplan"), ("dyslexie", "dyslexie_niveau_3")):
        told = step_on(page, track, key)
        assert tries not in told
        assert "Deze stap hoort bij de basisondersteuning." in told
    test = step_on(page, "dyslexie", "dyslexie_onderzoek")
    assert "gaat naar: Dyslexiezorg van de gemeente Almere" in test
    assert "De school kan daar vragen om: hulp of zorg." in test
    assert "Uw kind blijft gewoon op deze school." in test
    assert leaves not in test
    for track, key in (("main", "verwijzing_swv"), ("cluster_2", "c2_commissie")):
        assert leaves in step_on(page, track, key)


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("hgw", "De school kijkt wat uw kind nodig heeft"),
        ("medisch_protocol", "Uw kind is nu hier: Het medisch protocol invullen en tekenen."),
        ("dyslexie_onderzoek", "De vraag over uw kind ligt bij: Dyslexiezorg van de gemeente Almere"),
    ],
)
def test_a_guardian_reads_of_the_step_itself_where_her_child_is(step, says):
    world = crescendo()
    track = next(track for track in world.sop.tracks if step in world.sop.steps_of(track))
    case = case_at(world, step, track=track)
    url = reverse("route:guardian_child", args=[case.pupil_id])
    assert says in words_of(sign_in(world.guardians[0].person).get(url).content.decode())


def test_it_names_no_child_and_no_person():
    """With everybody in a role, a child with a case, and consent asked."""
    world = crescendo()
    asked(world)
    page = page_of(world.school)
    names = [*Person.objects.values_list("name", flat=True), *Pupil.objects.values_list("last_name", flat=True)]
    assert len(names) > 10
    assert [name for name in names if name in page] == []
    assert not re.search(r"/(leerlingen|casussen|toestemmingen)/\d", page)


# --- Every school ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_school_has_a_page_that_holds_together(path):
    """Also one that says nothing of itself: each link leads to a place, no place is there twice, nothing is inline."""
    world = make_world(path)
    page = page_of(world.school)
    places = re.findall(r' id="([^"]+)"', page)
    assert len(places) == len(set(places))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links
    assert links <= set(places)
    assert not re.search(r" style=|<script(?! src)| on\w+=", page)
    for step in world.sop.steps.values():
        assert step.name in page
    for limit in world.sop.limits.values():
        assert limit.name in page


def test_a_school_that_says_nothing_of_itself_shows_no_empty_parts():
    page = words_of(page_of(make_world(SCHOOLS / "de-regenboog.yaml").school))
    for heading in ("Voorzieningen", "Partners van buiten", "Wat de school nog wil", "Deskundigen"):
        assert heading not in page
    assert "Plaats Oosterveld" in page


def test_what_a_school_writes_is_text_and_never_markup(school):
    text = changed(("motto: Groter worden, sterker worden, groeien", "motto: <script>alert(1)</script>"))
    store_version(school, text, adopted_on=date(2023, 6, 26))
    page = page_of(school)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_it_costs_the_same_few_questions_whatever_the_school_says(school, client, django_assert_num_queries):
    store_version(school, CRESCENDO, adopted_on=date(2023, 6, 26))
    other = make_world(SCHOOLS / "het-kompas.yaml").school
    for one in (school, other):
        page_of(one)  # a text is parsed once a process
        with django_assert_num_queries(2):
            client.get(url_of(one))


# --- The way to it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["route:start", "route:guardian_start"])
def test_staff_and_guardians_find_it_on_their_first_page(page):
    world = crescendo()
    person = world.guardians[0].person if page == "route:guardian_start" else world.people["teacher"]
    shown = sign_in(person).get(reverse(page)).content.decode()
    assert f'href="{url_of(world.school)}"' in shown
    with clock.at(date(2022, 1, 1)):
        assert "/sop/" not in sign_in(person).get(reverse(page)).content.decode()


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_no_heading_skips_a_level(path):
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page_of(make_world(path).school))]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_years_are_told_as_the_schools_phases_where_they_are_whole():
    phases = load_sop((SCHOOLS / "het-anker.yaml").read_text(encoding="utf-8")).phases.values()
    assert years_words([4, 5], phases) == "Fase Steiger"
    assert years_words(range(1, 6), phases) == "Fase Kade en Fase Steiger"
    assert years_words(range(1, 9), phases) == "Fase Kade, Fase Steiger en Fase Open water"
    assert years_words([3, 4, 5], phases) == "groep 3 t/m 5"  # half a phase would promise too much
    assert years_words([], phases) == ""
    assert "Fase Steiger" in words_of(page_of(make_world(SCHOOLS / "het-anker.yaml").school))
