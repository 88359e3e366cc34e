"""What is served at all: a view says whom it is for, or it is not there."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from pupils.policy import View

#: Views of others that cannot say a policy themselves, each with why they may be served without one.
OTHERS = {
    "allauth.account.views": "signing in and out, before anybody has a hat",
    "allauth.mfa.base.views": "one's own second factor, before anybody has a hat",
    "allauth.mfa.recovery_codes.views": "the same: what to do without one's telephone",
    "allauth.mfa.totp.views": "the same: an app",
    "allauth.mfa.webauthn.views": "the same: a passkey",
    "drf_spectacular.views": "the description of the API: no data",
    "health_check.views": "says that the process, its database and its cache are up: no data",
}


class PolicyMiddleware:
    """A view that says no policy is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        if not hasattr(view, "policy") and view.__module__ not in OTHERS:
            raise Http404
