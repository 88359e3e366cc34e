"""A school's SOP in plain words (B1) for parents: before what they are asked, how far a plan is, numbers as said."""

from collections.abc import Iterable

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from caseflow.sop.dates import Span
from caseflow.sop.schema.offer import Hours, Phase
from pupils.years import years_words

#: Before which act parents are told or asked something; other acts are called by their own label.
BEFORE = {
    "enter": gettext_lazy("Voordat deze stap begint"),
    "hold_meeting": gettext_lazy("Voordat het gesprek er is"),
    "share": gettext_lazy("Voordat mensen van buiten iets lezen"),
    "ask_information": gettext_lazy("Voordat de school bij anderen iets over uw kind vraagt"),
    "order_examination": gettext_lazy("Voordat iemand van buiten onderzoek doet"),
}
PRESENCE = {"preferred": gettext_lazy("liefst"), "on_call": gettext_lazy("als het nodig is")}
SUPPORT = {"basis": gettext_lazy("basisondersteuning"), "extra": gettext_lazy("extra ondersteuning")}
#: The tone of how far a plan is; its word is that of the difference between two versions.
FAR = {"planned": "outline", "busy": "now", "done": "good"}


def span_words(span: Span) -> str:
    """ "6 weken", in the reader's language."""
    said = {
        "days": ngettext("%(number)d dag", "%(number)d dagen", span.count),
        "weeks": ngettext("%(number)d week", "%(number)d weken", span.count),
        "months": ngettext("%(number)d maand", "%(number)d maanden", span.count),
        "years": ngettext("%(number)d jaar", "%(number)d jaren", span.count),
    }
    return said[span.unit] % {"number": span.count}


def hours_words(hours: Hours, phases: Iterable[Phase] = ()) -> str:
    """ "2 uur per week in groep 1 en 2"."""
    told = {"hours": number_words(hours.a_week), "years": years_words(hours.years, phases)}
    if hours.a_week == 1:
        return _("1 uur per week in %(years)s") % told
    return _("%(hours)s uur per week in %(years)s") % told


def days_words(days: float) -> str:
    if days == 1:
        return _("1 dag per week in de school")
    return _("%(days)s dagen per week in de school") % {"days": number_words(days)}


def number_words(number: float) -> str:
    """ "2", "2,5": as its language writes it, without a nought behind the comma."""
    return str(localize(int(number) if number == int(number) else number))
