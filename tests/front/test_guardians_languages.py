"""A language for guardians knows every word that a guardian can meet, whole and in its own forms, and no other."""

from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import trans_real

from caseflow.languages import DUTCH, LANGUAGES
from pupils.models import Person
from tests.front import of_guardians
from tests.front.test_translations import PLACEHOLDER, asked_by, ids, strings, words_of

FOR_GUARDIANS = [one.code for one in LANGUAGES.values() if one.for_guardians]
LOCALE = settings.ROOT / "locale"


@pytest.fixture(scope="module", params=FOR_GUARDIANS)
def catalog(request: Any) -> Catalog:
    with (LOCALE / request.param / "LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=request.param, abort_invalid=True)


@pytest.fixture(scope="module")
def hers() -> dict[tuple[str, ...], str]:
    """Each word that a guardian can meet, and where."""
    pages = [
        (str(path.relative_to(settings.ROOT)), asked_by(path.read_text("utf-8"))) for path in of_guardians.templates()
    ]
    said = {words: name for name, asked in words_of([*pages, *of_guardians.python()]).items() for words in asked}
    return said | {(label,): "a closed list" for label in of_guardians.labels()}


def test_each_language_is_a_line_and_a_file_and_has_no_column_of_its_own():
    assert {path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.po")} == {*LANGUAGES} - {DUTCH}
    assert dict(settings.LANGUAGES) == {code: one.name for code, one in LANGUAGES.items()}
    assert set(settings.LANGUAGES_BIDI) == {code for code, one in LANGUAGES.items() if one.right_to_left}
    assert dict(Person._meta.get_field("language").choices) == dict(settings.LANGUAGES)
    assert Person._meta.get_field("language").max_length >= max(map(len, LANGUAGES))


def test_every_word_that_a_guardian_meets_is_there(catalog, hers):
    known = {ids(message) for message in catalog}
    assert sorted(f"{name}: {words[0]}" for words, name in hers.items() if words not in known) == []


def test_no_word_is_there_that_no_guardian_meets(catalog, hers):
    assert [ids(message)[0] for message in catalog if message.id and ids(message) not in hers] == []
    assert list(catalog.obsolete) == []


def test_every_word_is_said_and_none_is_a_guess(catalog):
    said = [message for message in catalog if message.id]
    assert [message.id for message in said if message.fuzzy] == []
    assert [message.id for message in said if not all(text.strip() for text in strings(message))] == []
    forms = {1: 1, 2: catalog.num_plurals}
    assert [message.id for message in said if len(strings(message)) != forms[len(ids(message))]] == []


def test_the_places_to_fill_are_the_same(catalog):
    """A form for one or two may say the number in words; none may ask for what is not given."""
    other = []
    for message in catalog:
        if not message.id:
            continue
        asked = sorted(PLACEHOLDER.findall(ids(message)[-1]))
        for here in strings(message):
            found = sorted(PLACEHOLDER.findall(here))
            if found != asked and (len(ids(message)) == 1 or not set(found) < set(asked)):
                other.append((message.id, here))
    assert other == []


def test_its_plurals_are_those_of_django(catalog):
    """Else Django keeps two catalogues side by side, and a count is said by the rule of the other."""
    django = trans_real.DjangoTranslation(str(catalog.locale), domain="django")
    for number in range(130):
        assert django.plural(number) == _plural(catalog, number), number


def _plural(catalog: Catalog, number: int) -> int:
    from gettext import c2py

    return int(c2py(catalog.plural_expr)(number))


@pytest.mark.parametrize("gone", ["route/guardian/consent.html", "notices/base.txt"])
def test_what_a_guardian_meets_follows_from_where_her_pages_lead(gone):
    assert of_guardians.TEMPLATES / gone in set(of_guardians.templates())


def test_the_pages_of_staff_are_not_among_hers(hers):
    assert ("Leg vast wie het gezag heeft",) not in hers
    assert ("Nog %(missing)s ding nodig", "Nog %(missing)s dingen nodig") not in hers
