"""The pages of what did not happen: something is missing, it is somebody else's hand, or somebody was first."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_fsm import ConcurrentTransition, TransitionNotAllowed

from caseflow.route.mine import roles_held, sops_of
from caseflow.route.models import Case
from caseflow.route.presenting import checklist
from caseflow.route.role_words import names_told
from caseflow.route.ruling import NotYourHand, NotYourStep, Refused, SomeoneWasFirst
from caseflow.route.viewing import findings_for, view_of
from caseflow.sop.acts import ACTS
from pupils.posting import say_done_before, sent_before

SPEAK = (Refused, NotYourHand, SomeoneWasFirst, ConcurrentTransition, TransitionNotAllowed)


class RefusalsSpeak:
    """Middleware: what a command refused becomes a page that says what is missing, why, and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if isinstance(answer, HttpResponseNotAllowed):  # REST framework says it in an answer of its own
            return _not_this_way(request, answer)
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SPEAK) and sent_before(request):  # her own first click was first
            say_done_before(request)
            return redirect(_back(request, _case_of(request))["back_url"])
        if isinstance(exception, Refused):
            return _refused(request, exception)
        if isinstance(exception, NotYourHand):
            return _not_your_hand(request, exception)
        if isinstance(exception, SomeoneWasFirst | ConcurrentTransition | TransitionNotAllowed):
            return render(request, "409.html", {**_back(request, _case_of(request))}, status=409)
        return None


def _not_this_way(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Somebody came by address to what only a button does."""
    page = render(request, "405.html", _back(request, _case_of(request)), status=405)
    page["Allow"] = answer["Allow"]
    return page


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    case = _case_of(request, refusal.ruling.case_id)
    view = view_of(request.user, case) if case else None
    listed = checklist(findings_for(view, refusal.findings, refusal.ruling.on), view)
    context = {"findings": listed.findings, "missing": listed.missing, "title": _label(refusal.ruling.act)}
    return render(request, "409.html", {**context, **_back(request, case)}, status=409)


def _not_your_hand(request: HttpRequest, refusal: NotYourHand) -> HttpResponse:
    case = _case_of(request)
    said = str(refusal) if isinstance(refusal, NotYourStep) else ""
    context = {"act": _label(refusal.act), "names": _names(request, refusal.roles), "said": said}
    return render(request, "403_hand.html", {**context, **_back(request, case)}, status=403)


def _names(request: HttpRequest, roles: tuple[str, ...]) -> str:
    """The roles as the person's own school calls them."""
    sops = sops_of(roles_held(request.user)).values()
    return next((names_told(sop, roles) for sop in sops if set(roles) <= set(sop.roles)), "") if roles else ""


def _label(act: str) -> str:
    return _(ACTS[act].label) if act in ACTS else ""


def _case_of(request: HttpRequest, case_id: int | None = None) -> Case | None:
    """The case that the page was about, if this person may see it."""
    match = request.resolver_match
    number = case_id or (match.kwargs.get("case_id") if match else None)
    if not number:
        return None
    return (
        Case.objects.visible_to(request.user)
        .select_related("pupil", "pupil__group", "school")
        .filter(pk=number)
        .first()
    )


def _back(request: HttpRequest, case: Case | None) -> dict[str, Any]:
    return {"back_url": reverse("route:case", args=[case.pk]) if case else "/"}
