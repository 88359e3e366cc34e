"""Any school: every exit of every step of every SOP can be taken, by doing what its findings say (issue: any school).

The SOPs are those that ship, those of tests/schools, and those of the folder that SOP_DIR names.
"""

import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction

from caseflow.audit.chain import verify
from caseflow.route.rebuilding import rebuild
from caseflow.sop.loading import load_sop
from caseflow.sop.schema import Exit, Sop
from caseflow.sop.vocabulary import State
from tests.walk.walker import Blocked, Walker
from tests.world import REAL, SCHOOLS, make_world

START = date(2026, 9, 7)


def folders() -> list[Path]:
    given = os.environ.get("SOP_DIR")
    return [REAL, SCHOOLS, *([Path(given)] if given else [])]


def sops_in(folder: Path) -> list[Path]:
    found = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])
    assert found, f"there is no SOP in {folder}: nothing would be walked"
    return found


def steps() -> list[tuple[Path, str, str]]:
    walked = [path for folder in folders() for path in sops_in(folder)]
    loaded = [(path, load_sop(path.read_text(encoding="utf-8"), str(path))) for path in walked]
    return [(path, track, step) for path, sop in loaded for track in sop.tracks for step in sop.steps_of(track)]


def name(value: object) -> str:
    return value.stem if isinstance(value, Path) else str(value)


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "track", "step"), steps(), ids=name)
def test_every_exit_can_be_walked(path: Path, track: str, step: str) -> None:
    assert walked(path, track, step) == declared(path, track, step)


def walked(path: Path, track: str, step: str) -> Counter[str]:
    """How often each exit was really taken from a case that stood at the step."""
    walker = Walker(make_world(path), START)
    case = walker.walk_to(track, step)
    stood = walker.today
    walker.taken.clear()
    for way in walker.sop.exits(step, track):
        with transaction.atomic():
            walker.today = stood
            left = walker.take(case, way)
            assert_stands(left, walker.sop, way)
            transaction.set_rollback(True)
    return Counter(key for here, key in walker.taken if here == step)


def declared(path: Path, track: str, step: str) -> Counter[str]:
    """What the document says, as it is written: each of the step's exits, over what may be skipped, and the ends."""
    text = as_written(path)
    here, ends = text["steps"][step]["exits"], text["tracks"][track].get("ends", ())
    over = [
        f"over-{key_of(way)}-{key_of(onward)}"
        for way in here
        if text["steps"].get(way.get("to"), {}).get("may_skip")
        for onward in text["steps"][way["to"]]["exits"]
        if onward.get("to") not in (None, step) and not onward.get("back")
    ]
    return Counter([*map(key_of, (*here, *ends)), *over])


def as_written(path: Path) -> Any:
    """The document as plain data, by the parser that the loader uses: the other refuses some of what it takes."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def key_of(way: dict[str, Any]) -> str:
    return str(way.get("key") or way.get("to") or f"close-{way['close']}")


def assert_stands(case, sop: Sop, way: Exit) -> None:
    if way.to:
        assert (case.step, case.state) == (way.to, sop.steps[way.to].state)
    else:
        assert (case.state, case.ending) == (State.CLOSED, way.close)
    assert verify(case.chain) == []
    assert rebuild(case.pk) == []


def test_every_step_that_is_written_down_is_walked_from() -> None:
    for path in [path for folder in folders() for path in sops_in(folder)]:
        written = set(as_written(path)["steps"])
        assert {step for which, _track, step in steps() if which == path} == written


@pytest.mark.django_db
def test_a_walk_of_fewer_exits_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    exits = Sop.exits
    monkeypatch.setattr(Sop, "exits", lambda self, *at: exits(self, *at)[1:])
    at = (SCHOOLS / "de-regenboog.yaml", "main", "klassenplan")
    assert walked(*at) < declared(*at)


def test_an_empty_folder_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="there is no SOP"):
        sops_in(tmp_path)


BLOCKED = """
      - name: Nooit
        close: track_end
        cite: x
        needs:
          - {fact: guardians_with_gezag, max: 0, say: Er is niemand met gezag, cite: x}
"""


@pytest.mark.django_db
def test_an_exit_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    text = (SCHOOLS / "de-regenboog.yaml").read_text(encoding="utf-8")
    marker = '      - {name: Klaar, close: support_ended, cite: "SOP blz. 5"}\n'
    assert marker in text
    school = tmp_path / "school.yaml"
    school.write_text(text.replace(marker, marker + BLOCKED.lstrip("\n")), encoding="utf-8")
    walker = Walker(make_world(school), START)
    case = walker.walk_to("main", "klassenplan")
    way = walker.sop.exit("klassenplan", "main", "close-track_end")
    assert way is not None
    with pytest.raises(Blocked, match="Er is niemand met gezag"):
        walker.take(case, way)
