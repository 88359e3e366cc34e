"""The words in which a difference between two versions is told: of each field, and of what stands in it.

They are Dutch, as the command line tells them; a page gives words of its own reader's language (see Words).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseflow.sop.dates import Span
from caseflow.sop.vocabulary import (
    ENDING_LABELS,
    KIND_LABELS,
    LANGUAGE_LABELS,
    OCCASION_LABELS,
    PART_LABELS,
    STATE_LABELS,
    Asks,
    DeskKind,
    Ending,
    OccasionKind,
    OtherLanguage,
    Part,
    RoleKind,
    State,
    gettext_noop,
)

_ = gettext_noop
#: A field's name in a sentence; "Model.field" where the same field means something else there.
FIELDS: Mapping[str, str] = {
    # the document
    "sop": _("opzet van het document"), "version": _("versie"), "first_day": _("eerste dag"), "school": _("School"),
    "roles": _("Rollen"), "partners": _("Partners"), "purposes": _("Waarvoor ouders toestemming geven"),
    "asking": _("Ouders die nog niet antwoordden"),
    "instruments": _("Instrumenten"), "arrangements": _("Arrangementen"), "limits": _("Grenzen"), "opp": _("OPP"),
    "handelingsverlegenheid": _("Handelingsverlegenheid"), "holidays": _("Vakanties"), "desks": _("Loketten"),
    "tracks": _("Sporen"), "steps": _("Stappen"), "moves": _("Waar casussen heen gaan"), "documents": _("Documenten"),
    "calendar": _("Kalender"), "bodies": _("Wie van buiten oordeelt"), "levels": _("Niveaus"),
    "locations": _("Locaties"), "phases": _("Fasen"), "admission": _("Plaatsing"), "texts": _("Teksten"),
    "basic_support": _("Basisondersteuning"), "extra_support": _("Extra ondersteuning"),
    "expertise": _("Deskundigheid"), "programmes": _("Programma's"), "ambitions": _("Ambities"),
    # the school and what it offers
    "address": _("adres"), "postcode": _("postcode"), "phone": _("telefoon"), "website": _("website"),
    "email": _("mailadres"), "concept": _("onderwijsconcept"), "motto": _("spreuk"),
    "about": _("plaats op de openbare bladzijde"), "text": _("tekst"), "who": _("voor wie"),
    "in_lessons": _("in de lessen"), "facilities": _("voorzieningen"), "with_partners": _("samen met partners"),
    "TargetGroup.programmes": _("programma's"), "TargetGroup.instruments": _("instrumenten"),
    "TargetGroup.expertise": _("deskundigheid"), "TargetGroup.partners": _("partners"),
    "TargetGroup.arrangements": _("arrangementen"), "does": _("wat zij doen"), "how_many": _("met hoeveel"),
    "days_a_week": _("dagen per week"), "years": _("jaargroepen"), "a_week": _("uren per week"),
    "what_for": _("waarvoor"), "hours": _("uren"), "theme": _("thema"), "school_years": _("schooljaren"),
    "Ambition.state": _("hoe ver"), "asked": _("hoe gevraagd"),
    # what entries say
    "key": _("sleutel"), "name": _("naam"), "brin": _("BRIN"), "board": _("bestuur"), "place": _("plaats"),
    "kind": _("soort"), "partner": _("partner"), "delivers": _("wat zij bieden"), "cite": _("bron"),
    "why": _("waarom"), "asks": _("vraag aan de ouders"), "parts": _("delen van het dossier"),
    "Purpose.roles": _("met wie gedeeld mag worden"), "lasts": _("geldt"), "care": _("gaat om zorg of behandeling"),
    "agree": _("wie ja moet zeggen"), "parents_sign": _("wie van de ouders tekent"),
    "next_school": _("gaat mee naar een volgende school"),
    "translated": _("in een andere taal"),
    "remind_every": _("herinnering, iedere"), "Desk.asks": _("wat je er kunt vragen"),
    "decides_within": _("beslist binnen"), "support": _("soort ondersteuning"), "longest": _("duurt hoogstens"),
    "brings_opp": _("met een OPP"), "gives": _("waarvoor het wordt toegekend"),
    "Arrangement.asks": _("vragen op het formulier"), "Question.kind": _("soort antwoord"),
    "alternative": _("wat er dan komt"), "first": _("eerste dag"),
    "last": _("laatste dag"), "Track.first": _("eerste stap"), "aanmelding": _("stap bij aanmelding"),
    "ends": _("einden"), "trigger": _("wat er waar moet zijn om te beginnen"), "Role.locations": _("locaties"),
    "judges": _("wie dit beoordeelt"), "whom": _("voor wie"),
    # the calendar
    "what": _("wat het is"), "for_": _("voor wie"), "months": _("maanden"), "instrument": _("instrument"),
    "minutes_a_week": _("minuten per week"), "prepare": _("herinnering vooraf"), "event": _("na"),
    # what strikes
    "striking": _("opvallende niveaus"), "sociogram": _("sociogram"), "likes": _("vraag: met wie graag"),
    "dislikes": _("vraag: met wie liever niet"), "most": _("namen, hoogstens"),
    "left_out": _("valt op: gekozen, hoogstens"),
    # documents
    "signature": _("wat een handtekening betekent"), "grows": _("groeit mee"), "sections": _("delen"),
    "document": _("document"), "needed": _("nodig"), "written_by": _("wie dit schrijft"),
    # place and level
    "group_size": _("kinderen in een groep, hoogstens"), "waiting_list": _("wachtlijst"), "number": _("nummer"),
    # numbers and terms
    "within": _("binnen"), "OppTerms.within": _("vaststellen binnen"), "evaluate_every": _("evaluatie"),
    "remind": _("herinnering vooraf"), "period": _("periode van ondersteuning"), "goals_min": _("doelen, minstens"),
    "share": _("aandeel dat vooruitgaat, minstens"), "in_a_row": _("evaluaties op rij zonder vooruitgang"),
    "held_share": _("aandeel dat door moet zijn gegaan, minstens"),
    # steps
    "state": _("toestand"), "owner": _("eigenaar"), "chair": _("voorzitter"), "decides": _("wie beslist"),
    "takes_part": _("aan tafel"), "role": _("rol"), "presence": _("aanwezigheid"), "parents": _("ouders"),
    "acts": _("wat nodig is"), "inform": _("inlichten"), "invite": _("uitnodigen"), "consent": _("toestemming vragen"),
    "clocks": _("termijnen"), "Step.documents": _("documenten"), "hands": _("wie een handeling doet"),
    "lead": _("tevoren gepland"), "level": _("niveau"), "may_skip": _("mag worden overgeslagen"),
    "elsewhere": _("les op een andere school"), "talk": _("vooraf spreken"),
    "times_a_year": _("keer per jaar, hoogstens"), "skips": _("slaat over"), "ratifies": _("wie bekrachtigt"),
    "body": _("wie van buiten oordeelt"), "copies": _("wie bericht krijgt"),
    "purpose": _("waarvoor ouders toestemming geven"), "answers_within": _("antwoordt binnen"),
    "binding": _("bindend"), "starts": _("begint bij"), "meets": _("gehaald met"), "extend": _("te verlengen met"),
    "whose": _("van wie"), "exits": _("uitgangen"), "to": _("naar"), "close": _("einde"), "back": _("weg terug"),
    "needs": _("wat nodig is"), "on_refusal": _("na een nee"), "desk": _("loket"), "own_key": _("eigen sleutel"),
    "by": _("langs"),
    # requirements
    "fact": _("feit"), "of": _("waarvan"), "is": _("is"), "is_": _("is"), "not": _("is niet"), "not_": _("is niet"),
    "min": _("minstens"), "max": _("hoogstens"), "known": _("bekend"), "past": _("minstens zo lang geleden"),
    "Need.within": _("hoogstens zo lang geleden"), "ahead": _("nog niet voorbij"), "after": _("na"),
    "plus": _("erbij geteld"), "say": _("zin"), "todo": _("wat je dan doet"), "all": _("alles van"),
    "any": _("één van"), "at_least": _("zoveel van"),
}  # fmt: skip
#: How a value is told that its field gives more than its own word.
AROUND: Mapping[str, str] = {"evaluate_every": _("elke %s"), "share": "%s%%", "held_share": "%s%%"}
GROUP = _("groep %s")
YES, NO = _("ja"), _("nee")
#: Words of closed lists that have no label of their own.
WORDS: Mapping[str, str] = {
    "required": _("verplicht"), "preferred": _("liefst"), "on_call": _("op afroep"), "basis": _("basisondersteuning"),
    "extra": _("extra ondersteuning"), "go_on_basis": _("verder in de basisondersteuning"), "talk": _("in gesprek"),
    "ouder_en_jeugdsteunpunt": _("ouder- en jeugdsteunpunt"), "onderwijsconsulent": _("onderwijsconsulent"),
    "geschillencommissie": _("geschillencommissie"), "other": _("een ander"), "vision": _("visie"),
    "support": _("hulp"), "limits": _("grenzen"), "adoption": _("vaststelling"), "planned": _("gepland"),
    "busy": _("mee bezig"), "done": _("klaar"), "enrolled": _("inschrijving"), "born": _("geboorte"),
    "striking": _("een opvallende uitslag"),
    "groups": _("groepen"), "pupils": _("leerlingen"), "every_pupil": _("iedere leerling"), "none": _("niets"),
    "discussed": _("besproken"), "agreed": _("mee eens"), "optional": _("mag"),
    "if_needed": _("alleen als het nodig is"), "team": _("de tafel van de stap"), "guardians": _("ouders met gezag"),
    "at_most": _("hoogstens"), "at_least": _("ten minste"), "exact": _("precies"), "trial": _("proef"),
    "all": _("alle ouders met gezag"), "one": _("een ouder met gezag"), "school": _("de school"),
    "nobody": _("niemand"),
    "hours": _("uren per week"), "money": _("geld"), "means": _("middelen"), "text": _("woorden"),
    "number": _("een getal"), "day": _("een datum"),
    Asks.ADVICE: _("advies"), Asks.ARRANGEMENT: _("een arrangement"), Asks.TLV: _("een TLV"),
    Asks.CLUSTER: _("cluster 1 of 2"), Asks.CARE: _("zorg"), DeskKind.SWV: _("samenwerkingsverband"),
    DeskKind.MUNICIPALITY: _("gemeente"), "own choice": _("eigen keuze"),
}  # fmt: skip
LABELS: Mapping[type, Mapping[Any, str]] = {
    State: STATE_LABELS, RoleKind: KIND_LABELS, Part: PART_LABELS, Ending: ENDING_LABELS,
    OccasionKind: OCCASION_LABELS, OtherLanguage: LANGUAGE_LABELS,
}  # fmt: skip
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def label_of(model: str, field: str) -> str:
    """A field in words; one that nobody gave any keeps its own."""
    return FIELDS.get(f"{model}.{field}") or FIELDS.get(field) or field.replace("_", " ")


class Words:
    """How a difference is told in Dutch: words that stand here, terms, days and numbers."""

    def say(self, words: str) -> str:
        return words

    def term(self, span: Span) -> str:
        return str(span)

    def day(self, on: date) -> str:
        return f"{on.day} {MONTHS[on.month - 1]} {on.year}"

    def month(self, number: int) -> str:
        return MONTHS[number - 1]

    def number(self, number: float) -> str:
        return f"{number:g}".replace(".", ",")
