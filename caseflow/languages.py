"""The languages of Caseflow. To add one: a catalogue under locale/, a line here, a word among those of a SOP.

The last (caseflow.sop.vocabulary.OtherLanguage) lets schools say in it what they ask; a test holds the two alike.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class Language:
    """`name` is what its own readers call it, `english` what Django has a translation of.

    `checked`: somebody who grew up with it read all of it. `for_guardians`: its catalogue holds what a guardian meets
    and no more; the pages of staff are not offered in it.
    """

    code: str
    name: str
    english: str
    right_to_left: bool = False
    checked: bool = False
    for_guardians: bool = False


LANGUAGES = {
    one.code: one
    for one in (
        Language(DUTCH, "Nederlands", "Dutch", checked=True),
        Language("en", "English", "English"),
        Language("ar", "العربية", "Arabic", right_to_left=True, for_guardians=True),
    )
}
RIGHT_TO_LEFT = frozenset(one.code for one in LANGUAGES.values() if one.right_to_left)


def choices() -> list[tuple[str, str]]:
    """For settings, forms and columns; a function, so that a language more is no migration."""
    return [(one.code, one.name) for one in LANGUAGES.values()]


def named() -> list[tuple[str, str]]:
    """For who chooses another's language: she may not read its own name."""
    return [(one.code, f"{one.name} ({_(one.english)})") for one in LANGUAGES.values()]


def spoken() -> Language:
    """The language that is spoken now."""
    return LANGUAGES.get((get_language() or DUTCH)[:2], LANGUAGES[DUTCH])


def schools_own(text: str) -> str:
    """Words of the school or its SOP, which stay Dutch: marked, for who hears the page and for what stands around."""
    return format_html('<bdi lang="nl">{}</bdi>', text)


def apart(words: str, text: str, between: str = ": ") -> str:
    """Words of Caseflow beside a text that stays Dutch: on one line, or each on its own where they run different ways.

    Either may come first; on one line of both ways they would stand in the wrong order.
    """
    return f"{words}{chr(10) if spoken().right_to_left else between}{text}"


def dutch_binds() -> str:
    """What a page, a mail or a letter says in a language that nobody who grew up with it has checked; else ""."""
    if spoken().checked:
        return ""
    return _("Niemand met deze moedertaal keek deze vertaling nog na. De Nederlandse tekst geldt.")


def unchecked() -> str:
    """The same where no Dutch stands beneath it: what is not there binds nobody."""
    return "" if spoken().checked else _("Niemand met deze moedertaal keek deze vertaling nog na.")


def with_dutch(shown: str, dutch: str) -> str:
    """What was shown, and beneath it the Dutch that binds, as the page has them; in Dutch it is that text alone."""
    return dutch if spoken().code == DUTCH else f"{shown}\n\n{dutch_below()}\n\n{dutch}"


def above_dutch(kept: str, dutch: str) -> str:
    """Of what `with_dutch` made: what was shown, without the Dutch and the words that lead to it."""
    return kept.removesuffix(dutch).rstrip().rpartition("\n\n")[0]


def dutch_below() -> str:
    """The words above a Dutch text that stands beneath its translation."""
    return _("De Nederlandse tekst: deze geldt")


def remembered(answer: HttpResponse, code: str) -> HttpResponse:
    """The same answer, after which this browser reads that language, as after the switch; what is none changes nothing.

    For who comes with an address that names it: a letter in her language opens in it, whose browser it ever is.
    """
    if code in LANGUAGES:
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path=settings.LANGUAGE_COOKIE_PATH,
            domain=settings.LANGUAGE_COOKIE_DOMAIN,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return answer
