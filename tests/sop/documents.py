"""The text of the real SOP with one thing changed, for tests of what the loader says of it."""

from caseflow.sop.complaining import Complaint
from caseflow.sop.loading import SopErrors, load_sop
from caseflow.sop.schema import Sop
from tests.world import REAL

CRESCENDO = (REAL / "kbs-crescendo.yaml").read_text(encoding="utf-8")


def changed(*changes: tuple[str, str]) -> str:
    """The real text, with each first occurrence replaced; a change that touches nothing is a mistake of the test."""
    text = CRESCENDO
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def loaded(*changes: tuple[str, str]) -> Sop:
    return load_sop(changed(*changes), "crescendo.yaml")


def errors_of(text: str) -> tuple[Complaint, ...]:
    """What the loader found; a text that it took is a failure."""
    try:
        load_sop(text, "bad.yaml")
    except SopErrors as wrong:
        return wrong.errors
    raise AssertionError("the loader took it")
