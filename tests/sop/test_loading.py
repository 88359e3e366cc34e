"""What is wrong with a SOP is said with file, line, column and what was expected; nothing else is raised."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.sop.loading import MAX_BYTES, SopErrors, load_sop
from caseflow.sop.schema import Sop
from tests.sop.documents import CRESCENDO, changed, errors_of, loaded
from tests.sop.mistakes import WRONG
from tests.world import REAL, SCHOOLS

HOUSE = sorted([*REAL.glob("*.yaml"), *SCHOOLS.glob("*.yaml")])


@pytest.mark.parametrize("case", WRONG)
def test_each_mistake_has_its_place_and_its_sentence(case):
    before, after, place, message = WRONG[case]
    text = changed((before, after))
    said = [error for error in errors_of(text) if message in str(error)]
    assert said, [str(error) for error in errors_of(text)]
    assert (said[0].name, said[0].line) == ("bad.yaml", text[: text.index(place)].count("\n") + 1)


def test_the_place_is_exact():
    (error,) = errors_of(changed(("  place: Almere", "  place: 3")))
    assert str(error) == (
        "bad.yaml:11:3: fout: school.place: verwacht tekst, niet '3' (De plaats waar de school staat.) [wrong-type]"
    )


def test_a_step_without_exit():
    start = CRESCENDO.index("    exits:", CRESCENDO.index("  verwijzing_taalschool:\n"))
    text = CRESCENDO[:start] + "    exits: []\n" + CRESCENDO[CRESCENDO.index("    on_refusal:", start) :]
    (error,) = [one for one in errors_of(text) if "geen uitgang" in one.message]
    assert text.splitlines()[error.line - 1].strip() == "exits: []"


def test_all_mistakes_at_once_in_the_order_of_the_file():
    found = errors_of(changed(("board: SKO", "board: 1"), ("sop: 1", "sop: 9"), ("kind: ib_er}", "kind: chef}")))
    assert [error.line for error in found] == sorted(error.line for error in found)
    assert len(found) == 3


def test_a_thing_may_be_called_need():
    """The words by which rules are told apart are no reserved names."""
    text = changed(("  lib: {name: Leerling in beeld (LIB)", "  need: {name: 3"))
    (error,) = errors_of(text)
    assert "instruments.need.name: verwacht tekst" in error.message
    assert text.splitlines()[error.line - 1].startswith("  need:")


# --- What is no document at all --------------------


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("", (1, 1), "het bestand is leeg"),
        ("# niets dan een opmerking\n", (1, 1), "het bestand is leeg"),
        ("null", (1, 1), "verwacht sleutels met waarden"),
        ("- sop", (1, 1), "verwacht sleutels met waarden"),
        ("sop: [1", (2, 1), "dit is geen geldige YAML"),
        ("a: b: c", (1, 5), "dit is geen geldige YAML"),
        ("sop: 1\n---\nsop: 1\n", (2, 1), "dit is geen geldige YAML"),
        ("sop: \x00", (1, 6), "onzichtbaar teken (U+0000)"),
        ("sop: \ud800", (1, 6), "onzichtbaar teken (U+D800)"),
        ("sop: !!python/object/apply:os.system [id]", (1, 6), "labels (!) zijn niet toegestaan"),
        ("sop: !!python/name:os.system", (1, 6), "labels (!) zijn niet toegestaan"),
        ("sop: 1\nsop: 1\n", (2, 1), "'sop' staat hier twee keer"),
        ("a: &x [1]\nb: *x\n", (1, 4), "verwijzingen (& en *) zijn niet toegestaan"),
        ("a: &x tekst\nb: 1\n", (1, 4), "verwijzingen (& en *) zijn niet toegestaan"),
        ("a: &x tekst\nb: *x\n", (1, 4), "verwijzingen (& en *) zijn niet toegestaan"),
        ("? &k a\n: 1\n*k : 2\n", (1, 3), "verwijzingen (& en *) zijn niet toegestaan"),
        ("a: " + "[" * 24 + "]" * 24, (1, 27), "dieper dan 24 lagen"),
        ("[" * 900_000, (1, 25), "dieper dan 24 lagen"),
        ("{a: " * 200_000, (1, 97), "dieper dan 24 lagen"),
        ("x" * (MAX_BYTES + 1), (1, 1), "groter dan 1000 kB"),
        ("é" * (MAX_BYTES // 2 + 1), (1, 1), "groter dan 1000 kB"),
        ("sop: " + "9" * 5000, (1, 6), "geen geldige waarde"),
    ],
)
def test_no_document(text, where, message):
    first = errors_of(text)[0]
    assert message in str(first)
    assert (first.line, first.column) == where


def test_many_anchors_are_refused_before_anything_is_built():
    laughs = "a: &a [lol]\n" + "".join(
        f"{n}: &{n} [{', '.join([f'*{p}'] * 9)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert all("verwijzingen" in error.message for error in errors_of(laughs))


# --- What is right --------------------


@pytest.mark.parametrize("path", HOUSE, ids=lambda path: path.stem)
def test_every_school_of_the_house_loads(path):
    sop = load_sop(path.read_text(encoding="utf-8"), path.name)
    assert {step for track in sop.tracks for step in sop.steps_of(track)} == set(sop.steps)


def test_it_is_frozen():
    sop = loaded()
    with pytest.raises(ValueError, match="frozen"):
        sop.version = "other"
    with pytest.raises(ValueError, match="frozen"):
        sop.steps["hgw"].name = "other"


@pytest.mark.parametrize("within", ["6 weeks", "42 days", "5 weken", "1 month"])
def test_a_term_may_be_tighter(within):
    assert str(loaded(("within: 6 weeks\n  evaluate", f"within: {within}\n  evaluate")).opp.within)


# --- Anything at all --------------------

LINES = CRESCENDO.splitlines(keepends=True)
SCRAPS = st.sampled_from(
    [
        "",
        " ",
        "\t",
        "\n",
        ":",
        "-",
        "[",
        "}",
        "&x ",
        "*x",
        "!!int ",
        "null",
        "2025-02-30",
        "9" * 30,
        "'",
        "é",
        "\x07",
        "<<",
        "? ",
    ]
)


@st.composite
def mutated(draw) -> str:
    """The real text with a few lines gone, doubled or moved, and a few scraps strewn in."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["drop", "double", "move", "scrap", "cut"])):
            case "drop":
                lines[at : at + 1] = [""]
            case "double":
                lines.insert(to, lines[at])
            case "move":
                lines.insert(to, lines.pop(at))
            case "scrap":
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + draw(SCRAPS | st.text(max_size=4)) + lines[at][column:]
            case "cut":
                del lines[at + 1 :]
    return "".join(lines)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated() | st.text(max_size=200))
def test_a_text_gives_a_sop_or_says_what_is_wrong(text):
    try:
        found = load_sop(text, "fuzz.yaml")
    except SopErrors as wrong:
        found = wrong
    if isinstance(found, SopErrors):
        assert found.errors
        assert all(error.line >= 1 and error.column >= 1 and error.message for error in found.errors)
    else:
        assert isinstance(found, Sop)
