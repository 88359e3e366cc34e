"""What can be read from a file: its columns, how a line becomes a row, and how a row is kept until it is taken in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from caseflow.sop.vocabulary import gettext_noop
from pupils.imports import cells
from pupils.imports.cells import cell
from pupils.imports.files import WHO, Columns, Line, Needed, plain
from pupils.imports.register import WHO_COLUMNS
from pupils.measuring import absence, measurement
from pupils.models import Absence, ImportPreview, Measurement, Pupil

#: What the person says of lines that do not say it themselves, by column.
Unsaid = Mapping[str, str]
Instruments = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` makes a checked row of a line, `says` tells it in words; `plain` and `again` carry it as plain data."""

    act: str
    ids: str  # under which name the event keeps the numbers of its rows
    model: Any
    title: str
    columns: Columns
    needed: Needed
    optional: Mapping[str, str]  # when a column may be left out, in words
    read: Callable[[Line, Pupil, Instruments, Unsaid], Any]
    says: Callable[[Any], str]
    plain: Callable[[Any], dict[str, Any]]
    again: Callable[[Mapping[str, Any], Pupil, Instruments], Any]
    of_all: bool = False  # whether each child of a group has a line in it

    def needed_beside(self, unsaid: Unsaid) -> Needed:
        """The columns that a file must have beside what the person says of all its lines."""
        return [any_of for any_of in self.needed if not any(unsaid.get(column) for column in any_of)]


def _measurement(line: Line, pupil: Pupil, instruments: Instruments, unsaid: Unsaid) -> Measurement:
    said = unsaid.get("moment") if not line.get("moment") else None
    return measurement(
        pupil,
        instruments,
        instrument=_instrument(cell(line, "instrument", cells.words), instruments) or unsaid.get("instrument", ""),
        day=cell(line, "day", cells.day),
        moment=said or cell(line, "moment", cells.moment),
        level=cell(line, "level", cells.level),
        score=cell(line, "score", cells.number_or_none),
    )


def _instrument(word: str, instruments: Instruments) -> str:
    """The instrument that a file names, by its key or its name; one that the school does not have stays as it is."""
    named = {plain(one): key for key, name in instruments.items() for one in (name, key)}
    return named.get(plain(word), word)


def _measurement_says(row: Measurement) -> str:
    result = row.level or number_format(row.score or 0)
    return f"{row.instrument_name}, {row.get_moment_display()}: {result}, {date_format(row.day, 'j F Y')}"


def _plain_measurement(row: Measurement) -> dict[str, Any]:
    score = None if row.score is None else str(row.score)
    return {
        "instrument": row.instrument,
        "day": row.day.isoformat(),
        "moment": row.moment,
        "level": row.level,
        "score": score,
    }


def _measurement_again(said: Mapping[str, Any], pupil: Pupil, instruments: Instruments) -> Measurement:
    score = None if said["score"] is None else Decimal(said["score"])
    more = {**said, "day": date.fromisoformat(said["day"]), "score": score}
    return measurement(pupil, instruments, **more)


def _absence(line: Line, pupil: Pupil, _instruments: Instruments, _unsaid: Unsaid) -> Absence:
    return absence(pupil, week=cell(line, "week", cells.day), hours=cell(line, "hours", cells.hours))


def _absence_says(row: Absence) -> str:
    words = _("%(hours)s uur in de week van %(day)s")
    return words % {"hours": number_format(Decimal(row.minutes) / 60), "day": date_format(row.week, "j F Y")}


def _plain_absence(row: Absence) -> dict[str, Any]:
    return {"week": row.week.isoformat(), "minutes": row.minutes}


def _absence_again(said: Mapping[str, Any], pupil: Pupil, _instruments: Instruments) -> Absence:
    return absence(pupil, week=date.fromisoformat(said["week"]), hours=Decimal(said["minutes"]) / 60)


PREFIX = {"prefix": gettext_noop("als geen kind er een heeft, of als het bij de achternaam staat")}
KINDS: Mapping[str, Kind] = {
    ImportPreview.Kind.MEASUREMENTS: Kind(
        "record_measurement",
        "measurements",
        Measurement,
        gettext_noop("Toetsresultaten inlezen"),
        {
            **WHO_COLUMNS,
            "instrument": ("toets", "toetsnaam", "instrument", "test"),
            "day": ("afnamedatum", "toetsdatum", "afgenomenop", "datum", "date"),
            "moment": ("moment", "afnamemoment", "toetsmoment", "afname", "soortmeting"),
            "level": ("niveau", "vaardigheidsniveau", "niveauwaarde", "level"),
            "score": ("vaardigheidsscore", "score", "standaardscore", "toetsscore"),
        },
        (*WHO, ("instrument",), ("day",), ("moment",), ("level", "score")),
        {
            **PREFIX,
            "instrument": gettext_noop("als je hieronder kiest welke toets het is"),
            "moment": gettext_noop("als je hieronder het moment kiest"),
        },
        _measurement,
        _measurement_says,
        _plain_measurement,
        _measurement_again,
        of_all=True,
    ),
    ImportPreview.Kind.ABSENCE: Kind(
        "record_absence",
        "absences",
        Absence,
        gettext_noop("Gemiste uren inlezen"),
        {
            **WHO_COLUMNS,
            "week": ("week", "weekvan", "maandag", "weekbegin", "datum", "date"),
            "hours": ("uren", "gemisteuren", "urengemist", "verzuimuren", "urenverzuim", "aantaluren", "verzuim"),
        },
        (*WHO, ("week",), ("hours",)),
        PREFIX,
        _absence,
        _absence_says,
        _plain_absence,
        _absence_again,
    ),
}  # fmt: skip
