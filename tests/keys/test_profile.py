"""In which words and where the public page tells descriptive keys; that each has an effect holds test_each_key.py."""

import pytest

from tests.keys.pages import NOTHING, changed, effect, html_of, part_of, words_on

pytestmark = pytest.mark.django_db

# --- Its own texts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "after", "before"),
    [
        ("support", "Hulp voor ieder kind dat het nodig heeft", "Extra hulp Dit heet"),
        ("limits", "De school bekijkt ieder kind apart.", "Wanneer bespreekt de school"),
        ("adoption", "Geldt sinds", ""),
    ],
)
def test_texts_about(about, after, before):
    """From the vision to another part of the page."""
    effect("texts.identiteit.about", about, no_more="van beide kanten. SOP §2 identiteit Vertrouwen en respect")
    page = words_on(changed("texts.identiteit.about", about))
    place = page.index("Wij zijn een katholieke school")
    assert page.index(after) < place
    assert place < (page.index(before) if before else len(page))


# --- Support per target group -----------------------------------------------------------------------------------------

GROUPS = pytest.mark.parametrize("group", ["basic_support.dyslexie", "extra_support.medisch"])


@GROUPS
def test_basic_support_in_lessons(group):
    effect(f"{group}.in_lessons", ["Iedere dag samen lezen."], says="In de lessen Iedere dag samen lezen.")


@GROUPS
def test_basic_support_facilities(group):
    effect(f"{group}.facilities", ["Een stille plek."], says="Voorzieningen Een stille plek.")


@GROUPS
def test_basic_support_with_partners(group):
    effect(f"{group}.with_partners", ["De bibliotheek."], says="Samen met partners De bibliotheek.")


def test_a_question_without_an_answer_is_shown_as_such():
    effect(
        "basic_support.dyslexie.facilities", [], says="Voorzieningen De school noemt hier niets. Samen met partners V"
    )


def link(group: str, field: str, key: str, place: str) -> None:
    """The group names the thing and leads to it, and the thing names the group and leads back."""
    section, name = group.split(".")
    own = f"{section.partition('_')[0]}-{name}"
    before, after = html_of(changed(f"{group}.{field}", [])), html_of(changed(f"{group}.{field}", [key]))
    for here, there in ((own, f"{place}-{key}"), (f"{place}-{key}", own)):
        assert f'href="#{there}"' not in part_of(before, here)
        assert f'href="#{there}"' in part_of(after, here)


@GROUPS
def test_basic_support_programmes(group):
    link(group, "programmes", "plusaanbod", "programme")


@GROUPS
def test_basic_support_instruments(group):
    link(group, "instruments", "zoov", "instrument")


@GROUPS
def test_basic_support_expertise(group):
    link(group, "expertise", "nt2_specialist", "expertise")


@GROUPS
def test_basic_support_partners(group):
    link(group, "partners", "kentalis", "partner")


@GROUPS
def test_basic_support_arrangements(group):
    link(group, "arrangements", "poa_begeleiding", "arrangement")


@pytest.mark.parametrize("section", ["basic_support", "extra_support"])
def test_basic_support(section):
    """A school that says nothing of its support has no such part on its page."""
    heading = {"basic_support": "Leerachterstand Alle leerlingen", "extra_support": "Zeer moeilijk lerend Alle"}[
        section
    ]
    bare = changed(section, {})
    bare["texts"] = {}
    assert heading in words_on(changed("texts", {}))
    assert heading not in words_on(bare)


# --- Expertise, programmes, instruments -------------------------------------------------------------------------------


def test_expertise_how_many():
    effect("expertise.rekenspecialist.how_many", 3, says="3 × Rekenspecialist", no_more="2 × Rekenspecialist")


@pytest.mark.parametrize(("days", "says"), [(1, "1 dag per week"), (2.5, "2,5 dagen per week"), (4, "4 dagen per")])
def test_expertise_days_a_week(days, says):
    effect("expertise.logopedist.days_a_week", days, says=says, no_more="2 dagen per week in de school")


def test_programmes_years():
    effect("programmes.kanjertraining.years", [4], says="anderen Groep 4 2 uur per week")


def test_programmes_hours_years():
    effect("programmes.kanjertraining.hours.0.years", [1], says="2 uur per week in groep 1 1 uur")


def test_programmes_hours_a_week():
    effect("programmes.kanjertraining.hours.0.a_week", 1.5, says="1,5 uur per week in groep 1 en 2")


@pytest.mark.parametrize(
    ("years", "says"),
    [([3], "Groep 3 Voor"), ([3, 5], "Groep 3 en 5"), ([5, 3, 8], "Groep 3, 5 en 8"), ([1, 2, 3, 4], "Groep 1 t/m 4")],
)
def test_instruments_years(years, says):
    effect("instruments.sociogram.years", years, says=says, no_more="Groep 3 t/m 5")


# --- Partners, limits, ambitions --------------------------------------------------------------------------------------


def test_partners_consent_on_the_page():
    """Its effect on a case stands in test_partners.py."""
    effect("partners.rid.consent", NOTHING, no_more="ook partner bij dyscalculie Vooraf vraagt de school uw")


def test_ambitions_theme():
    effect("ambitions.sterke_rekenaars.theme", "Denksport", says="Denksport Een aanbod voor sterke rekenaars")


@pytest.mark.parametrize(("state", "says"), [("busy", "mee bezig"), ("done", "klaar")])
def test_ambitions_state(state, says):
    before = "Een aanbod voor sterke rekenaars gepland 2023-2024, 2024-2025"
    effect("ambitions.sterke_rekenaars.state", state, says=before.replace("gepland", says), no_more=before)
