"""The question to the guardians in plain words for a pupil of twelve or older, who says yes or no to it herself."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.route.consent_text import people_of
from caseflow.sop.vocabulary import PART_LABELS, Part
from pupils.models import Consent


def for_the_pupil(consent: Consent) -> Iterator[str]:
    """To read out loud or to give to read; the words that bind are the question's own, below it."""
    people = people_of(consent)
    yield _("De school wil jou helpen. Daarvoor wil zij dit doen: %(what)s.") % {"what": consent.purpose_name}
    if people:
        yield _("Deze mensen horen dan over jou: %(who)s.") % {"who": ", ".join(people)}
    else:
        yield _("Alleen mensen van de school horen dan over jou.")
    parts = ", ".join(str(_(PART_LABELS[Part(part)])) for part in consent.parts)
    if parts:
        yield _("Zij mogen dit lezen: %(parts)s.") % {"parts": parts}
    yield _("Dat mag tot en met %(day)s, en daarna niet meer.") % {"day": date_format(consent.until, "j F Y")}
    yield _("Jij mag ja zeggen of nee. Allebei is goed. Je mag er eerst over nadenken of met iemand praten.")
    yield _(
        "Zeg je ja, dan mag je later nog van gedachten veranderen. Zeg je nee, dan helpt de school je op een andere "
        "manier."
    )
