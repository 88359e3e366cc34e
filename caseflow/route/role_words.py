"""A role as who reads another language is told it: by the SOP's word, else in the school's Dutch, marked as that."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from caseflow.languages import DUTCH, schools_own, spoken
from caseflow.sop.naming import once
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import OtherLanguage

#: In place of a language: words that are of none that is told here, as a name is.
ITSELF = "itself"


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and "nl" where they are the school's own in a text of another language (WCAG 3.1.2).

    `pieces`: the words where they are of more languages, each with its own; each has a direction of its own, so that
    brackets and commas between Arabic and Dutch stay where they belong.
    """

    text: str
    lang: str = ""
    pieces: tuple["Said", ...] = ()

    @property
    def marked(self) -> str:
        if self.pieces:
            return format_html_join("", "{}", ((one.marked,) for one in self.pieces))
        if self.lang == ITSELF:
            return format_html("<bdi>{}</bdi>", self.text)
        return schools_own(self.text) if self.lang else self.text


def own(text: str) -> Said:
    return Said(text, "" if spoken().code == DUTCH else DUTCH)


def role_told(sop: Sop, role: str) -> Said:
    word = _word(sop, role)
    return Said(word) if word else own(sop.roles[role].name)


def roles_told(sop: Sop, roles: Iterable[str]) -> str:
    """Roles side by side; what two of them are called is said once."""
    return beside(role_told(sop, role) for role in roles if role in sop.roles)


def names_told(sop: Sop, roles: Iterable[str]) -> str:
    """The same as plain text, for a sentence."""
    return once(role_told(sop, role).text for role in roles if role in sop.roles)


def seat_told(sop: Sop, role: str, name: str) -> Said:
    """A seat at a table with the name that it had then; the SOP of now translates it while it is called the same."""
    word = _word(sop, role)
    if word and sop.called(role)[:200] == name:
        return _of_pieces(*_with_more(sop, role, word))
    plain = _(name)  # a guardian, or the pupil: words of Caseflow
    return own(name) if plain == name else Said(plain)


def person_told(sop: Sop, said: str) -> Said:
    """Of "name (role)", as a question calls somebody from outside (asking.py), the role."""
    for role in sop.roles:
        name, called, rest = said.rpartition(f"({sop.called(role)})")
        if called and not rest:
            word = _word(sop, role)
            if not word:
                return own(said)
            return _of_pieces(Said(name.strip(), ITSELF), Said(" ("), *_with_more(sop, role, word), Said(")"))
    return Said(said)


def _with_more(sop: Sop, role: str, word: str) -> tuple[Said, ...]:
    """A role in the language that is spoken, and in Dutch where its holder comes from (Sop.called)."""
    more = sop.called(role, word)
    if not more.startswith(f"{word}, "):
        return (Said(more, ITSELF),)
    comma = "، " if spoken().right_to_left else ", "
    return Said(word, ITSELF), Said(comma), own(more.removeprefix(f"{word}, "))


def _of_pieces(*pieces: Said) -> Said:
    return Said("".join(one.text for one in pieces), pieces=pieces)


def beside(words: Iterable[Said]) -> str:
    return format_html_join(", ", "{}", ((one,) for one in dict.fromkeys(word.marked for word in words)))


def _word(sop: Sop, role: str) -> str:
    """The SOP's own word for it in the language that is spoken now; "" where it has none."""
    code = spoken().code
    return sop.roles[role].translated.get(OtherLanguage(code), "") if code != DUTCH and role in sop.roles else ""
