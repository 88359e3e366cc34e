"""All open cases that somebody may see: where each stands, what is missing, and several put on the table at once."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import replace_url

from caseflow import clock
from caseflow.route.board import rows_of
from caseflow.route.choosing import ORDERS, WAITS, Chosen, names_of_choices, open_cases
from caseflow.route.commands.together import plan_together
from caseflow.route.commands.view import drop_view, keep_view
from caseflow.route.forms.together import PlanTogetherForm
from caseflow.route.forms.view import KeepViewForm
from caseflow.route.mine import roles_held, sops_of, steers
from caseflow.route.models import BoardView, Case
from pupils.forms import PlainForm
from pupils.getters import number_of
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.queries import groups_of, schools_steered_by
from pupils.requests import SignedIn, wants_part

A_PAGE = 40
WHO_KEEPS = "staff keep how they look at the board: their own choices, and no child"


@policy(Audience.STAFF, because="staff see the cases of the pupils whom they may see")
def board(request: SignedIn) -> HttpResponse:
    """What is chosen may stand in the address; a name is searched by POST, so that no history or log keeps it."""
    held = roles_held(request.user)
    sops = sops_of(held)
    sent = request.POST if request.method == "POST" else request.GET
    chosen, name = Chosen.read(sent), request.POST.get("q", "").strip()[:100]
    cases = chosen.among(_named(open_cases(request.user), name), sops)
    page = Paginator(cases, A_PAGE).get_page(sent.get("page"))
    context = {
        "rows": rows_of(page.object_list, sops, held),
        "page": page,
        "asked": chosen,
        "q": name,
        "filtered": bool(name or chosen.query),
        "query": f"{chosen.query}&" if chosen.query else "",
        "kept": chosen.said,
        "keep": KeepViewForm(),
        "posted": {**chosen.said, "q": name} if name else None,
        "steers": steers(held),
    }
    if not wants_part(request):
        return render(request, "route/board.html", {**context, **_frame(request, sops)})
    rows = render(request, "route/board_rows.html", context)
    return replace_url(rows, f"{reverse('route:board')}?{chosen.query}") if request.method == "POST" else rows


def _frame(request: SignedIn, sops: Any) -> dict[str, Any]:
    """What there is to choose, and what was kept before."""
    return {
        "groups": groups_of(request.user, clock.today()),
        "waits": WAITS,
        "orders": ORDERS,
        "steered": list(schools_steered_by(request.user)),
        "views": BoardView.objects.filter(person=request.user),
        **names_of_choices(sops),
    }


def _named(cases: QuerySet[Case], name: str) -> QuerySet[Case]:
    for word in name.split()[:5]:
        named = (
            Q(pupil__first_name__icontains=word) | Q(pupil__last_name__icontains=word) | Q(pupil__prefix__iexact=word)
        )
        cases = cases.filter(named)
    return cases


@policy(Audience.STAFF, because=WHO_KEEPS)
@require_POST
def keep(request: SignedIn) -> HttpResponse:
    chosen = Chosen.read(request.POST)
    form = form_for(request, KeepViewForm)
    said = _("Bewaard. Je vindt deze weergave voortaan bij Casussen.")
    if not post_once(request, form, lambda data: keep_view(chosen, data["name"], actor=request.user), said=said):
        messages.warning(request, " ".join(str(word) for words in form.errors.values() for word in words))
    return redirect(f"{reverse('route:board')}?{chosen.query}")


@policy(Audience.STAFF, because=WHO_KEEPS)
@require_POST
def drop(request: SignedIn, view_id: int) -> HttpResponse:
    form = form_for(request, PlainForm)
    post_once(request, form, lambda _data: drop_view(view_id, actor=request.user), said=_("De weergave is weg."))
    return redirect("route:board")


@policy(Audience.STAFF, because="staff put on the table whom they may: every case is judged by itself")
def together(request: SignedIn) -> HttpResponse:
    """The cases that were ticked (`?case=` once for each) on the table of one day."""
    numbers = {number_of(word) for word in request.GET.getlist("case")} - {None}
    cases = list(open_cases(request.user).filter(pk__in=numbers).order_by("pupil__group__position", "pupil__last_name"))
    if not cases:
        messages.info(request, _("Vink eerst aan over wie het overleg gaat."))
        return redirect("route:board")
    form = form_for(request, PlanTogetherForm, cases=cases)

    def run(data: dict[str, Any]) -> Any:
        when = {name: data[name] for name in ("on", "begins", "lasts")}
        return plan_together(form.questions(), **when, actor=request.user)

    posted = post_once(request, form, run)
    if posted and posted.result is None:
        return redirect("route:board")
    if posted:
        return render(request, "route/together_done.html", {"outcomes": posted.result, "on": form.cleaned_data["on"]})
    return render(request, "route/together.html", {"form": form})
