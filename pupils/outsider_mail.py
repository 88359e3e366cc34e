"""What the mail to somebody from outside says: the code is made when the mail goes, and no child is in it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from caseflow import clock
from caseflow.notices.kinds import Kind
from caseflow.notices.models import Notice
from caseflow.notices.telling import tells
from pupils.models import Grant, Invitation


@tells(Kind.SHARED_WITH_YOU)
def shared_with_you(notice: Notice) -> dict[str, Any] | None:
    """None where it is shared no more, or where the way in ended meanwhile: then there is nothing to tell."""
    number = int(notice.key.split("-")[1])
    live = Grant.objects.live(clock.today()).filter(pk=number, person=notice.recipient_id)
    grant = live.select_related("pupil__school").first()
    if grant is None:
        return None
    said = {"school": grant.pupil.school.name, "until": date_format(grant.ends_on, "j F Y")}
    if notice.recipient.has_usable_password():
        return {**said, "link": settings.SITE_URL + reverse("route:invited_start")}
    waiting = Invitation.objects.open(clock.today()).filter(
        kind=Invitation.Kind.OUTSIDER, person=notice.recipient_id, school=grant.pupil.school_id
    )
    if (invitation := waiting.first()) is None:
        return None
    link = settings.SITE_URL + reverse("pupils:way_in", args=[invitation.code])
    return {**said, "link": link, "way_in_until": date_format(invitation.until, "j F Y")}
