"""What the checker says of a SOP: one complaint, with its place, what is wrong, why, and what to do about it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from caseflow.sop.vocabulary import gettext_noop

Path = tuple[str | int, ...]


class Unfit(ValueError):
    """What the schema refuses, with what helps; `at` is the key that is wrong, of those that stand together."""

    def __init__(self, what: str, todo: str = "", at: str = ""):
        super().__init__(what)
        self.todo, self.at = todo, at


def meant(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The known word that was most likely meant, asked as a question."""
    near = get_close_matches(word, list(known), n=1)
    return f"Bedoel je '{near[0]}'?" if near else otherwise


_FROM_TO = re.compile(r"(\d{1,2}) ?(?:-|–|t/m|tot en met) ?(\d{1,2})")
_SCHOOL_YEAR = re.compile(r"(\d{4}) ?[-–/] ?(?:\d{4}|\d{2})")


def in_full(written: str) -> str:
    """What stands for a few numbers, or for a school year, as a SOP has it; empty where it does not."""
    if year := _SCHOOL_YEAR.fullmatch(written.strip()):
        return f"{year[1]}-{int(year[1]) + 1}"
    found = _FROM_TO.fullmatch(written.strip())
    numbers = range(int(found[1]), int(found[2]) + 1) if found else range(0)
    return ", ".join(map(str, numbers)) if 1 < len(numbers) <= FEW else ""


FEW = 12  # so many words somebody reads through


def known_words(word: str, known: Iterable[str]) -> str:
    """What could stand there: all of a short list, and of a long one what is most like it."""
    words = sorted(known)
    if len(words) <= FEW:
        return f"bekend zijn: {', '.join(words) or 'geen'}"
    near = get_close_matches(word, words, n=3) or words[:3]
    return f"bekend zijn {len(words)} namen, zoals {', '.join(near)}"


def counted(path: Path) -> str:
    """A place in words; of a list the first is 1, as people count."""
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)


class Severity(StrEnum):
    """An error refuses the SOP; a warning deserves an answer; advice may be left."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def weight(self) -> int:
        return len(Severity) - list(Severity).index(self)


SEVERITY_LABELS = {
    Severity.ERROR: gettext_noop("fout"),
    Severity.WARNING: gettext_noop("waarschuwing"),
    Severity.ADVICE: gettext_noop("advies"),
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong or could be better, at a line and column of a file.

    `rule` is a stable name by which it can be looked up; `path` says where it stands in the document, in keys.
    """

    name: str
    line: int
    column: int
    severity: Severity
    rule: str
    path: str
    what: str
    why: str
    todo: str

    @property
    def message(self) -> str:
        return f"{self.path}: {self.what}" if self.path else self.what

    def __str__(self) -> str:
        label = SEVERITY_LABELS[self.severity]
        return f"{self.name}:{self.line}:{self.column}: {label}: {self.message} ({self.why}) [{self.rule}]"


def in_order(complaints: Iterable[Complaint]) -> tuple[Complaint, ...]:
    """As they stand in the file."""
    return tuple(sorted(complaints, key=lambda one: (one.line, one.column)))
