"""The exact words in which a guardian is asked: what, with whom, which parts, until when, and that no is an answer."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.route.acting import Deed
from caseflow.sop.schema import Purpose
from caseflow.sop.vocabulary import PART_LABELS
from pupils.models.consent import ASKED_TOO


@translation.override(settings.LANGUAGE_CODE)
def consent_text(deed: Deed, purpose: Purpose, people: Iterable[str]) -> str:
    """The question as it is shown and kept, in Dutch whoever asks; it never changes afterwards."""
    until = date_format(purpose.lasts.after(deed.on), "j F Y")
    named = "; ".join(people) or _("alleen mensen van de school")
    return "\n".join(
        [
            purpose.asks,
            "",
            _("Met wie: %(people)s.") % {"people": named},
            _("Wat zij mogen lezen: %(parts)s.") % {"parts": "; ".join(_(PART_LABELS[part]) for part in purpose.parts)},
            _("Tot en met: %(until)s.") % {"until": until},
            _source(purpose),
            *_of_the_pupil(deed, purpose),
            "",
            _("U mag nee zeggen. U mag uw toestemming later intrekken; dat geldt dan voor wat nog moet gebeuren."),
            _("Zegt u nee, dan helpt de school uw kind verder met wat zij zelf kan."),
        ]
    )


def _source(purpose: Purpose) -> str:
    """Why the school asks this at all: its paragraph, or its own choice with the reason."""
    if purpose.cite == "own choice":
        return _("Waarom de school dit vraagt: %(why)s") % {"why": purpose.why}
    where = _("Waar dit staat: %(cite)s.") % {"cite": purpose.cite}
    return f"{where} {purpose.why}".strip()


def _of_the_pupil(deed: Deed, purpose: Purpose) -> list[str]:
    """Who of twelve or older is asked about care says so herself (WGBO, BW 7:450)."""
    old_enough = deed.case.pupil.born_on <= ASKED_TOO.before(deed.on)
    return [_("Uw kind is 12 jaar of ouder en zegt hier zelf ook ja of nee op.")] if purpose.care and old_enough else []
