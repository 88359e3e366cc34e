"""Letters to print wait on the start page of who steers the school."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow.notices.letters import waiting_for_paper
from caseflow.route.hearing import still_told
from pupils.models import School
from pupils.queries import schools_steered_by
from pupils.waiting import Waiting, waits


@waits
def letters(person: Any) -> Iterator[Waiting]:
    """One query where nothing waits, and that is nearly always."""
    steered = schools_steered_by(person).order_by().values("pk")
    waiting: dict[int, int] = dict(
        still_told(waiting_for_paper(steered)).order_by().values_list("school_id").annotate(number=Count("pk"))
    )
    for school in School.objects.filter(pk__in=waiting) if waiting else ():
        number = waiting[school.pk]
        title = ngettext("%(number)d brief te printen", "%(number)d brieven te printen", number) % {"number": number}
        about = _("Voor ouders zonder bevestigd e-mailadres · %(school)s") % {"school": school.name}
        yield Waiting(title, about, reverse("route:letters", args=[school.pk]), _("Bekijk"))
