"""What is wrong with a SOP is said with file, line, column and what was expected; nothing else is raised."""

import time
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from caseflow.sop.complaining import Severity
from caseflow.sop.loading import MAX_BYTES, check_text, load_sop
from tests.sop.documents import SOUND, errors_of, replaced
from tests.world import REAL, SCHOOLS

HOUSE = sorted([*REAL.glob("*.yaml"), *SCHOOLS.glob("*.yaml")])


def test_the_place_is_exact():
    (error,) = errors_of(replaced(SOUND, ("place: Proefdorp", "place: 3")))
    assert str(error) == (
        "bad.yaml:5:77: fout: school.place: verwacht tekst, niet '3' (De plaats waar de school staat) [wrong-type]"
    )


def test_all_mistakes_at_once_in_the_order_of_the_file():
    wrong = (("board: Stichting Toets", "board: 1"), ("sop: 1", "sop: 9"), ("kind: ib_er}", "kind: chef}"))
    found = errors_of(replaced(SOUND, *wrong))
    assert [error.line for error in found] == sorted(error.line for error in found)
    assert len(found) == 3


def test_a_thing_may_be_called_need():
    """The words by which rules are told apart are no reserved names."""
    text = replaced(SOUND, ("  meetlat: {name: Meetlat", "  need: {name: 3"))
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
        ("sop: [1", (1, 6), "dit is geen geldige YAML"),
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
        ("sop: " + "9" * 5000, (1, 6), "een te groot getal"),
    ],
)
def test_no_document(text, where, message):
    found = {(one.line, one.column): str(one) for one in reversed(errors_of(text))}
    assert message in found[where]


def test_many_anchors_are_refused_before_anything_is_built():
    laughs = "a: &a [lol]\n" + "".join(
        f"{n}: &{n} [{', '.join([f'*{p}'] * 9)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    (error,) = errors_of(laughs)  # one fault, said once
    assert (error.rule, error.line, error.column) == ("alias", 1, 4)


# --- What is right --------------------


@pytest.mark.parametrize("path", HOUSE, ids=lambda path: path.stem)
def test_every_school_of_the_house_loads(path):
    sop = load_sop(path.read_text(encoding="utf-8"), path.name)
    assert {step for track in sop.tracks for step in sop.steps_of(track)} == set(sop.steps)


def test_it_is_frozen():
    sop = load_sop(SOUND)
    with pytest.raises(ValueError, match="frozen"):
        sop.version = "other"
    with pytest.raises(ValueError, match="frozen"):
        sop.steps["groep"].name = "other"


@pytest.mark.parametrize("within", ["6 weeks", "42 days", "5 weken", "1 month"])
def test_a_term_may_be_tighter(within):
    assert str(load_sop(replaced(SOUND, ("within: 5 weeks", f"within: {within}"))).opp.within)


def test_advice_and_warnings_hold_nothing_up():
    text = replaced(SOUND, ("lasts: 1 year", "lasts: 2 years"))
    assert load_sop(text).version == "2026"
    assert [one.severity for one in check_text(text).complaints] == [Severity.ADVICE]


# --- Bytes, as a file or an upload brings them --------------------


def test_utf_8_with_or_without_its_mark():
    for given in (SOUND, SOUND.encode(), SOUND.encode("utf-8-sig"), "\ufeff" + SOUND):
        assert check_text(given).complaints == ()


@pytest.mark.parametrize(
    ("encoding", "place", "message"),
    [
        ("utf-16", (1, 1), "dit bestand is bewaard als UTF-16, niet als UTF-8"),
        ("utf-32", (1, 1), "dit bestand is bewaard als UTF-32, niet als UTF-8"),
        ("utf-16-le", (1, 1), "dit bestand is bewaard als UTF-16, niet als UTF-8"),
        ("utf-16-be", (1, 1), "dit bestand is bewaard als UTF-16, niet als UTF-8"),
        ("latin-1", (7, 3), "dit bestand is geen UTF-8: op regel 7 staat een letter"),
        ("cp1252", (7, 3), "dit bestand is geen UTF-8: op regel 7 staat een letter"),
    ],
)
def test_another_encoding_is_named(encoding, place, message):
    text = replaced(SOUND, ("  oude_tafel", "  \xe9\xe9n_tafel"))
    (first,) = errors_of(text.encode(encoding))
    assert (first.line, first.column) == place
    assert message in first.what
    assert first.todo


def zipped(*names: str) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "een Word-bestand, geen tekstbestand"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "een Excel-bestand, geen tekstbestand"),
        (zipped("sop.yaml"), "een zipbestand, geen tekstbestand"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "een PDF, geen tekstbestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "een Word- of Excel-bestand, geen tekstbestand"),
        (rb"{\rtf1\ansi De Proef}", "een Word-bestand (RTF), geen tekstbestand"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff", "geen tekstbestand"),
    ],
    ids=["docx", "xlsx", "zip", "pdf", "doc", "rtf", "png"],
)
def test_what_is_no_text_is_named_once(given, kind):
    (error,) = errors_of(given)
    assert (error.rule, error.line, error.column) == ("no-text", 1, 1)
    assert kind in error.what
    assert "UTF-8" in error.todo


@pytest.mark.parametrize("given", ["", b"", "# niets\n", b"\xef\xbb\xbf", "\n\n"])
def test_nothing_at_all(given):
    (error,) = errors_of(given)
    assert (error.rule, error.line, error.column) == ("empty-file", 1, 1)


# --- Large and mean --------------------


def big() -> str:
    """A SOP of about 250 kB: as many steps as there may be, each with all that a step can have."""
    start, steps = SOUND.split("steps:\n")
    one = steps[steps.index("  tafel:\n") : steps.index("  hulp:\n")]
    more = [one.replace("  tafel:", f"  tafel{n}:").replace("De tafel", f"Tafel {n}") for n in range(190)]
    ways = "".join(f"      - {{name: Naar {n}, to: tafel{n}, cite: x}}\n" for n in range(190))
    text = start + "steps:\n" + replaced(steps, ("      - {name: Klaar", ways + "      - {name: Klaar")) + "".join(more)
    return text + "".join(f"# {'opmerking ' * 12}\n" for _ in range((250_000 - len(text)) // 124))


#: So many times the baseline is a second on a slow machine and half of one on others; what is read here stays below.
A_SECOND = 30


def effort(text: str | bytes) -> float:
    """The time that a check takes, as a ratio: how often the plain reader of YAML reads the sound school in it."""
    baseline = min(_took(yaml.safe_load, SOUND) for _ in range(5))
    return min(_took(check_text, text) for _ in range(2)) / baseline


def _took(do: Callable[[Any], Any], given: str | bytes) -> float:
    began = time.process_time()
    do(given)
    return time.process_time() - began


def test_a_large_one_is_read_within_a_second():
    text = big()
    assert 240_000 < len(text.encode()) < 260_000
    checked = check_text(text)
    assert checked.sop is not None
    assert len(checked.sop.steps) == 198
    assert effort(text) < A_SECOND


def mesh(steps: int, exits: int, *, skipping: bool) -> str:
    """A route in which every step leads to as many others, and perhaps over each of them."""
    ahead = [
        "".join(f"      - {{name: Naar {n + m}, to: m{(n + m) % steps}, cite: x}}\n" for m in range(1, exits))
        for n in range(steps)
    ]
    skip = "    may_skip: true\n" if skipping else ""
    more = "".join(
        f"  m{n}:\n    name: Maas {n}\n    state: basisondersteuning\n    owner: begeleider\n{skip}    exits:\n{ways}"
        "      - {name: Klaar, close: support_ended, cite: x}\n    cite: x\n"
        for n, ways in enumerate(ahead)
    )
    return (
        replaced(SOUND, ("      - {name: Klaar", "      - {name: In het net, to: m0, cite: x}\n      - {name: Klaar"))
        + more
    )


@pytest.mark.parametrize(
    ("steps", "exits", "skipping", "fits"),
    [(190, 7, False, True), (190, 25, False, False), (50, 5, True, True), (190, 20, True, False)],
)
def test_a_route_like_a_net_is_checked_within_a_second(steps, exits, skipping, fits):
    text = mesh(steps, exits, skipping=skipping)
    checked = check_text(text)
    assert [one.rule for one in checked.complaints] == ([] if fits else ["does-not-fit"])
    assert effort(text) < A_SECOND


@pytest.mark.parametrize(
    "mean",
    [
        b"x" * 10_000_000,
        "a: [" + "x, " * 80_000 + "]",
        "".join(f"k{n}: {{a: [b, c]}}\n" for n in range(12_000)),
        "sop: 1\n" + "".join(f"a{n}: &a{n} x\n" for n in range(15_000)),
        "roles:\n" + "".join(f"  R{n}: {{name: 1, kind: x}}\n" for n in range(9_000)),
        replaced(
            SOUND, ("roles:\n", "roles:\n" + "".join(f"  r{n}: {{name: R, kind: outsider}}\n" for n in range(6_000)))
        ),
        replaced(SOUND, ("chair: [begeleider]", f"chair: [{', '.join(f'r{n}' for n in range(30_000))}]")),
        "\x07" * 250_000,
        "sop: " + "9" * 250_000,
        "- " * 100_000,
        "? " * 100_000,
        "'" * 250_000,
    ],
    ids=range(12),
)
def test_a_mean_one_is_answered_as_fast(mean):
    checked = check_text(mean)
    assert checked.sop is None or checked.complaints
    assert len(checked.complaints) < 1000
    assert effort(mean) < A_SECOND


@pytest.mark.parametrize("written", ["own choice", "Own Choice", "eigen keuze", "Eigen keuze."])
def test_a_choice_of_the_school_is_one_however_it_is_written(written):
    sop = load_sop(SOUND.replace("cite: own choice", f"cite: {written}"))
    assert sop.steps["groep"].exits[0].needs[0].cite == "own choice"
    sop = load_sop(
        SOUND.replace('longest: 6 months, cite: "SOP 4"', f"longest: 6 months, cite: {written}, why: Dat past.")
    )
    assert sop.arrangements["kleine_groep"].cite == "own choice"
