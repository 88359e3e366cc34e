"""Line by line what a file would bring: new, there already, or refused and why; the same question before it is kept."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pupils.errors import Invalid
from pupils.imports.files import Line
from pupils.imports.kinds import KINDS, Instruments, Kind, Unsaid
from pupils.imports.register import Register
from pupils.models import ImportPreview, Pupil

Word = Literal["new", "same", "refused"]
Places = dict[tuple[Any, ...], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the report; `says` what stands there in words, `row` what a new one would add, for whom."""

    line: int
    name: str
    word: Word
    why: str = ""
    says: str = ""
    pupil_id: int | None = None
    row: dict[str, Any] | None = None

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def there(kind: Kind, pupils: Iterable[Pupil]) -> Places:
    """What stands of these pupils already: one query."""
    return {row.place: row.says for row in kind.model.objects.standing().filter(pupil__in=pupils)}


def report(
    kind: Kind, lines: Iterable[Line], register: Register, known: Places, instruments: Instruments, unsaid: Unsaid
) -> Iterator[Told]:
    """Every line in its turn; a line that repeats one before it in the file is there already, too."""
    for line in lines:
        name, pupil_id = _name(line), None
        try:
            pupil_id = (pupil := register.pupil(line)).pk
            row = kind.read(line, pupil, instruments, unsaid)
            new = is_new(row, known)
        except Invalid as wrong:
            yield Told(line.number, name, "refused", str(wrong.message), pupil_id=pupil_id)
        else:
            word: Word = "new" if new else "same"
            yield Told(line.number, name, word, "", kind.says(row), row.pupil_id, kind.plain(row) if new else None)


def left_out(pupils: QuerySet[Pupil], preview: ImportPreview) -> list[Pupil]:
    """Of the groups that a file is about, who has no line in it: she was ill, or left and nobody wrote it down.

    Nothing follows from it by itself. Where only some children have a line, its absence says nothing.
    """
    if not KINDS[preview.kind].of_all:
        return []
    named = {line["pupil_id"] for line in preview.lines} - {None}
    groups = pupils.filter(pk__in=named, group__isnull=False).order_by().values("group")
    return list(pupils.filter(group__in=groups).exclude(pk__in=named).select_related("group"))


def is_new(row: Any, known: Places) -> bool:
    """Whether its place is free, and takes it; the same there is no harm, something else is refused."""
    if row.place not in known:
        known[row.place] = row.says
        return True
    if known[row.place] != row.says:
        raise Invalid(
            "", _("Hier staat al iets anders. Kijk na wat klopt, en verbeter het op de bladzijde van het kind.")
        )
    return False


def _name(line: Line) -> str:
    return " ".join(filter(None, (line.get("first_name"), line.get("prefix"), line.get("last_name"))))[:100]
