"""A school's own names stand in its SOP and nowhere in the code: so that any school can have its own.

Every step, role, partner, instrument, programme and expertise of every YAML, by key and by name; but not the words
that all schools share.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from caseflow.sop import vocabulary
from caseflow.sop.acts import ACTS
from caseflow.sop.facts import FACTS, MOMENTS
from caseflow.sop.loading import load_sop
from caseflow.sop.schema import Sop
from caseflow.sop.schema.support import Instrument
from tests.world import REAL, SCHOOLS

ROOT = Path(__file__).parents[2]
OWN = (ROOT / "caseflow" / "sop" / "schools", ROOT / "caseflow" / "demo")  # where a school's names belong
SCHOOL_WORDS = ("steps", "roles", "partners", "instruments", "documents", "programmes", "expertise")


def code() -> Iterator[Path]:
    """Every Python file and template of the product."""
    for top in ("caseflow", "pupils", "opp", "templates"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and not any(own in path.parents for own in OWN):
                yield path


def names_of(sop: Sop) -> set[str]:
    named = [(key, one.name) for section in SCHOOL_WORDS for key, one in getattr(sop, section).items()]
    return {word for pair in named for word in pair}


def shared() -> set[str]:
    """The vocabulary: what the law, every SOP and the code say in the same words."""
    closed = (
        vocabulary.State, vocabulary.Ending, vocabulary.RoleKind, vocabulary.Hand, vocabulary.Profession,
        vocabulary.Part, vocabulary.Asks, vocabulary.DeskKind, vocabulary.Verdict, vocabulary.Reply,
    )  # fmt: skip
    labels = (vocabulary.STATE_LABELS, vocabulary.ENDING_LABELS, vocabulary.KIND_LABELS, vocabulary.PART_LABELS)
    words = {str(word) for kind in closed for word in kind}
    words |= {label for of in labels for label in of.values()}
    words |= {*ACTS, *FACTS, *MOMENTS, *Sop.model_fields, *Instrument.model_fields}
    return {word.lower() for word in words}


def forbidden(schools: Iterable[Path]) -> set[str]:
    names = {word for path in schools for word in names_of(load_sop(path.read_text(encoding="utf-8"), path.name))}
    return {name for name in names if name.lower() not in shared()}


def found(names: Iterable[str], files: Iterable[Path]) -> list[tuple[str, str]]:
    """(file, name) for each name that stands in a file as a whole word, in capitals or not."""
    longest_first = sorted(names, key=len, reverse=True)
    one_of_them = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    return [
        (path.name, hit.group())
        for path in files
        for hit in one_of_them.finditer(re.sub(r"\s+", " ", path.read_text(encoding="utf-8")))
    ]


ALL_SCHOOLS = sorted([*REAL.glob("*.yaml"), *SCHOOLS.glob("*.yaml")])


def test_no_name_of_a_school_in_the_code():
    names = forbidden(ALL_SCHOOLS)
    assert {"viertaal", "Viertaal", "juf_of_meester", "Wijktafel", "kijkwijzer_gedrag"} <= names
    files = list(code())
    assert len(files) > 100
    assert found(names, files) == []


@pytest.mark.parametrize("school", ALL_SCHOOLS, ids=lambda path: path.stem)
@pytest.mark.parametrize("section", SCHOOL_WORDS)
def test_a_name_that_is_planted_is_found(tmp_path, school, section):
    sop = load_sop(school.read_text(encoding="utf-8"), school.name)
    own = {key: one.name for key, one in getattr(sop, section).items()}
    planted = [word for pair in own.items() for word in pair if word in forbidden([school])]
    for word in planted:
        page = tmp_path / "page.html"
        page.write_text(f"<p>Wij noemen {word.upper()}, hier.</p>", encoding="utf-8")
        assert found(forbidden([school]), [page]) == [("page.html", word.upper())]
        page.write_text(f"<p>Wij noemen x{word}y, hier.</p>", encoding="utf-8")
        assert found([word], [page]) == []


def test_a_name_over_two_lines_is_found(tmp_path):
    (tmp_path / "view.py").write_text('"""Eerste\n    overlegronde."""', encoding="utf-8")
    assert found(["Eerste overlegronde"], tmp_path.iterdir()) == [("view.py", "Eerste overlegronde")]


def test_the_vocabulary_is_no_schools_own():
    assert {"zorgteam", "opp", "ib_er", "teacher", "orthopedagoog", "leerkracht"} <= shared()
    assert not {"zorgteam", "opp", "ib_er", "Orthopedagoog"} & forbidden(ALL_SCHOOLS)
