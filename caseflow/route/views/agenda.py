"""One's own agenda: what one is invited to, and the secret address at which one's calendar fetches it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from caseflow import clock
from caseflow.route.appointments import appointments_of, page_of
from caseflow.route.commands.feed import feed_at, fetch_feed, make_feed, revoke_feed
from caseflow.route.models import CalendarFeed
from caseflow.route.models.feed import digest_of
from caseflow.wall.context import of_person, rows_of
from pupils.forms import PlainForm
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.requests import SignedIn

MADE, REVOKED = "make", "revoke"


@policy(Audience.SIGNED_IN, because="what somebody is invited to herself, without a word about a child")
def mine(request: SignedIn) -> HttpResponse:
    """The address is in the answer to the form that made it, and in no page after that."""
    secret = ""
    does = {MADE: make_feed, REVOKED: revoke_feed}.get(request.POST.get("what", ""))
    if request.method == "POST":
        if does is None:
            return redirect("route:my_agenda")
        posted = post_once(request, form_for(request, PlainForm), lambda _data: does(actor=request.user))
        secret = posted.result or "" if posted else ""
        if posted and not secret:
            return redirect("route:my_agenda")
    today = clock.today()
    appointments = appointments_of(request.user, today)
    context: dict[str, Any] = {
        "coming": [one for one in appointments if one.on >= today],
        "feed": CalendarFeed.objects.filter(person=request.user).first(),
        "address": settings.SITE_URL + reverse("route:calendar_feed", args=[secret]) if secret else "",
    }
    return render(request, "route/agenda.html", context)


@policy(Audience.SIGNED_IN, because="whoever is invited goes on to her own page of it; anybody else finds nothing")
@require_safe
def appointment(request: SignedIn, uid: UUID) -> HttpResponse:
    """What stands in a calendar names no number of a case and no door: which is hers is known here."""
    page = page_of(request.user, uid, clock.today())
    if page is None:
        raise Http404
    return redirect(page)


@policy(Audience.PUBLIC, because="whoever holds somebody's secret address: her appointments, and no word about a child")
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Fetched by a calendar that cannot sign in."""
    if _too_often(request, secret):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    row = feed_at(secret)
    if row is None:
        raise Http404
    with rows_of(of_person(row.person_id, clock.today())), translation.override(row.person.language):
        body = fetch_feed(row)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-cache"
    changed = int(row.changed_at.timestamp())
    answer["Last-Modified"] = http_date(changed)
    answer["ETag"] = quote_etag(row.mark)
    return get_conditional_response(request, answer["ETag"], changed, answer) or answer


def _too_often(request: HttpRequest, secret: str) -> bool:
    """Within a minute of the first. Not allauth's counting, which lets every GET through; the cache holds digests."""
    marks = {"address": digest_of(secret), "client": digest_of(request.META.get("REMOTE_ADDR", ""))}
    return any(_count(f"calendar:{mark}") > settings.CALENDAR_FETCHES[kind] for kind, mark in marks.items())


def _count(key: str) -> int:
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key)
    except ValueError:  # its minute ended just now
        return 1
