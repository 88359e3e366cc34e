"""A referral as a guardian reads it, as one text: what is kept beside her word on it, word for word (domain §2.1)."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow import clock
from caseflow.languages import DUTCH, with_dutch
from caseflow.route.dossier import for_guardian
from caseflow.route.models import Referral
from caseflow.route.wording import WORDS
from caseflow.sop.schema import Desk
from pupils.models import Guardian
from pupils.sop import sop_for

#: What her signature means, in the words that a guardian reads before she signs.
MEANS = (
    gettext_lazy("U tekent dat u deze hele verwijzing hebt gelezen, en dat de school haar mag versturen."),
    gettext_lazy("Tekent u niet? Dan verstuurt de school haar niet, en praat zij eerst met u."),
)
#: What it is where nothing is signed.
NO_CONSENT = gettext_lazy(
    "Dit is geen toestemming: de directeur beslist of de school dit verstuurt. De kijk van een andere ouder gaat "
    "ook mee, als die iets schrijft."
)


def desk_of(referral: Referral) -> Desk | None:
    """The desk as the school's profile has it now."""
    _version, sop = sop_for(referral.case.school, clock.today())
    return sop.desks.get(referral.desk)


def signed_at(desk: Desk | None) -> bool:
    """Whether the desk asks a signature of guardians; one that the school's profile no longer has asks nothing."""
    return desk is not None and desk.parents_sign != "nobody"


def meaning_in_dutch() -> str:
    """What a signature means in the words that bind."""
    with translation.override(DUTCH):
        return _meaning()


def _meaning() -> str:
    return "\n".join(str(line) for line in MEANS)


def text_of(referral: Referral, guardian: Guardian, desk: Desk | None) -> str:
    """In the language that is spoken now; without the words of another guardian, which she did not read."""
    return "\n".join(_lines(referral, guardian, signed=signed_at(desk)))


def _lines(referral: Referral, guardian: Guardian, *, signed: bool) -> Iterator[str]:
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
    yield from ("", with_dutch(_meaning(), meaning_in_dutch()) if signed else str(NO_CONSENT))


def _rows(rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield "\n".join(str(row[key]) for key in ("when", "what", "effect", "also") if row.get(key))
