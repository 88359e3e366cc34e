"""Texts of SOPs with one thing changed, for tests of what the loader and the checker say of them."""

from pathlib import Path

from caseflow.sop.complaining import Complaint
from caseflow.sop.loading import SopErrors, load_sop
from caseflow.sop.schema import Sop
from tests.world import REAL

CRESCENDO = (REAL / "kbs-crescendo.yaml").read_text(encoding="utf-8")
#: An invented school with something of everything, of which the checker has nothing to say.
SOUND = (Path(__file__).parent / "sound.yaml").read_text(encoding="utf-8")


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """A text with each first occurrence replaced; a change that touches nothing is a mistake of the test."""
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def changed(*changes: tuple[str, str]) -> str:
    return replaced(CRESCENDO, *changes)


def loaded(*changes: tuple[str, str]) -> Sop:
    return load_sop(changed(*changes), "crescendo.yaml")


def errors_of(text: str | bytes) -> tuple[Complaint, ...]:
    """What the loader found; a text that it took is a failure."""
    try:
        load_sop(text, "bad.yaml")
    except SopErrors as wrong:
        return wrong.errors
    raise AssertionError("the loader took it")
