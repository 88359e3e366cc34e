"""Anything at all: a text gives a SOP, or complaints with lines; nothing is raised. The same on every run."""

from collections.abc import Iterable
from copy import deepcopy
from functools import reduce
from operator import getitem
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseflow.sop.checking.names import references
from caseflow.sop.complaining import Complaint
from caseflow.sop.loading import SopErrors, check_text, load_sop
from caseflow.sop.schema import Sop
from tests.sop.documents import CRESCENDO, SOUND
from tests.sop.test_loading import HOUSE

TEXTS = [SOUND, *(path.read_text(encoding="utf-8") for path in HOUSE)]
TREES = [yaml.safe_load(text) for text in TEXTS]
SCRAPS = st.sampled_from(
    ("", " ", "\t", "\n", ":", "-", "[", "}", "&x ", "*x", "!!int ", "null", "2025-02-30", "9" * 30, "'", '"', "é",
     "\x07", "<<", "? ", "|", ">", "%", "@", "`", "\ufeff", "\u2028", "---\n", "...\n", "0x1f", "1e9", ".nan", "1:30")
)  # fmt: skip
ODD = st.sampled_from(
    (None, True, -1, 0, 9999, 10**9, 2**70, 0.5, float("nan"), "", "x", "enter", "close", "hgw_cycles", "referred",
     "2 weeks", "999 years", "2025-01-01", "own choice", [], {}, [[]], [{}], {"any": []},
     {"fact": "consent", "of": "x"})
)  # fmt: skip
few = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def answered(given: str | bytes) -> None:
    """The checker answers, and the loader says the same."""
    checked = check_text(given, "fuzz.yaml")
    lines = len(given.splitlines()) + 1
    for one in checked.complaints:
        assert 1 <= one.line <= lines + 1
        assert one.column >= 1
        assert one.what
        assert one.why
        assert one.todo
    assert loaded(given) == (checked.sop or checked.errors)


def loaded(given: str | bytes) -> Sop | tuple[Complaint, ...]:
    try:
        return load_sop(given, "fuzz.yaml")
    except SopErrors as wrong:
        return wrong.errors


@st.composite
def lines_changed(draw: st.DrawFn) -> str:
    """A text of the house with a few lines gone, doubled or moved, and a few scraps strewn in."""
    lines = draw(st.sampled_from(TEXTS)).splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["drop", "double", "move", "scrap", "scrap", "cut"])):
            case "drop":
                lines[at] = ""
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


class Plain(yaml.CSafeDumper):
    """Writes everything out."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def places(tree: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a document."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [at, *(place for key, one in inner for place in places(one, (*at, key)))]


def inside(tree: Any, path: Iterable[Any]) -> Any:
    return reduce(getitem, path, tree)


def written(tree: Any) -> str:
    return yaml.dump(tree, Dumper=Plain, allow_unicode=True, sort_keys=False)


@st.composite
def values_changed(draw: st.DrawFn) -> str:
    """A document of the house in good form, with a few values gone, odd, or taken from elsewhere in it."""
    tree = deepcopy(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.integers(1, 3))):
        spots = [place for place in places(tree) if place]
        *above, last = draw(st.sampled_from(spots))
        holder, other = inside(tree, above), inside(tree, draw(st.sampled_from(spots)))
        if draw(st.booleans()):
            holder[last] = deepcopy(draw(ODD | st.just(other)))
        elif len(holder) > 1:
            del holder[last]
    return written(tree)


@few
@given(lines_changed())
def test_a_text_with_slips(text):
    answered(text)


@few
@given(values_changed())
def test_a_document_with_other_values(text):
    answered(text)


@few
@given(st.text(max_size=200) | st.binary(max_size=200))
def test_whatever_one_uploads(given):
    answered(given)


@few
@given(st.sampled_from(TEXTS), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]), st.data())
def test_a_file_that_was_damaged(text, encoding, data):
    damaged = bytearray(text.encode(encoding))
    for _ in range(data.draw(st.integers(0, 3))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    answered(bytes(damaged))


# --- Every name, once ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [number for number, text in enumerate(TEXTS) if text != CRESCENDO])
def test_whatever_name_leads_nowhere_the_checker_answers(number):
    """Not drawn but each in turn: a rule that follows a name before it is known to lead somewhere would raise here."""
    tree, sop = deepcopy(TREES[number]), check_text(TEXTS[number]).sop
    for (*above, last), _section, name, _beside in references(sop):
        holder = inside(tree, above)
        if isinstance(holder, dict | list) and isinstance(holder[last], str):
            was = holder[last]
            holder[last] = was.replace(name, "nergens", 1)
            assert "nergens" in "".join(one.what for one in check_text(written(tree)).complaints), (above, last)
            holder[last] = was
