"""What a command says when what was typed cannot be taken."""

from collections.abc import Container

from django.utils.functional import Promise
from django.utils.translation import gettext as _

MAX_TEXT = 10_000
Sentence = str | Promise


class Invalid(Exception):
    """Bad input: the field it stands in ("" when it is about the whole) and a sentence that a person can use."""

    def __init__(self, field: str, message: Sentence):
        self.field = field
        self.message = message
        super().__init__(field)

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else str(self.message)


class ChildLeft(Invalid):
    """The child is no pupil of the school any more: nothing is asked and nothing goes on."""

    def __init__(self) -> None:
        super().__init__("", _("Dit kind is van school. Er wordt niets meer gevraagd, en er verandert niets meer."))


def filled(field: str, text: str, message: Sentence = "", limit: int = MAX_TEXT) -> str:
    """The text without blanks around it; refused when nothing is left or when it is a book."""
    text = text.strip()
    if not text:
        raise Invalid(field, message or _("Vul dit nog in."))
    return at_most(field, text, limit)


def at_most(field: str, text: str, limit: int = MAX_TEXT) -> str:
    """A text that may be empty, but not longer than a page can hold."""
    text = text.strip()
    if len(text) > limit:
        raise Invalid(field, _("Dit is te lang: schrijf hoogstens %(limit)s tekens.") % {"limit": limit})
    return text


def one_of(field: str, word: str, words: Container[str]) -> str:
    """A word from a closed list."""
    if word not in words:
        raise Invalid(field, _("Kies een van de mogelijkheden."))
    return word
