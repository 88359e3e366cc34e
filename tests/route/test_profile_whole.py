"""Nothing that the school's own SOP names is missing: every system, partner and instrument is in the document."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django.db import transaction

from tests.keys.pages import words_on
from tests.sop.documents import CRESCENDO

#: As the SOP names it: how it is looked for, where the document writes it in another way.
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
    "dyslexieprotocol": "",
    "zorgniveau 1 t/m 3": "zorgniveau 1 tot en met 3",
    "BOUW!": "",
    "LIB": "",
    "Doorstroomtoets, digitaal of vergroot": "Doorstroomtoets digitaal of vergroot",
    "meer tijd voor toetsen": "meer tijd bij toetsen",
    "referentieniveaus": "",
    "handelingsmodel": "",
    "verlengde instructie": "",
    "oefenen op de computer": "",
    "Kanjertraining": "",
    "KanVas": "",
    "sociogram": "",
    "kindgesprekken": "praten wij met het kind",
    "compacten": "",
    "verrijken": "",
    "Plusaanbod": "",
    "ZOOV+": "",
    "1F-lijn": "",
    "woordenschat": "",
    "thematisch werken": "thema's",
    "OPP": "",
    "Klassencontact": "",
    "medisch protocol": "",
    "vroeghulp": "",
    "fase 2 en 3": "",
    # expertise in the team
    "rekenspecialist": "",
    "gedragsspecialist": "",
    "logopedist": "",
    "NT2-specialist": "",
    "taalcoördinator": "",
    # partners and what they bring
    "POA": "",
    "Passend Onderwijs Almere": "",
    "orthopedagoog": "",
    "psycholoog": "",
    "begeleider van POA": "",
    "Talentenlab": "",
    "Maatjesproject": "",
    "NT2-Maatjesproject": "",
    "JGZ": "",
    "GGD": "",
    "arts of verpleegkundige": "",
    "schoolmaatschappelijk werk": "",
    "Oké op school": "",
    "sociale vaardigheidstraining": "sociale vaardigheid",
    "RID": "",
    "Viertaal": "",
    "licht arrangement": "",
    "medium arrangement": "",
    "intensief arrangement": "",
    "taalschool": "",
    "huisarts": "",
    "Kentalis": "",
    "IJsselgroep": "",
    "consulent ondersteuning zieke leerlingen": "",
    "Taalcentrum": "",
    # who decides, advises and looks along
    "zorgteam": "",
    "leerlingbespreking": "",
    "intern begeleider": "",
    "directeur": "",
    "inspectie": "",
    "samenwerkingsverband": "",
    "SWV": "",
    "speciaal onderwijs": "",
    "zorgplicht": "",
    "handelingsverlegen": "",
    "MR": "",
    "bestuur": "",
    "website van de school": "",
    "WOP": "",
    # limits
    "groep van 28": "28",
    "één op één": "",
    "zindelijk": "",
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


@pytest.mark.parametrize("word", ["Auris", "Cito", "SCOL", "ZIEN!", "wijkteam"])
def test_what_the_sop_does_not_name_is_not_found(word, page):
    assert not stands_in(word, SAID)
    assert not stands_in(word, page)
