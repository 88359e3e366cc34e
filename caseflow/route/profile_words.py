"""A school's SOP in plain words (B1) for parents: what each kind of step means, what is always so, numbers as said."""

from collections.abc import Iterable

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from caseflow.sop.dates import Span
from caseflow.sop.schema.offer import Hours
from caseflow.sop.vocabulary import State

#: What happens in a step, and what holds there whatever the school wrote (domain §2).
HAPPENS = {
    State.AANMELDING: (
        gettext_lazy(
            "U meldt uw kind schriftelijk aan. De school zoekt uit wat het nodig heeft en of zij dat kan bieden."
        ),
        gettext_lazy("Kan de school het niet bieden? Dan zoekt zij met u een school die dat wel kan (zorgplicht)."),
    ),
    State.BASISONDERSTEUNING: (
        gettext_lazy(
            "De leerkracht kijkt wat uw kind nodig heeft, probeert iets uit in de groep en ziet of het helpt."
        ),
        "",
    ),
    State.LEERLINGBESPREKING: (gettext_lazy("Mensen van de school bespreken samen wat uw kind nodig heeft."), ""),
    State.ZORGTEAM: (gettext_lazy("De school vraagt advies aan mensen die hier veel van weten."), ""),
    State.ARRANGEMENT: (
        gettext_lazy("Uw kind krijgt een tijd lang extra hulp, met een doel."),
        gettext_lazy(
            "De directeur beslist over deze hulp en zegt u waarom. De hulp heeft een einde: dan bekijkt de school wat "
            "het opleverde."
        ),
    ),
    State.OPP: (
        gettext_lazy("De school werkt met een plan voor uw kind, het ontwikkelingsperspectief (OPP)."),
        gettext_lazy(
            "U maakt het plan samen met de school. Het deel over de hulp gaat pas in als alle ouders met gezag het "
            "eens zijn. Uw kind mag zelf zeggen wat het vindt."
        ),
    ),
    State.HANDELINGSVERLEGEN: (
        gettext_lazy("De school kan uw kind alleen niet genoeg helpen en zoekt met u een andere oplossing."),
        gettext_lazy(
            "De directeur stelt dit vast en zegt u waarom; een computer beslist dit nooit. Het zegt iets over de "
            "school, niet over uw kind."
        ),
    ),
    State.REFERRED: (
        gettext_lazy("De vraag over uw kind gaat naar mensen buiten de school. Zij geven antwoord."),
        gettext_lazy(
            "U leest de hele verwijzing voordat zij weggaat, en uw kijk gaat mee. Uw kind blijft op school tot een "
            "andere school het toelaat."
        ),
    ),
}
OUTSIDE = gettext_lazy(
    "De school bespreekt uw kind alleen met mensen van buiten als u daar vooraf ja op zei. U wordt dan uitgenodigd, "
    "en vanaf 12 jaar uw kind ook."
)
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
FAR = {
    "planned": (gettext_lazy("gepland"), "outline"),
    "busy": (gettext_lazy("mee bezig"), "now"),
    "done": (gettext_lazy("klaar"), "good"),
}


def span_words(span: Span) -> str:
    """ "6 weken", in the reader's language."""
    said = {
        "days": ngettext("%(number)d dag", "%(number)d dagen", span.count),
        "weeks": ngettext("%(number)d week", "%(number)d weken", span.count),
        "months": ngettext("%(number)d maand", "%(number)d maanden", span.count),
        "years": ngettext("%(number)d jaar", "%(number)d jaren", span.count),
    }
    return said[span.unit] % {"number": span.count}


def years_words(years: Iterable[int]) -> str:
    """ "groep 3 t/m 8", "groep 1 en 2", "groep 6"; "" for all years."""
    wanted = sorted(set(years))
    if not wanted:
        return ""
    if len(wanted) > 2 and wanted[-1] - wanted[0] == len(wanted) - 1:
        return _("groep %(first)d t/m %(last)d") % {"first": wanted[0], "last": wanted[-1]}
    if len(wanted) == 1:
        return _("groep %(year)d") % {"year": wanted[0]}
    return _("groep %(years)s en %(last)d") % {"years": ", ".join(map(str, wanted[:-1])), "last": wanted[-1]}


def hours_words(hours: Hours) -> str:
    """ "2 uur per week in groep 1 en 2"."""
    told = {"hours": number_words(hours.a_week), "years": years_words(hours.years)}
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
