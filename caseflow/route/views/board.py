"""All open cases that somebody may see, with where each stands and what is missing."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import replace_url

from caseflow import clock
from caseflow.route.board import rows_of
from caseflow.route.mine import roles_held, sops_of
from caseflow.route.models import Case
from pupils.policy import Audience, policy
from pupils.queries import groups_of
from pupils.requests import SignedIn, wants_part

A_PAGE = 40


@policy(Audience.STAFF, because="staff see the cases of the pupils whom they may see")
def board(request: SignedIn) -> HttpResponse:
    """Step and group may stand in the address; a name is searched by POST, so that no history or log keeps it."""
    cases = Case.objects.visible_to(request.user).open().select_related("pupil", "pupil__group", "school")
    held = roles_held(request.user)
    sops = sops_of(held)
    sent = request.POST if request.method == "POST" else request.GET
    asked = {key: sent.get(key, "").strip()[:100] for key in ("step", "group")}
    asked["q"] = request.POST.get("q", "").strip()[:100]
    chosen = _filtered(cases, asked).order_by("pupil__group__position", "pupil__last_name", "pupil__first_name", "pk")
    page = Paginator(chosen, A_PAGE).get_page(sent.get("page"))
    filters = urlencode({key: word for key, word in asked.items() if word and key != "q"})
    context = {
        "rows": rows_of(page.object_list, sops, held),
        "page": page,
        "asked": asked,
        "filtered": any(asked.values()),
        "query": f"{filters}&" if filters else "",
        "posted": asked if asked["q"] else None,
        "groups": groups_of(request.user, clock.today()),
        "steps": {key: step.name for sop in sops.values() for key, step in sop.steps.items()},
    }
    if not wants_part(request):
        return render(request, "route/board.html", context)
    rows = render(request, "route/board_rows.html", context)
    return replace_url(rows, f"{reverse('route:board')}?{filters}") if request.method == "POST" else rows


def _filtered(cases: QuerySet[Case], asked: dict[str, str]) -> QuerySet[Case]:
    for word in asked["q"].split()[:5]:
        named = (
            Q(pupil__first_name__icontains=word) | Q(pupil__last_name__icontains=word) | Q(pupil__prefix__iexact=word)
        )
        cases = cases.filter(named)
    if asked["step"]:
        cases = cases.filter(step=asked["step"])
    if asked["group"].isdigit():
        cases = cases.filter(pupil__group=int(asked["group"]))
    return cases
