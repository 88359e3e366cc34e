"""The dead-key test (design §2): every key of the schema is changed at a school with cases, and seen to be.

What counts as seen is a finding, a term, a consent or grant, an invitation, a task, a refusal or a notice; the public
page counts for descriptive keys alone. The YAML's own page, the diff and the checker never count: no door looks there.
`Skipping` and `Departing` are made in code out of an exit, and have no key of their own in a SOP.
"""

import pytest

from caseflow.sop.rules import Document
from caseflow.sop.schema import Sop
from caseflow.sop.schema.words import Cited
from tests.keys import effects_of_offer, effects_of_people, effects_of_route, effects_of_rules
from tests.keys.doors import cards, page
from tests.keys.effects_of_offer import DESCRIPTIVE
from tests.keys.looking import DAY, Door, Effect, Look, See, key_at, keys_of, parts_of

pytestmark = pytest.mark.django_db
ROOMS = (effects_of_offer, effects_of_people, effects_of_route, effects_of_rules)
EFFECTS: dict[str, Effect] = {key: effect for room in ROOMS for key, effect in room.EFFECTS.items()}
#: What a school tells of itself and offers: each key of these parts, and the sections that hold them.
TOLD = {
    "SchoolData", "Statement", "TargetGroup", "Expertise", "Programme", "Hours", "Ambition", "Partner", "Instrument",
    "Phase",
}  # fmt: skip
SECTIONS = {
    "school", "texts", "basic_support", "extra_support", "expertise", "programmes", "ambitions", "partners",
    "instruments",
}  # fmt: skip


@pytest.mark.parametrize("key", sorted(EFFECTS))
def test_changing_it_is_seen(key):
    before, after = EFFECTS[key].seen()
    assert before != after


def test_every_key_of_the_schema_has_its_effect():
    assert set(EFFECTS) == keys_of(Sop)
    assert sum(len(room.EFFECTS) for room in ROOMS) == len(EFFECTS)


def test_no_part_of_the_schema_is_forgotten():
    """Every kind of part that is written in code is one that a SOP can hold, or is made in code out of one."""
    written = {model for model in _below(Document) if model.__module__.startswith("caseflow.")}
    assert {model.__name__ for model in written - parts_of(Sop)} == {"Cited", "Skipping", "Departing"}


def _below(model: type[Document]) -> set[type[Document]]:
    children = set(model.__subclasses__())
    return children.union(*map(_below, children)) if children else children


@pytest.mark.parametrize("key", sorted(EFFECTS))
def test_it_is_that_key_that_changes(key):
    """Nothing else: the place that is changed is the place of this key."""
    assert key_at(EFFECTS[key].before(), EFFECTS[key].path) == key


def test_the_public_page_counts_for_descriptive_keys_alone():
    assert {key for key, effect in EFFECTS.items() if effect.see.door is Door.PAGE} == DESCRIPTIVE
    sections = {f"Sop.{section}" for section in SECTIONS}
    assert all(key in sections or key.partition(".")[0] in TOLD for key in DESCRIPTIVE)


# --- That the test is worth something ---------------------------------------------------------------------------------


def test_a_key_that_nobody_reads_is_found():
    """Of a purpose that no step names nobody is asked: what stands in it is not seen at a table."""
    idle = {"name": "Raad", "asks": "Mag het?", "parts": ["pupil"], "roles": ["schoolarts"], "lasts": "1 year"}
    given = {"purposes.raad": {**idle, "cite": "SOP 2"}}
    before, after = Effect("sound", "purposes.raad.asks", "Vindt u het goed?", cards("tafel", "leraar"), given).seen()
    assert before == after


def test_an_unchanged_value_is_not_an_effect():
    before, after = Effect("sound", "texts.wie_wij_zijn.name", "Wie wij zijn", page()).seen()
    assert before == after


def test_a_new_key_asks_for_its_effect():
    class Mood(Cited):
        colour: str = ""

    class Larger(Document):
        sop: Sop
        moods: dict[str, tuple[Mood, ...]] = {}

    assert keys_of(Larger) - set(EFFECTS) == {"Larger.sop", "Larger.moods", "Mood.colour", "Mood.cite", "Mood.why"}


def test_what_hangs_on_more_than_the_sop_is_no_effect():
    counted = iter(range(9))

    def number(_look: Look) -> int:
        return next(counted)

    with pytest.raises(AssertionError, match="more than the SOP"):
        Effect("sound", "school.name", "De Andere", See(Door.TASK, number)).seen()


def test_looking_leaves_nothing_behind():
    def schools(look: Look) -> tuple[int, str]:
        return type(look.world.school).objects.count(), f"{DAY:%Y}"

    assert Effect("sound", "school.name", "De Andere", See(Door.TASK, schools)).seen() == ((1, "2026"), (1, "2026"))
