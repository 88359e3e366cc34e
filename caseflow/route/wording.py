"""Closed words of the vocabulary as people read them."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseflow.route.models import ReferralView
from caseflow.sop.papers import pieces
from caseflow.sop.rules import Group, Need

#: What a fact of type "word" may say.
WORDS = {
    "none": _("nog niet gevraagd"),
    "asked": _("gevraagd, nog geen antwoord"),
    "given": _("gegeven"),
    "refused": _("nee gezegd"),
    "withdrawn": _("ingetrokken"),
    "expired": _("verlopen"),
    "reached": _("doel bereikt"),
    "partly": _("deels bereikt"),
    "not_reached": _("niet bereikt"),
    "progress": _("vooruitgang"),
    "no_progress": _("geen vooruitgang"),
    "not_measurable": _("niet te meten"),
    "advice": _("advies"),
    "arrangement": _("een arrangement"),
    "tlv": _("een TLV"),
    "cluster": _("plaatsing op een cluster 1- of 2-school"),
    "care": _("hulp of zorg"),
    "elsewhere": _("advies: een andere plek"),
    "tlv_granted": _("TLV verleend"),
    "tlv_refused": _("TLV afgewezen"),
    "yes": _("ja"),
    "no": _("nee"),
    "here": _("deze school"),
    "there": _("de andere school"),
}
#: Where a word says something else of this fact than of others.
WORDS_OF: dict[str, dict[str, Any]] = {
    "document": {
        "none": _("nog niet begonnen"),
        "draft": _("in de maak"),
        "ready": _("af"),
        "laid": _("voorgelegd, wacht op de ouders"),
        "discussed": _("met de ouders besproken"),
        "agreed": _("de ouders stemmen ermee in"),
        "refused": _("een ouder zei nee"),
    }
}

#: What the fact about a limit may say; "reached" is no goal here.
LIMIT_WORDS = {
    "none": _("nog niet beoordeeld"),
    "within": _("de grens is niet bereikt"),
    "reached": _("de grens is bereikt"),
}

#: What stays open after a "no": what it is, for whom, and how long one has.
WAYS_ON = {
    "go_on_basis": (
        _("Verder met de basisondersteuning"),
        _("De school helpt de leerling verder met wat zij zelf kan. Daar is geen toestemming voor nodig."),
    ),
    "talk": (
        _("In gesprek gaan"),
        _("Nodig de ouders uit, vraag wat hen tegenhoudt en zoek samen wat wel kan."),
    ),
    "ouder_en_jeugdsteunpunt": (
        _("Het Ouder- en Jeugdsteunpunt"),
        _("Ouders krijgen daar gratis en onafhankelijk uitleg en steun bij passend onderwijs."),
    ),
    "onderwijsconsulent": (
        _("Een onderwijsconsulent"),
        _("Gratis, onafhankelijk advies en bemiddeling als school en ouders er samen niet uitkomen."),
    ),
    "geschillencommissie": (
        _("De Geschillencommissie passend onderwijs"),
        _("Ouders kunnen een geschil voorleggen, binnen 6 weken na het besluit. De commissie brengt een oordeel uit."),
    ),
}


def sentence(rule: Need | Group) -> str:
    """What a rule says, in the reader's language where Caseflow made it; a school's own sentence stays as it is."""
    words, names = pieces(rule.say)
    return gettext(words) % names if names else gettext(words)


def said_at_table(view: ReferralView) -> str:
    """How a guardian's view came here when she did not write it herself; "" when she did."""
    if view.written_by is None or view.viewed_on is None:
        return ""
    told = {"day": date_format(view.viewed_on, "j F Y"), "name": view.written_by.name, "witness": view.witness}
    return gettext("Gezegd aan tafel op %(day)s, opgeschreven door %(name)s. Gehoord door: %(witness)s.") % told
