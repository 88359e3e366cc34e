"""Letters to print wait on the start page of who steers the school."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow import clock
from caseflow.notices.letters import waiting_for_paper
from caseflow.route.hearing import still_told
from pupils.models import School
from pupils.models.guardian import beside
from pupils.queries import schools_steered_by
from pupils.waiting import Waiting, waits

#: Who has mail read it a week ago: a letter that lies longer is late, also for the guardian who is waited for.
IN_TIME = timedelta(weeks=1)


@waits
def letters(person: Any) -> Iterator[Waiting]:
    """One query where nothing waits, and that is nearly always."""
    steered = schools_steered_by(person).order_by().values("pk")
    others = waiting_for_paper(steered).exclude(recipient__in=beside(person))
    rows = still_told(others).order_by().values_list("school_id")
    waiting = {of: (number, since) for of, number, since in rows.annotate(number=Count("pk"), since=Min("created_at"))}
    for school in School.objects.filter(pk__in=waiting) if waiting else ():
        number, since = waiting[school.pk]
        last_day = localdate(since) + IN_TIME
        late = last_day < clock.today()
        title = ngettext("%(number)d brief te printen", "%(number)d brieven te printen", number) % {"number": number}
        about = _("Voor ouders zonder bevestigd e-mailadres · %(school)s") % {"school": school.name}
        url = reverse("route:letters", args=[school.pk])
        yield Waiting(title, about, url, _("Bekijk"), due_on=last_day if late else None, late=late)
