"""What the pages about a SOP are made of: its life in dates, its lines with what was found, what differs by section."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.audit.queries import events_of
from caseflow.route.profile_words import number_words, span_words
from caseflow.sop.complaining import SEVERITY_LABELS, Complaint, Severity
from caseflow.sop.dates import Span
from caseflow.sop.diff import Change
from caseflow.sop.diff_words import Words
from pupils.models import SopVersion

TONES = {Severity.ERROR: "attention", Severity.WARNING: "now", Severity.ADVICE: "outline"}
#: By which acts a version is let go, each with its reason.
LET_GO = ("drop_draft", "withdraw_version")
AROUND = 2  # lines shown before and after one with a finding


@dataclass(frozen=True, slots=True)
class Found:
    """One row of route/sop/_found.html, from the document or from the school's own rows."""

    severity: Severity
    what: str
    why: str
    todo: str
    line: int = 0
    also: tuple[int, ...] = ()  # the other lines of which the same is said
    cases: tuple[tuple[int, str], ...] = ()

    @property
    def label(self) -> str:
        return _(SEVERITY_LABELS[self.severity])

    @property
    def tone(self) -> str:
        return TONES[self.severity]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with what was found in it; `far` when lines before it were left out.

    `hit` is so of each line of which something was found, though it is said at the first of them.
    """

    number: int
    text: str
    found: tuple[Found, ...]
    hit: bool
    far: bool = False


def told(complaints: Iterable[Complaint], *, placed: bool = True) -> tuple[Found, ...]:
    """As rows of a page, the same fault once with all its lines; not `placed` where there are no lines to point at."""
    same: dict[tuple[str, ...], list[Complaint]] = {}
    for one in complaints:
        same.setdefault((one.rule, one.what, one.todo), []).append(one)
    return tuple(_row(first, others, placed) for first, *others in same.values())


def _row(first: Complaint, others: list[Complaint], placed: bool) -> Found:
    line = first.line if placed else 0
    also = tuple(sorted({one.line for one in others} - {first.line})) if placed else ()
    return Found(first.severity, first.message, first.why, first.todo, line, also)


def lines_of(text: str, found: Collection[Found], *, around: int | None = None) -> list[Line]:
    """The text, line by line; with `around` only those near a finding, and its other lines by themselves."""
    by_line = {number: tuple(group) for number, group in groupby(found, key=attrgetter("line"))}
    hit = {number for one in found for number in (one.line, *one.also)}
    lines = text.split("\n")
    near = (
        set(range(1, len(lines) + 1))
        if around is None
        else _near(by_line, around, len(lines)) | _near(hit, 0, len(lines))
    )
    shown, before = [], 0
    for number in sorted(near):
        shown.append(Line(number, lines[number - 1], by_line.get(number, ()), number in hit, number != before + 1))
        before = number
    return shown


def _near(numbers: Iterable[int], around: int, last: int) -> set[int]:
    wanted = {near for number in numbers for near in range(number - around, number + around + 1)}
    return {number for number in wanted if 1 <= number <= last}


class ReadersWords(Words):
    """A difference in the language of the page."""

    def say(self, words: str) -> str:
        return _(words)

    def term(self, span: Span) -> str:
        return span_words(span)

    def day(self, on: date) -> str:
        return date_format(on, "j F Y")

    def month(self, number: int) -> str:
        return date_format(date(2000, number, 1), "F")

    def number(self, number: float) -> str:
        return number_words(number)


def held_until(rows: Iterable[SopVersion], today: date) -> dict[int, date]:
    """The last day of each version after which another one of its school judged."""
    begun = [row for row in rows if row.is_adopted and not row.moves_due and _begins(row) <= today]
    ordered = sorted(begun, key=lambda row: (row.school_id, row.first_day, row.adopted_on, row.pk))
    return {
        one.pk: _begins(later) - timedelta(days=1)
        for one, later in pairwise(ordered)
        if one.school_id == later.school_id and _begins(one) < _begins(later)
    }


def _begins(version: SopVersion) -> date:
    return max(version.first_day, version.adopted_on or version.first_day)


def by_section(changes: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    """What differs, section by section; what stands above all sections comes under the first heading."""
    head = str(_("De versie"))
    named = [
        (change.place[0] if len(change.place) > 1 or change.kind != "changed" else head, change) for change in changes
    ]
    return [(name, [change for _name, change in rows]) for name, rows in groupby(named, key=lambda row: row[0])]


def life_of(version: SopVersion) -> list[dict[str, Any]]:
    """Its life, for components/timeline.html: each act with its day and person."""
    rows = [
        (version.uploaded_on, _("Concept geüpload"), version.uploaded_by.name, "", ""),
        (version.asked_on, _("Voorgelegd aan de MR"), version.asked_by and version.asked_by.name, "", ""),
        *_advised_before(version),
        (version.advised_on, _advice(version), version.advised_by, version.advice_text, _advice_tone(version)),
        (version.adopted_on, _("Vastgesteld door het bestuur"), _board(version), _no_advice(version), "good"),
        (version.published_on, _("Gepubliceerd"), version.published_by and version.published_by.name, "", "good"),
        (
            version.dropped_on,
            _("Ingetrokken") if version.is_withdrawn else _("Vervallen"),
            version.dropped_by and version.dropped_by.name,
            _why(version),
            "quiet",
        ),
    ]
    told = sorted((row for row in rows if row[0]), key=itemgetter(0))  # the MR may have had it before Caseflow did
    return [
        {"on": on, "title": title, "who": who, "text": text, "kind": "", "tone": tone}
        for on, title, who, text, tone in told
    ]


def _advised_before(version: SopVersion) -> Iterator[tuple[date, str, str, str, str]]:
    """What was recorded as the MR's advice before it was set right: that stays to be read."""
    told = events_of([version.school.chain]).filter(kind="record_mr_advice", sop_version_id=version.pk)
    for event in list(told)[:-1]:
        title = _("Advies van de MR, later anders vastgelegd: %(advice)s")
        word = SopVersion.Advice(event.data["advice"]).label
        day = date.fromisoformat(event.data["on"])
        yield day, title % {"advice": word}, event.texts.get("by", ""), event.texts.get("text", ""), "quiet"


def _why(version: SopVersion) -> str:
    """Why it was let go, from the event that holds it; a draft that made way for another text has none."""
    if version.dropped_on is None:
        return ""
    event = events_of([version.school.chain]).filter(kind__in=LET_GO, sop_version_id=version.pk).last()
    return event.texts.get("reason", "") if event else ""


def _advice(version: SopVersion) -> str:
    return _("Advies van de MR: %(advice)s") % {"advice": version.get_advice_display()}


def _advice_tone(version: SopVersion) -> str:
    return {"positive": "good", "negative": "attention"}.get(version.advice, "quiet")


def _board(version: SopVersion) -> str:
    if version.adoption_recorded_by is None:
        return version.adopted_by
    names = {"board": version.adopted_by, "name": version.adoption_recorded_by.name}
    return _("%(board)s; vastgelegd door %(name)s") % names


def _no_advice(version: SopVersion) -> str:
    missing = version.advice == SopVersion.Advice.NONE and version.advised_on is None
    return _("Van de MR kwam geen advies.") if missing else ""
