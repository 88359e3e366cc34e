"""The English catalogue: whole, with the words of Caseflow as they are now. No test needs the compiled file."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = settings.ROOT
APPS = ("caseflow", "pupils", "opp")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}|</?\w+>")


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (ROOT / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def sources() -> Iterator[tuple[str, str]]:
    """Every file that may hold words for people, as Python that babel can read."""
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text("utf-8")
    for path in (ROOT / "templates").rglob("*.*"):
        yield str(path.relative_to(ROOT)), asked_by(path.read_text("utf-8"))


def asked_by(template: str) -> str:
    """A template as the calls in it, without the indents that Python would mind."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())


def words_of(files: Iterable[tuple[str, str]]) -> dict[str, set[tuple[str, ...]]]:
    """What each file asks to be translated."""
    return {
        name: {
            (found,) if isinstance(found, str) else tuple(filter(None, found))
            for _line, found, _comments, _context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS)
        }
        for name, text in files
    }


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def missing(catalog: Catalog, files: Iterable[tuple[str, str]]) -> list[str]:
    known = {ids(message) for message in catalog}
    return [f"{name}: {words[0]}" for name, asked in words_of(files).items() for words in asked if words not in known]


def test_every_word_is_in_the_catalogue(english):
    assert missing(english, sources()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("planted.py", 'raise Invalid("day", _("Dit staat in geen enkel woordenboek."))'),
        ("planted.py", 'label = gettext_lazy("Dit staat in geen enkel woordenboek.")'),
        ("planted.py", 'say = ngettext("Dit staat in geen enkel woordenboek.", "Deze ook niet.", number)'),
        ("planted.html", asked_by('{% load i18n %}<p>{% translate "Dit staat in geen enkel woordenboek." %}</p>')),
        ("planted.html", asked_by('{% include "x.html" with heading=_("Dit staat in geen enkel woordenboek.") %}')),
        ("planted.html", asked_by("{% blocktranslate %}Dit staat in geen enkel woordenboek.{% endblocktranslate %}")),
    ],
)
def test_a_word_that_is_not_in_the_catalogue_is_seen(english, name, text):
    assert missing(english, [(name, text)]) == [f"{name}: Dit staat in geen enkel woordenboek."]


def test_the_catalogue_has_no_words_of_the_past(english):
    asked = set().union(*words_of(sources()).values())
    assert [ids(message)[0] for message in english if message.id and ids(message) not in asked] == []
    assert list(english.obsolete) == []


def test_every_word_has_its_english_and_none_is_a_guess(english):
    assert not english.fuzzy
    assert english.num_plurals == 2
    said = [message for message in english if message.id]
    assert [message.id for message in said if message.fuzzy] == []
    assert [message.id for message in said if not all(text.strip() for text in strings(message))] == []
    assert [message.id for message in said if len(strings(message)) != len(ids(message))] == []


def test_the_english_has_the_same_places_to_fill(english):
    other = [
        (there, here)
        for message in english
        if message.id
        for there, here in zip(ids(message), strings(message), strict=True)
        if sorted(PLACEHOLDER.findall(there)) != sorted(PLACEHOLDER.findall(here))
    ]
    assert other == []


def test_no_word_is_asked_under_a_name_that_makemessages_does_not_know():
    assert {alias for _name, text in sources() for alias in re.findall(r"\bn?gettext\w* as (\w+)", text)} == {"_"}


def test_it_can_be_compiled_by_what_make_and_the_image_use(english):
    compiled = BytesIO()
    write_mo(compiled, english)
    compiled.seek(0)
    again = read_mo(compiled)
    assert {ids(message) for message in again if message.id} == {ids(message) for message in english if message.id}
