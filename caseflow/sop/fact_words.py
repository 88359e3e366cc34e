"""What a fact whose answer is a word may say, as people read it; Dutch, and the apps translate it."""

from collections.abc import Mapping

from caseflow.sop.vocabulary import ENDING_LABELS, gettext_noop

_ = gettext_noop
WORDS: Mapping[str, str] = {
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
WORDS_OF: Mapping[str, Mapping[str, str]] = {
    "document": {
        "none": _("nog niet begonnen"),
        "draft": _("in de maak"),
        "ready": _("af"),
        "laid": _("voorgelegd, wacht op de ouders"),
        "discussed": _("met de ouders besproken"),
        "agreed": _("de ouders stemmen ermee in"),
        "refused": _("een ouder zei nee"),
    },
    "limit": {
        "none": _("nog niet beoordeeld"),
        "within": _("de grens is niet bereikt"),
        "reached": _("de grens is bereikt"),
    },
    "referral_answer": {
        "advice": _("advies: blijven op deze school"),
        "granted": _("ja: wat gevraagd is, komt er"),
        "refused": _("nee: wat gevraagd is, komt er niet"),
    },
    "ending": {str(ending): label for ending, label in ENDING_LABELS.items()},
}
#: The three moments at which a pupil is heard on the OPP.
MOMENT_WORDS: Mapping[str, str] = {
    "setting": _("bij het vaststellen"),
    "adjusting": _("bij het bijstellen"),
    "evaluating": _("bij het evalueren"),
}


def word_of(fact: str, word: str) -> str:
    """A word that a fact may say, in words; "" for one that the school gave."""
    return WORDS_OF.get(fact, {}).get(word) or WORDS.get(word, "")
