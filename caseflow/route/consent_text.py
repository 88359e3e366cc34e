"""The exact words in which a guardian is asked: what, with whom, which parts, until when, and that no is an answer."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.route.acting import Deed
from caseflow.sop.schema import Purpose
from caseflow.sop.vocabulary import PART_LABELS


@translation.override(settings.LANGUAGE_CODE)
def consent_text(deed: Deed, purpose: Purpose, people: Iterable[str]) -> str:
    """The question as it is shown and kept, in Dutch whoever asks; it never changes afterwards."""
    until = date_format(purpose.lasts.after(deed.on), "j F Y")
    return "\n".join(
        [
            purpose.asks,
            "",
            _("Met wie: %(people)s.") % {"people": "; ".join(people)},
            _("Wat zij mogen lezen: %(parts)s.") % {"parts": "; ".join(_(PART_LABELS[part]) for part in purpose.parts)},
            _("Tot en met: %(until)s.") % {"until": until},
            _source(purpose),
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
