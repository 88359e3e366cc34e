"""Proving who one is: with a second factor at the door, and again, shortly before, where something is signed or taken.

allauth asks and keeps in the session what was shown, and when; here stands what that counts for.
"""

import time
from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from caseflow.drafts.keeping import keep
from caseflow.drafts.tokens import FIELD, read
from caseflow.sop.vocabulary import gettext_noop
from pupils.models import Person

#: The ends of addresses that nobody can have (RFC 2606): so are all of the demo's.
NOBODYS = (".example", ".test")
#: How one comes in on the page where the demo's people stand; in no other mode does it say anything.
LOOKED = "looked_as"


class Why(Enum):
    """For what somebody shows who she is, and where she goes from there: told where it is asked, whoever she is."""

    SIGNS = gettext_noop(
        "Wie ondertekent of beslist, laat vlak daarvoor zien wie het is. Inloggen was al even geleden. Daarna gaat het "
        "verder op dezelfde bladzijde; wat daar al was ingevuld, staat er nog."
    )
    TAKES = gettext_noop(
        "Dit stuk gaat over een kind. Wie het meeneemt of afdrukt, laat vlak daarvoor zien wie het is. Inloggen was al "
        "even geleden. Daarna komt het stuk meteen."
    )
    ACCOUNT = gettext_noop(
        "Wie iets aan het eigen account verandert, laat vlak daarvoor zien wie het is. Inloggen was al even geleden. "
        "Daarna gaat het verder op die bladzijde."
    )
    FACTOR = gettext_noop("Bij dit inloggen ontbreekt de tweede stap nog. Daarna opent de bladzijde die gevraagd is.")


def invented(person: Person | AnonymousUser) -> bool:
    """Somebody of the demo, who proves nothing: there is nobody. A real address never is one, whatever the mode."""
    return settings.MODE == "demo" and person.is_authenticated and (person.email or "").endswith(NOBODYS)


def with_second_factor(request: HttpRequest) -> bool:
    """Whether this very session came in with a second factor; one that was added elsewhere since does not count."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def looks_as(request: HttpRequest, person: Person) -> None:
    """Somebody of the cast, chosen on the demo's own page: also who has no address, and nothing else to show."""
    record_authentication(request, person, method=LOOKED)


def is_recent(request: HttpRequest) -> bool:
    """Whether she showed who she is, in any way, within the time that settings give."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    shown = get_authentication_records(request, request.user)
    looked = settings.MODE == "demo" and any(record.get("method") == LOOKED for record in shown)
    return looked or invented(request.user) or any(record.get("at", 0) > since for record in shown)


def remember_password(request: HttpRequest, person: Person) -> None:
    """She just chose it, in this session."""
    record_authentication(request, person, method="password")


def recently_authenticated(view: Callable[..., Any]) -> Callable[..., Any]:
    """For what signs: who has not shown for a while who she is does so first.

    Goes under `@policy(...)`. What was typed meanwhile is kept, as where a session ends in mid-form.
    """
    return _guarded(view, {"GET", "HEAD", "POST"})


def recently_authenticated_to_take(view: Callable[..., Any]) -> Callable[..., Any]:
    """The same for what leaves with somebody: a file about a child."""
    return _guarded(view, {"GET", "HEAD", "POST"}, Why.TAKES)


def recently_authenticated_to_sign(view: Callable[..., Any]) -> Callable[..., Any]:
    """The same for a page that is read at leisure and then signed: it is asked where the answer is sent."""
    return _guarded(view, {"POST"})


def shows_it_first(request: HttpRequest) -> HttpResponse | None:
    """The same inside a view that learns from the case whether its form signs: where to go first, None to go on.

    What was typed is kept.
    """
    if request.method != "POST" or is_recent(request):
        return None
    return _kept_for_later(request)


def _guarded(view: Callable[..., Any], methods: set[str], why: Why = Why.SIGNS) -> Callable[..., Any]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in methods or is_recent(request):
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer
        return _kept_for_later(request, why)

    return guarded


def _kept_for_later(request: HttpRequest, why: Why = Why.SIGNS) -> HttpResponse:
    token = read(request.POST.get(FIELD)) if request.method == "POST" else None
    if token is not None:
        keep(token, request.POST)
    return show_it_again(request, why)


def show_it_again(request: HttpRequest, why: Why) -> HttpResponse:
    """By password or factor; who has neither (a guardian who comes in by a code in the mail) comes in again."""
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    where = request.get_full_path()
    if ways:
        tell_why(request, why)
        return redirect_to_login(where, ways[0]["url"])
    logout(request)
    tell_why(request, why)
    return redirect_to_login(where)


def tell_why(request: HttpRequest, why: Why) -> None:
    messages.info(request, _(why.value))
