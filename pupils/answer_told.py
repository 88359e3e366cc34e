"""An answer of a guardian as a record tells it: what was said, when, how she was known, and who saw it."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.languages import DUTCH, LANGUAGES
from pupils.models import How
from pupils.models.answer import Answer, Identified


def answer_told(one: Answer, *, hears: bool) -> Iterator[tuple[str, str]]:
    """In two columns; what she added for who may hear it. In the portal it has its hour, on paper its day."""
    in_portal = one.how == How.PORTAL
    when = one.answered_at.astimezone(clock.AMSTERDAM) if in_portal else one.answered_on
    said = f"{one.Word(one.answer).label} · {How(one.how).label}"
    yield date_format(when, "j F Y, H:i" if in_portal else "j F Y"), said
    if one.identified_by:
        yield _("Herkend"), str(Identified(one.identified_by).label)
    if one.how == How.PAPER and one.recorded_by:
        seen = {"witness": one.witness, "name": one.recorded_by.name}
        yield _("Gezien door"), _("%(witness)s; vastgelegd door %(name)s") % seen
    if one.language != DUTCH:
        yield _("Met uitleg in het"), _(LANGUAGES[one.language].english)
    if hears and one.view:
        yield _("Erbij geschreven"), one.view
