"""What returns each school year as parents read it: what, for whom, when, and who sees to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow.route.profile_words import number_words, span_words
from caseflow.sop.schema import Sop
from caseflow.sop.schema.calendar import CalendarEntry
from caseflow.sop.vocabulary import OCCASION_LABELS
from pupils.years import years_words

AFTER = {
    "enrolled": gettext_lazy("binnen %(term)s nadat uw kind is ingeschreven"),
    "born": gettext_lazy("als uw kind %(term)s oud is"),
    "striking": gettext_lazy("binnen %(term)s nadat bij uw kind iets opviel"),
}


@dataclass(frozen=True, slots=True)
class Returning:
    """One thing on the calendar, by its own name, told in a few short lines."""

    said: CalendarEntry
    what: str
    when: str
    remarks: tuple[str, ...]


def told_calendar(sop: Sop) -> tuple[Returning, ...]:
    """In the order of the document."""
    return tuple(
        Returning(one, _(OCCASION_LABELS[one.what]), _when(one), tuple(_remarks(sop, one)))
        for one in sop.calendar.values()
    )


def _when(one: CalendarEntry) -> str:
    if one.after:
        return str(AFTER[one.after.event]) % {"term": span_words(one.after.within)}
    return months_told(one.months)


def months_told(months: Sequence[int]) -> str:
    """In the order in which the school names them."""
    names = [str(MONTHS[month]) for month in months]
    if len(names) == 1:
        return names[0]
    return _("%(months)s en %(last)s") % {"months": ", ".join(names[:-1]), "last": names[-1]}


def _remarks(sop: Sop, one: CalendarEntry) -> Iterator[str]:
    yield _("Voor %(whom)s") % {"whom": years_words(one.years, sop.phases.values()) or _("alle groepen")}
    if one.instrument:
        yield _("Met %(instrument)s") % {"instrument": sop.instruments[one.instrument].name}
    if one.minutes_a_week:
        yield _("%(minutes)s minuten per week") % {"minutes": number_words(one.minutes_a_week)}
    yield _("Hier zorgt voor: %(who)s") % {"who": sop.roles[one.owner].name}
