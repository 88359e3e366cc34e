"""Why a child on a step of the route could be talked over with its group: a term of its case that comes near."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext as _

from caseflow.route.models import Deadline
from pupils.talk_reasons import proposes, until_told


@proposes
def terms(pupils: Collection[int], on: date, until: date) -> Iterator[tuple[int, str]]:
    """Each that runs out before the next talk, or has already."""
    running = Deadline.objects.pressing().filter(case__pupil__in=pupils, case__closed_on=None, last_on__lte=until)
    for term in running.select_related("case").order_by("last_on", "pk"):
        words = {"term": _(term.name), "day": until_told(term.last_day)}
        told = (
            _("termijn ‘%(term)s’ verstreek op %(day)s") if term.last_day < on else _("termijn ‘%(term)s’ tot %(day)s")
        )
        yield term.case.pupil_id, told % words
