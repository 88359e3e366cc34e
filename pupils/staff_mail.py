"""What the mail with a way in says: the code is made when the mail goes, and stands in no table."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from caseflow import clock
from caseflow.notices.kinds import Kind
from caseflow.notices.models import Notice
from caseflow.notices.telling import tells
from pupils.models import Invitation


@tells(Kind.STAFF_INVITED)
def staff_invited(notice: Notice) -> dict[str, Any] | None:
    invitation = Invitation.objects.open(clock.today()).filter(pk=int(notice.key.removeprefix("invitation-")))
    waiting = invitation.select_related("school").first()
    if waiting is None:
        return None
    link = settings.SITE_URL + reverse("pupils:way_in", args=[waiting.code])
    return {"link": link, "school": waiting.school.name, "until": date_format(waiting.until, "j F Y")}
