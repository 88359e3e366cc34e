"""A referral as a guardian reads it, as one text: what is kept beside her view, word for word (domain §2.1)."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from caseflow.route.dossier import for_guardian
from caseflow.route.models import Referral
from caseflow.route.wording import WORDS
from pupils.models import Guardian


def text_of(referral: Referral, guardian: Guardian) -> str:
    """In the language that is spoken now; without the words of another guardian, which she did not read."""
    return "\n".join(_lines(referral, guardian))


def _lines(referral: Referral, guardian: Guardian) -> Iterator[str]:
    case = referral.case
    asks = WORDS.get(referral.asks, referral.asks)
    yield referral.desk_name
    yield _("%(school)s vraagt voor %(child)s: %(asks)s.") % {
        "school": case.school.name,
        "child": case.pupil.full_name,
        "asks": asks,
    }
    yield referral.question
    for section in for_guardian(referral.content, guardian)["sections"]:
        title = section["title"]  # as the page has it: Caseflow's own names in the reader's language
        yield from ("", _(title), *_rows(section["rows"]))
    yield ""
    yield _(
        "Dit is geen toestemming: de directeur beslist of de school dit verstuurt. De kijk van een andere ouder gaat "
        "ook mee, als die iets schrijft."
    )


def _rows(rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield "\n".join(str(row[key]) for key in ("when", "what", "effect", "also") if row.get(key))
