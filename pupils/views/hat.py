"""For whose sake somebody with two hats is here: chosen by herself, kept for this session, changed when she likes."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from pupils.hats import CHOSEN, Side, has_both
from pupils.policy import Audience, policy
from pupils.requests import SignedIn


@policy(Audience.SIGNED_IN, because="who works here and is a parent says as which of the two she comes")
def choose(request: SignedIn) -> HttpResponse:
    if not has_both(request):
        return redirect("route:start")
    if request.method == "POST" and request.POST.get("side") in set(Side):
        request.session[CHOSEN] = request.POST["side"]
        return redirect(_next(request, request.POST.get("next", "")))
    return render(request, "pupils/hat.html", {"next": _next(request, request.GET.get("next", ""))})


def _next(request: SignedIn, address: str) -> str:
    """Only within this site."""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else "/"
