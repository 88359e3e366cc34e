"""Nothing that the school's own SOP names is missing, and nothing is told as its own that it does not say."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django.db import transaction

from tests.keys.pages import words_on
from tests.sop.documents import CRESCENDO

pytestmark = pytest.mark.django_db

#: As the SOP names it, and the whole phrase in which the document must say it, where that is another: a bare word or
#: number may stand in a key, a name or a day.
NAMED = {
    # the school and its board
    "KBS Crescendo": "",
    "BRIN 23EY": "23EY",
    "Luitstraat 9": "",
    "1312 LH": "",
    "036-5360982": "",
    "www.kbscrescendo.nl": "",
    "dir.crescendo@skofv.nl": "",
    "SKO": "",
    "Reguliere basisschool": "",
    "Groter worden, sterker worden, groeien": "",
    # ways of working, systems and instruments
    "HGW-model": "",
    "dyslexieprotocol": "er is een dyslexieprotocol",
    "zorgniveau 1 t/m 3": "zorgniveau 1 tot en met 3",
    "BOUW!": "",
    "LIB": "Leerling in beeld (LIB)",
    "Doorstroomtoets, digitaal of vergroot": "Doorstroomtoets digitaal of vergroot",
    "meer tijd voor toetsen": "meer tijd bij toetsen",
    "referentieniveaus": "gericht op de referentieniveaus",
    "handelingsmodel": "stap terug in het handelingsmodel",
    "verlengde instructie": "",
    "oefenen op de computer": "",
    "Kanjertraining": "",
    "KanVas": "vragenlijst van KanVas",
    "sociogram": "twee keer per jaar een sociogram",
    "kindgesprekken": "praten wij met het kind",
    "compacten": "korter gemaakt (compacten)",
    "verrijken": "rijker (verrijken)",
    "Plusaanbod": "",
    "ZOOV+": "",
    "1F-lijn": "",
    "woordenschat": "een grotere woordenschat",
    "thematisch werken": "thema's",
    "OPP": "stelt met de intern begeleider een OPP op",
    "Klassencontact": "de andere uren via Klassencontact",
    "medisch protocol": "volgens het medisch protocol",
    "vroeghulp": "uit de vroeghulp",
    "fase 2 en 3": "",
    # expertise in the team
    "rekenspecialist": "",
    "gedragsspecialist": "",
    "logopedist": "de logopedist is twee dagen per week in de school",
    "NT2-specialist": "",
    "taalcoördinator": "",
    # partners and what they bring
    "POA": "Passend Onderwijs Almere (POA)",
    "Passend Onderwijs Almere": "",
    "orthopedagoog": "de orthopedagoog of psycholoog kan worden gevraagd",
    "psycholoog": "orthopedagoog of psycholoog",
    "begeleider van POA": "",
    "Talentenlab": "het Talentenlab van POA",
    "Maatjesproject": "het Maatjesproject van POA",
    "NT2-Maatjesproject": "",
    "JGZ": "De JGZ en het schoolmaatschappelijk werk",
    "GGD": "arts of verpleegkundige van de GGD",
    "arts of verpleegkundige": "",
    "schoolmaatschappelijk werk": "",
    "Oké op school": "",
    "sociale vaardigheidstraining": "sociale vaardigheid",
    "RID": "onderzoek en diagnostiek door het RID",
    "Viertaal": "Viertaal om een consultatie en een observatie",
    "licht arrangement": "",
    "medium arrangement": "",
    "intensief arrangement": "",
    "taalschool": "verwijzing naar een taalschool",
    "huisarts": "via de huisarts",
    "Kentalis": "Kentalis",
    "IJsselgroep": "",
    "consulent ondersteuning zieke leerlingen": "",
    "Taalcentrum": "komen van het Taalcentrum",
    # who decides, advises and looks along
    "zorgteam": "in het zorgteam zitten",
    "leerlingbespreking": "",
    "intern begeleider": "de intern begeleider zit voor",
    "directeur": "de directeur, de leerkracht, de ouders",
    "inspectie": "de inspectie stelt dat vast",
    "samenwerkingsverband": "ingebracht bij het samenwerkingsverband",
    "SWV": "samenwerkingsverband (SWV)",
    "speciaal onderwijs": "een school voor speciaal onderwijs",
    "zorgplicht": "neemt die school de zorgplicht over",
    "handelingsverlegen": "dan is de school handelingsverlegen",
    "MR": "voorgelegd aan de MR",
    "bestuur": "vastgesteld door het bestuur",
    "website van de school": "",
    "WOP": "in het WOP",
    # limits
    "groep van 28": "een groep heeft 28 leerlingen",
    "één op één": "",
    "zindelijk": "een kind is zindelijk als het bij ons begint",
    "therapeutische omgeving": "",
    "sociale angststoornissen": "",
    "gevaar voor zichzelf": "",
    # ambitions
    "traumasensitief": "",
    "sterke rekenaars": "",
    "burgerschap": "",
    "curriculumplan": "",
    "leerlingpopulatie": "",
}


@pytest.fixture(scope="module")
def page(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        shown = words_on(yaml.safe_load(CRESCENDO))
        transaction.set_rollback(True)
    return shown


def texts(value: Any) -> Iterator[str]:
    """All that the document says; its keys and its citations are no telling."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key != "cite":
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    else:
        yield str(value)


SAID = "\n".join(texts(yaml.safe_load(CRESCENDO)))


def stands_in(words: str, text: str) -> bool:
    """As a word of its own at its beginning; what follows may be the rest of a compound."""
    return bool(re.search(rf"(?<!\w){re.escape(words)}", text, re.IGNORECASE))


@pytest.mark.parametrize("named", NAMED)
def test_it_stands_in_the_document(named):
    assert stands_in(NAMED[named] or named, SAID)


@pytest.mark.parametrize("named", NAMED)
def test_it_stands_on_the_public_page(named, page):
    assert stands_in(NAMED[named] or named, page)


@pytest.mark.parametrize("named", ["groep van 28", "RID", "OPP", "LIB"])
def test_a_bare_word_or_number_is_not_enough(named):
    """A holiday that ends on the 28th, a key of a partner or an instrument alone: none of them says it."""
    others = "last: 2027-02-28\nrid\nopp\nlib: hoofdmeting\nadvies_buiten"
    assert not stands_in(NAMED[named] or named, others)


NOT_SAID = (
    *("een latere start", "de veiligheid wel te borgen", "een maatje", "aan kind en gezin", "buiten de groep"),
    *("advies bij dyscalculie", "de tweede weg", "de regio", "25 laagste", "met kleinere groepen"),
)


@pytest.mark.parametrize("words", NOT_SAID)
def test_what_the_sop_does_not_say_is_not_told(words, page):
    assert not stands_in(words, SAID)
    assert not stands_in(words, page)


CONFIGURED = yaml.safe_load(CRESCENDO)


@pytest.mark.parametrize(("section", "says"), [("arrangements", "eigen keuze"), ("purposes", "kozen")])
def test_a_term_that_the_sop_does_not_name_says_that_it_is_a_choice(section, says):
    """Of a purpose in the words that its parents read."""
    assert [key for key, one in CONFIGURED[section].items() if says not in one.get("why", "")] == []


@pytest.mark.parametrize("partner", ["oke_op_school", "rid", "kentalis", "ijsselgroep"])
def test_how_a_partner_is_asked_is_told_where_the_sop_says_it(partner):
    assert "asked" not in CONFIGURED["partners"][partner]


def test_a_limit_offers_what_paragraph_6_offers():
    wanted = "een andere reguliere school of een school voor speciaal (basis)onderwijs die dit wel kan bieden"
    assert {one["alternative"] for one in CONFIGURED["limits"].values()} == {wanted}


@pytest.mark.parametrize("word", ["Auris", "Cito", "SCOL", "ZIEN!", "wijkteam"])
def test_what_the_sop_does_not_name_is_not_found(word, page):
    assert not stands_in(word, SAID)
    assert not stands_in(word, page)
