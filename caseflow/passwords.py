"""Passwords that a Dutch school would think of first, refused without asking anybody on the internet."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pupils.models import School

LIST = Path(__file__).with_name("passwords.txt")
#: So many words in a row are a sentence, which is a good password; so few letters beside them are none.
SENTENCE, REST = 4, 3
LEAST_DIFFERENT = 5
_LOOKS_LIKE = str.maketrans("013457@$!", "oieastasi")
_NO_LETTER = re.compile(r"[\W\d_]+")
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class LongEnough(MinimumLengthValidator):
    """In our words: Django 5.2 says its own otherwise than its translations have it, so that they stay English."""

    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort. Neem er een van ten minste %(number)d tekens.") % {
            "number": self.min_length
        }

    def get_help_text(self) -> str:
        return _("Ten minste %(number)d tekens.") % {"number": self.min_length}


class UnlikeOneself(UserAttributeSimilarityValidator):
    """Said without the name of a column, which no translation has."""

    def get_error_message(self) -> str:
        return _("Dit wachtwoord lijkt te veel op de naam of het e-mailadres bij dit account.")


class EasilyGuessed:
    """Beside Django's list of common English ones: our words, months, clubs and the school's own name, with a year."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_easily_guessed(password, _own_words(user)):
            raise ValidationError(
                _(
                    "Dit wachtwoord is te makkelijk te raden. Neem een zin van vier of meer woorden die niemand anders "
                    "kent."
                ),
                code="password_easily_guessed",
            )

    def get_help_text(self) -> str:
        return _("Niet iets wat iedereen hier zou proberen, zoals Welkom2026! of de naam van de school.")


def is_easily_guessed(password: str, own: Iterable[str] = ()) -> bool:
    """Whether little is left once known words, numbers and signs are taken out, whatever signs stand for letters."""
    typed = password.lower()
    if len(set(typed)) < LEAST_DIFFERENT:
        return True
    known = sorted({*words(), *own}, key=len, reverse=True)
    return any(_is_made_of(text, known) for text in (typed, _AROUND.sub("", typed).translate(_LOOKS_LIKE)))


def _is_made_of(text: str, known: list[str]) -> bool:
    found = 0
    for word in known:
        if word in text:
            found += text.count(word)
            text = text.replace(word, " ")
    return 0 < found < SENTENCE and len(_NO_LETTER.sub("", text)) <= REST


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    lines = LIST.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _own_words(user: Any) -> set[str]:
    """Of the names of the schools where somebody works, and of her own."""
    if user is None or user.pk is None:
        return set()
    names = [*School.objects.filter(roles__person=user).values_list("name", flat=True), user.name]
    return {word for name in names for word in _NO_LETTER.split(name.lower()) if len(word) > REST}
