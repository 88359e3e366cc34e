"""From a text to a SOP, or to all that is wrong with it: nothing is evaluated, nothing else is raised."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from caseflow.sop.checking import flaws
from caseflow.sop.checking.form import misfits
from caseflow.sop.complaining import Complaint, Severity, counted, in_order
from caseflow.sop.reading import MAX_BYTES, MAX_COMPLAINTS, Reader
from caseflow.sop.schema import Sop

ALL = frozenset(Severity)


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a text: a SOP unless there is an error, and every complaint in the order of the file."""

    sop: Sop | None
    complaints: tuple[Complaint, ...]

    @property
    def errors(self) -> tuple[Complaint, ...]:
        return tuple(one for one in self.complaints if one.severity is Severity.ERROR)


class SopErrors(ValueError):
    """The text is no SOP; `errors` says where and why, in the order of the file."""

    def __init__(self, errors: tuple[Complaint, ...]):
        self.errors = errors
        super().__init__("\n".join(map(str, errors)))


def load_sop(text: str | bytes, name: str = "sop.yaml") -> Sop:
    """Read and check a SOP. Raises SopErrors, and only that; warnings and advice do not hold it up."""
    checked = check_text(text, name, frozenset({Severity.ERROR}))
    if checked.sop is None:
        raise SopErrors(checked.complaints)
    return checked.sop


def check_text(text: str | bytes, name: str = "sop.yaml", severities: frozenset[Severity] = ALL) -> Checked:
    """Read a SOP and say all that can be said of it. Raises nothing."""
    reader = Reader(name)
    plain = reader.read(text)
    if not reader.readable:
        return Checked(None, in_order(reader.complaints))
    try:
        sop = Sop.model_validate(plain)
    except ValidationError as refused:
        return Checked(None, in_order([*reader.complaints, *_misfits(reader, plain, refused)][:MAX_COMPLAINTS]))
    found = in_order([*reader.complaints, *_flaws(reader, sop, severities)])
    refused_ = any(one.severity is Severity.ERROR for one in found)
    return Checked(None if refused_ else sop, found)


def unread(why: OSError) -> str:
    """Why a file could not be read, for who does not read the system's English."""
    kinds = {
        FileNotFoundError: "het bestand is er niet",
        IsADirectoryError: "dit is een map; noem een bestand",
        PermissionError: "je mag dit bestand niet lezen",
    }
    return next((said for kind, said in kinds.items() if isinstance(why, kind)), "het bestand is niet te lezen")


def _misfits(reader: Reader, plain: Any, refused: ValidationError) -> Iterator[Complaint]:
    for one in misfits(plain, refused, reader.written, lambda path: reader.place(path)[1], MAX_COMPLAINTS):
        here, place = reader.place(one.path)
        if here in reader.guessed:
            continue  # of what stands there it was said that there is no such value
        path = counted(here)
        yield Complaint(reader.name, *place, Severity.ERROR, one.rule, path, one.what, one.why, one.todo)


def _flaws(reader: Reader, sop: Sop, severities: frozenset[Severity]) -> Iterator[Complaint]:
    for rule, flaw in flaws(sop, severities):
        here, place = reader.place(flaw.path)
        if any(guess[: max(1, len(guess) - 1)] == here[: max(1, len(guess) - 1)] for guess in reader.guessed):
            continue  # it may be of the value that was guessed
        path, why, todo = counted(here), flaw.why or rule.why, flaw.todo or rule.todo
        yield Complaint(reader.name, *place, rule.severity, rule.name, path, flaw.what, why, todo)


__all__ = ["MAX_BYTES", "Checked", "SopErrors", "check_text", "load_sop", "unread"]
