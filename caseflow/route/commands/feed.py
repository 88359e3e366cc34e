"""The secret address of somebody's own agenda: made, revoked, and found by who holds it."""

from hashlib import sha256
from typing import Any

from django.db import transaction

from caseflow import clock
from caseflow.route.appointments import appointments_of
from caseflow.route.ics import feed
from caseflow.route.models import CalendarFeed
from caseflow.route.models.feed import digest_of, new_secret


def make_feed(*, actor: Any) -> str:
    """The secret, told this once; an address that she had before ends with it."""
    secret = new_secret()
    with transaction.atomic():
        CalendarFeed.objects.update_or_create(
            person=actor,
            defaults={"digest": digest_of(secret), "made_on": clock.today(), "mark": "", "changed_at": clock.now()},
        )
    return secret


def revoke_feed(*, actor: Any) -> None:
    """Nobody can fetch it any more; with none there is nothing to do."""
    CalendarFeed.objects.filter(person=actor).delete()


def feed_at(secret: str) -> CalendarFeed | None:
    """Unknown, revoked and of who may not sign in any more are all None."""
    found = CalendarFeed.objects.filter(digest=digest_of(secret), person__is_active=True)
    return found.select_related("person").first()


def fetch_feed(row: CalendarFeed) -> bytes:
    """What it says now, in the language that is spoken; the row keeps since when it says so."""
    body = feed(appointments_of(row.person, clock.today()))
    mark = sha256(body).hexdigest()
    if mark != row.mark:
        row.mark, row.changed_at = mark, clock.now()
        CalendarFeed.objects.filter(pk=row.pk, digest=row.digest).update(mark=mark, changed_at=row.changed_at)
    return body
