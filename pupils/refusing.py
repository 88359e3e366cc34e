"""What somebody meets whom a page is not for: the login page, the choice of a hat, 404; of an API the same in JSON."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

View = Callable[..., Any]

#: The same words for absent and forbidden.
NOT_THERE = gettext_lazy("Dit is er niet, of het is voor iemand anders.")


def is_api(view: View) -> bool:
    return hasattr(view, "cls")  # set by REST framework


def sign_in_first(request: HttpRequest, view: View) -> HttpResponse:
    if is_api(view):  # no browser that could follow to a login page
        return JsonResponse({"code": "not_authenticated", "detail": _("Log eerst in.")}, status=401)
    return redirect_to_login(request.get_full_path())


def choose_first(request: HttpRequest, view: View) -> HttpResponse:
    if is_api(view):
        return JsonResponse({"code": "no_hat_chosen", "detail": _("Kies eerst: werk of eigen kind.")}, status=409)
    return redirect_to_login(request.get_full_path(), reverse("pupils:hat"))


def not_there(view: View) -> HttpResponse:
    """What absent and forbidden look like."""
    if not is_api(view):
        raise Http404
    return JsonResponse({"code": "not_found", "detail": str(NOT_THERE)}, status=404)
