"""What the checker says of a SOP: one complaint, with its place, what is wrong, why, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from caseflow.sop.vocabulary import gettext_noop

Path = tuple[str | int, ...]


class Severity(StrEnum):
    """An error refuses the SOP; a warning deserves an answer; advice may be left."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


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
