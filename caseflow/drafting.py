"""What somebody is typing is kept while she types, on the server and for her alone; the browser keeps nothing."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from caseflow.drafts.keeping import drop, keep
from caseflow.drafts.once import is_spent
from caseflow.drafts.tokens import FIELD, Token, read
from pupils.policy import Audience, policy
from pupils.requests import SignedIn

WHO = "what somebody is typing waits for herself; the form's own token says whose it is and of which page"


@policy(Audience.SIGNED_IN, because=WHO)
@require_POST
def keep_draft(request: SignedIn) -> HttpResponse:
    """204: kept. 409: of somebody else, too old, or sent already; the page goes on as it was."""
    token = _own(request)
    if token is None or is_spent(request.POST.get(FIELD), request.user) or not keep(token, request.POST):
        return HttpResponse(status=409)
    return HttpResponse(status=204)


@policy(Audience.SIGNED_IN, because=WHO)
@require_POST
def drop_draft(request: SignedIn) -> HttpResponse:
    """Begin anew: what waited is forgotten, and the page is as if nothing had been typed."""
    token = _own(request)
    if token is None:
        return redirect("route:start")
    drop(request.user, token.path)
    return redirect(token.path)


def _own(request: SignedIn) -> Token | None:
    token = read(request.POST.get(FIELD))
    return token if token and token.person_id == request.user.pk else None
