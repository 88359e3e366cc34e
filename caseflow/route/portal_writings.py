"""On a guardian's start page: that the school answered what she wrote, until she opened the page where it stands."""

from collections.abc import Iterator

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow.audit.models import ReadRow
from caseflow.route.portal import Ask, asks_guardian
from pupils.models import Guardian, WritingReply


def seen_as(pupil_id: int) -> str:
    """By which the read log knows that page."""
    return f"writings-{pupil_id}"


@asks_guardian
def answers_to_read(guardian: Guardian) -> Iterator[Ask]:
    if not guardian.may_read:
        return
    answers = WritingReply.objects.filter(writing__guardian=guardian).exclude(text="")
    newest = answers.aggregate(at=Max("at"))["at"]
    if newest is None:
        return
    looked = ReadRow.objects.filter(person_id=guardian.person_id, object=seen_as(guardian.pupil_id), at__gte=newest)
    if not looked.filter(pupil_id=guardian.pupil_id).exists():
        yield Ask(
            guardian.pupil_id,
            _("De school antwoordde u"),
            _("Op wat u zelf schreef"),
            reverse("route:guardian_writing", args=[guardian.pupil_id]),
            _("Lezen"),
        )
