"""The Dutch words in which a difference between two versions is told: of each field, and of what stands in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseflow.sop.vocabulary import (
    ENDING_LABELS,
    KIND_LABELS,
    OCCASION_LABELS,
    PART_LABELS,
    STATE_LABELS,
    Asks,
    DeskKind,
    Ending,
    OccasionKind,
    Part,
    RoleKind,
    State,
)

#: A field's name in a sentence; "Model.field" where the same field means something else there.
FIELDS: Mapping[str, str] = {
    # the document
    "sop": "opzet van het document", "version": "versie", "first_day": "eerste dag", "school": "School",
    "roles": "Rollen", "partners": "Partners", "purposes": "Waarvoor ouders toestemming geven",
    "instruments": "Instrumenten", "arrangements": "Arrangementen", "limits": "Grenzen", "opp": "OPP",
    "handelingsverlegenheid": "Handelingsverlegenheid", "holidays": "Vakanties", "desks": "Loketten",
    "tracks": "Sporen", "steps": "Stappen", "moves": "Waar casussen heen gaan",
    "documents": "Documenten", "calendar": "Kalender", "bodies": "Wie van buiten oordeelt",
    "levels": "Niveaus", "locations": "Locaties", "phases": "Fasen", "admission": "Plaatsing",
    "texts": "Teksten", "basic_support": "Basisondersteuning", "extra_support": "Extra ondersteuning",
    "expertise": "Deskundigheid", "programmes": "Programma's", "ambitions": "Ambities",
    # the school and what it offers
    "address": "adres", "postcode": "postcode", "phone": "telefoon", "website": "website", "email": "mailadres",
    "concept": "onderwijsconcept", "motto": "spreuk", "about": "plaats op de openbare bladzijde", "text": "tekst",
    "who": "voor wie", "in_lessons": "in de lessen", "facilities": "voorzieningen",
    "with_partners": "samen met partners", "TargetGroup.programmes": "programma's",
    "TargetGroup.instruments": "instrumenten", "TargetGroup.expertise": "deskundigheid",
    "TargetGroup.partners": "partners", "TargetGroup.arrangements": "arrangementen", "does": "wat zij doen",
    "how_many": "met hoeveel", "days_a_week": "dagen per week", "years": "jaargroepen", "a_week": "uren per week",
    "what_for": "waarvoor", "hours": "uren", "theme": "thema", "school_years": "schooljaren",
    "Ambition.state": "hoe ver", "asked": "hoe gevraagd",
    # what entries say
    "key": "sleutel", "name": "naam", "brin": "BRIN", "board": "bestuur", "place": "plaats", "kind": "soort",
    "partner": "partner", "delivers": "wat zij bieden", "cite": "bron", "why": "waarom", "asks": "vraag aan de ouders",
    "parts": "delen van het dossier", "Purpose.roles": "met wie gedeeld mag worden", "lasts": "geldt",
    "Desk.asks": "wat je er kunt vragen", "decides_within": "beslist binnen", "support": "soort ondersteuning",
    "longest": "duurt hoogstens", "brings_opp": "met een OPP", "alternative": "wat er dan komt",
    "first": "eerste dag", "last": "laatste dag", "Track.first": "eerste stap", "aanmelding": "stap bij aanmelding",
    "ends": "einden", "trigger": "wat er waar moet zijn om te beginnen", "Role.locations": "locaties",
    "judges": "wie dit beoordeelt", "whom": "voor wie",
    # the calendar
    "what": "wat het is", "for_": "voor wie", "months": "maanden", "instrument": "instrument",
    "minutes_a_week": "minuten per week", "prepare": "herinnering vooraf", "event": "na",
    # documents
    "signature": "wat een handtekening betekent", "grows": "groeit mee", "sections": "delen",
    "document": "document", "needed": "nodig", "written_by": "wie dit schrijft",
    # place and level
    "group_size": "kinderen in een groep, hoogstens", "waiting_list": "wachtlijst", "number": "nummer",
    # numbers and terms
    "within": "binnen", "OppTerms.within": "vaststellen binnen", "evaluate_every": "evaluatie",
    "remind": "herinnering vooraf", "period": "periode van ondersteuning", "goals_min": "doelen, minstens",
    "share": "aandeel dat vooruitgaat, minstens", "in_a_row": "evaluaties op rij zonder vooruitgang",
    "held_share": "aandeel dat door moet zijn gegaan, minstens",
    # steps
    "state": "toestand", "owner": "eigenaar", "chair": "voorzitter", "decides": "wie beslist",
    "takes_part": "aan tafel", "role": "rol", "presence": "aanwezigheid", "parents": "ouders", "acts": "wat nodig is",
    "inform": "inlichten", "invite": "uitnodigen", "consent": "toestemming vragen", "clocks": "termijnen",
    "Step.documents": "documenten", "hands": "wie een handeling doet", "lead": "tevoren gepland",
    "level": "niveau", "may_skip": "mag worden overgeslagen", "elsewhere": "les op een andere school",
    "talk": "vooraf spreken", "times_a_year": "keer per jaar, hoogstens", "skips": "slaat over",
    "ratifies": "wie bekrachtigt", "body": "wie van buiten oordeelt", "copies": "wie bericht krijgt",
    "purpose": "waarvoor ouders toestemming geven", "answers_within": "antwoordt binnen", "binding": "bindend",
    "starts": "begint bij", "meets": "gehaald met", "extend": "te verlengen met", "whose": "van wie",
    "exits": "uitgangen", "to": "naar", "close": "einde", "back": "weg terug", "needs": "wat nodig is",
    "on_refusal": "na een nee", "desk": "loket", "own_key": "eigen sleutel", "by": "langs",
    # requirements
    "fact": "feit", "of": "waarvan", "is": "is", "is_": "is", "not": "is niet", "not_": "is niet", "min": "minstens",
    "max": "hoogstens", "known": "bekend", "past": "minstens zo lang geleden",
    "Need.within": "hoogstens zo lang geleden",
    "ahead": "nog niet voorbij", "after": "na", "plus": "erbij geteld", "say": "zin", "todo": "wat je dan doet",
    "all": "alles van", "any": "één van", "at_least": "zoveel van",
}  # fmt: skip
BEFORE: Mapping[str, str] = {"evaluate_every": "elke "}
BEHIND: Mapping[str, str] = {"share": "%", "held_share": "%"}
#: Words of closed lists that have no label of their own.
WORDS: Mapping[str, str] = {
    "required": "verplicht", "preferred": "liefst", "on_call": "op afroep", "basis": "basisondersteuning",
    "extra": "extra ondersteuning", "go_on_basis": "verder in de basisondersteuning", "talk": "in gesprek",
    "ouder_en_jeugdsteunpunt": "ouder- en jeugdsteunpunt", "onderwijsconsulent": "onderwijsconsulent",
    "geschillencommissie": "geschillencommissie", "other": "een ander", "vision": "visie", "support": "hulp",
    "limits": "grenzen", "adoption": "vaststelling", "planned": "nog te doen", "busy": "bezig", "done": "klaar",
    "enrolled": "inschrijving", "born": "geboorte", "groups": "groepen", "pupils": "leerlingen",
    "every_pupil": "iedere leerling", "none": "niets", "discussed": "besproken", "agreed": "mee eens",
    "optional": "mag", "if_needed": "alleen als het nodig is", "team": "de tafel van de stap",
    "guardians": "ouders met gezag", "at_most": "hoogstens", "at_least": "ten minste", "exact": "precies",
    "trial": "proef", "school": "de school",
    Asks.ADVICE: "advies", Asks.ARRANGEMENT: "een arrangement", Asks.TLV: "een TLV", Asks.CLUSTER: "cluster 1 of 2",
    Asks.CARE: "zorg", DeskKind.SWV: "samenwerkingsverband", DeskKind.MUNICIPALITY: "gemeente",
}  # fmt: skip
LABELS: Mapping[type, Mapping[Any, str]] = {
    State: STATE_LABELS, RoleKind: KIND_LABELS, Part: PART_LABELS, Ending: ENDING_LABELS,
    OccasionKind: OCCASION_LABELS,
}  # fmt: skip
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def label_of(model: str, field: str) -> str:
    """A field in words; one that nobody gave any keeps its own."""
    return FIELDS.get(f"{model}.{field}") or FIELDS.get(field) or field.replace("_", " ")


def day(on: date) -> str:
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"
