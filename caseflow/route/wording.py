"""Closed words of the vocabulary as people read them."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from caseflow.route.models import ReferralSeen, ReferralView
from caseflow.sop import fact_words
from caseflow.sop.papers import pieces
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Step

#: What a fact of type "word" may say, and where it says something else of this fact than of others.
WORDS: dict[str, Any] = {word: _(said) for word, said in fact_words.WORDS.items()}
WORDS_OF: dict[str, dict[str, Any]] = {
    fact: {word: _(said) for word, said in words.items()} for fact, words in fact_words.WORDS_OF.items()
}

#: What a number says where the school wants none of it: how many are still to be done, as a person says it.
STILL_TO_DO: dict[str, Any] = {
    "guardians_not_informed": ngettext_lazy(
        "%(number)d ouder is nog niet ingelicht.",
        "%(number)d ouders zijn nog niet ingelicht.",
        "number",
    ),
    "guardians_not_talked_with": ngettext_lazy(
        "Met %(number)d ouder is nog niet gesproken.",
        "Met %(number)d ouders is nog niet gesproken.",
        "number",
    ),
    "guardians_not_invited": ngettext_lazy(
        "%(number)d ouder is nog niet uitgenodigd.",
        "%(number)d ouders zijn nog niet uitgenodigd.",
        "number",
    ),
    "guardians_gezag_unknown": ngettext_lazy(
        "Van %(number)d ouder ligt nog niet vast of er gezag is.",
        "Van %(number)d ouders ligt nog niet vast of er gezag is.",
        "number",
    ),
    "recipients_not_asked": ngettext_lazy(
        "Voor %(number)d genodigde ligt er nu geen vraag bij de ouders.",
        "Voor %(number)d genodigden ligt er nu geen vraag bij de ouders.",
        "number",
    ),
    "recipients_without_consent": ngettext_lazy(
        "Voor %(number)d genodigde is er nog geen toestemming.",
        "Voor %(number)d genodigden is er nog geen toestemming.",
        "number",
    ),
    "consent_objections": ngettext_lazy(
        "%(number)d ouder heeft bezwaar.",
        "%(number)d ouders hebben bezwaar.",
        "number",
    ),
    "not_shared_with": ngettext_lazy(
        "Met %(number)d genodigde is nog niets gedeeld.",
        "Met %(number)d genodigden is nog niets gedeeld.",
        "number",
    ),
    "handelingsdeel_unsigned": ngettext_lazy(
        "%(number)d ouder heeft nog niet ingestemd.",
        "%(number)d ouders hebben nog niet ingestemd.",
        "number",
    ),
    "handelingsdeel_objections": ngettext_lazy(
        "%(number)d ouder heeft bezwaar tegen het handelingsdeel.",
        "%(number)d ouders hebben bezwaar tegen het handelingsdeel.",
        "number",
    ),
    "evaluations_not_talked_over": ngettext_lazy(
        "%(number)d evaluatie is nog niet met de ouders besproken.",
        "%(number)d evaluaties zijn nog niet met de ouders besproken.",
        "number",
    ),
    "guardians_not_shown_referral": ngettext_lazy(
        "%(number)d ouder zag de verwijzing nog niet helemaal.",
        "%(number)d ouders zagen de verwijzing nog niet helemaal.",
        "number",
    ),
    "referral_views_missing": ngettext_lazy(
        "Van %(number)d ouder ontbreekt nog wat die ervan vindt.",
        "Van %(number)d ouders ontbreekt nog wat zij ervan vinden.",
        "number",
    ),
    "bodies_asked": ngettext_lazy(
        "Op %(number)d vraag aan buiten is nog geen antwoord.",
        "Op %(number)d vragen aan buiten is nog geen antwoord.",
        "number",
    ),
}
#: What stays open after a "no": what it is, for whom, and how long one has.
WAYS_ON = {
    "go_on_basis": (
        _("Verder met de basisondersteuning"),
        _("De school helpt de leerling verder met wat zij zelf kan. Daar is geen toestemming voor nodig."),
    ),
    "talk": (
        _("In gesprek gaan"),
        _("Bel of spreek de ouders, vraag wat hen tegenhoudt en zoek samen wat wel kan."),
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


#: Every parent's by law, whatever a school's step names: who helps and mediates for nothing, and who judges a dispute.
OPEN_TO_ALL = ("ouder_en_jeugdsteunpunt", "onderwijsconsulent", "geschillencommissie")


def ways_after_no(step: Step) -> tuple[str, ...]:
    """What stays open after a "no": the school's own ways first."""
    return tuple(dict.fromkeys((*step.on_refusal, *OPEN_TO_ALL)))


def sentence(rule: Need | Group) -> str:
    """What a rule says, in the reader's language where Caseflow made it; a school's own sentence stays as it is."""
    words, names = pieces(rule.say)
    return gettext(words) % names if names else gettext(words)


def said_at_table(view: ReferralView) -> str:
    """How a guardian's view came here when she did not write it herself; "" when she did."""
    if not view.written_by or view.viewed_on is None:
        return ""
    told = {"day": date_format(view.viewed_on, "j F Y"), "name": view.written_by, "witness": view.witness}
    return gettext("Gezegd aan tafel op %(day)s, opgeschreven door %(name)s. Gehoord door: %(witness)s.") % told


#: Whose signature a desk asks under a referral.
WHO_SIGNS = {
    "one": _("Dit loket vraagt de handtekening van een ouder met gezag. Eén nee houdt de verwijzing tegen."),
    "all": _("Dit loket vraagt de handtekening van alle ouders met gezag. Eén nee houdt de verwijzing tegen."),
}
#: A guardian's word on a referral, as the desk and the school read it beside her view.
SIGNED_OR_NOT = {
    ReferralSeen.Word.SIGNED: _("Tekende de verwijzing."),
    ReferralSeen.Word.OBJECTED: _("Is het niet eens met de verwijzing."),
}


def signed_or_not(word: str) -> str:
    """Whether a guardian signed a referral or objects to it; "" for who saw it, or said nothing."""
    return str(SIGNED_OR_NOT.get(ReferralSeen.Word(word), "")) if word else ""


def answer_words(reply: str) -> Any:
    """What a desk answered, or nothing yet."""
    return WORDS_OF["referral_answer"].get(reply) or WORDS.get(reply, "")


#: Roles that no SOP names.
PLAIN_ROLES = {
    "guardian": _("ouder of verzorger"),
    "outsider": _("van buiten de school"),
    "swv": _("samenwerkingsverband"),
}
