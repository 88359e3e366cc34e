"""A role as who reads another language is told it: by the SOP's word, else in the school's Dutch, marked as that."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from caseflow.languages import DUTCH, schools_own, spoken
from caseflow.sop.naming import once
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import OtherLanguage


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and "nl" where they are the school's own in a text of another language (WCAG 3.1.2).

    `name` is with what they begin, where that is a person's: it has a direction of its own among Arabic.
    """

    text: str
    lang: str = ""
    name: str = ""

    @property
    def marked(self) -> str:
        if self.name:
            return format_html("<bdi>{}</bdi>{}", self.name, self.text.removeprefix(self.name))
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
        return Said(sop.called(role, word))
    plain = _(name)  # a guardian, or the pupil: words of Caseflow
    return own(name) if plain == name else Said(plain)


def person_told(sop: Sop, said: str) -> Said:
    """Of "name (role)", as a question calls somebody from outside (asking.py), the role."""
    for role in sop.roles:
        name, called, rest = said.rpartition(f"({sop.called(role)})")
        if called and not rest:
            word = _word(sop, role)
            return Said(f"{name}({sop.called(role, word)})", name=name.strip()) if word else own(said)
    return Said(said)


def beside(words: Iterable[Said]) -> str:
    return format_html_join(", ", "{}", ((one,) for one in dict.fromkeys(word.marked for word in words)))


def _word(sop: Sop, role: str) -> str:
    """The SOP's own word for it in the language that is spoken now; "" where it has none."""
    code = spoken().code
    return sop.roles[role].translated.get(OtherLanguage(code), "") if code != DUTCH and role in sop.roles else ""
