"""A session that ended in mid-form: what was typed is kept, and stands there again after login."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from .keeping import keep
from .tokens import FIELD, read


class DraftMiddleware:
    """Stands after authentication and CSRF, and before whatever sends nobody's requests to the login page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method != "POST" or request.user.is_authenticated or request.path == resolve_url(settings.LOGIN_URL):
            return None
        token = read(request.POST.get(FIELD))
        if token is None or not keep(token, request.POST):
            return None
        return _to_login(request, token.path)


def _to_login(request: HttpRequest, path: str) -> HttpResponse:
    redirect = redirect_to_login(path)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": redirect.url})
    return redirect
