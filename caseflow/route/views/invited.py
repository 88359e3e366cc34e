"""The door of those invited from outside: the items shared with them, and the parts that a live consent names."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow.route.commands.talk import add_own_advice
from caseflow.route.forms.invited import OwnAdviceForm
from caseflow.route.models import Item
from caseflow.route.opened import opened_parts
from caseflow.route.reading import had_place, open_until, parts_for, sections_of
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.requests import SignedIn


@policy(Audience.OUTSIDER, because="what is shared with somebody from outside today, and nothing else")
def invited_start(request: SignedIn) -> HttpResponse:
    items = (
        Item.objects.shared_with(request.user)
        .select_related("case__pupil", "case__school")
        .order_by("-planned_on", "-pk")
    )
    return render(request, "route/invited/start.html", {"items": items})


@policy(Audience.OUTSIDER, because="the parts that a live grant for this very item names")
def invited_item(request: SignedIn, item_id: int) -> HttpResponse:
    shared = Item.objects.shared_with(request.user).select_related("case__pupil__group", "case__school", "meeting")
    item = shared.filter(pk=item_id).first()
    if item is None:
        return _closed(request, item_id)
    form = form_for(request, OwnAdviceForm, item=item)
    said = _("Dank u wel. Uw advies staat erbij.")
    if post_once(request, form, lambda data: add_own_advice(item.pk, **data, actor=request.user), said=said):
        return redirect("route:invited_item", item.pk)
    parts = parts_for(request.user, item)
    opened_parts(request.user, item.case.pupil, parts, f"item-{item.pk}")
    own = item.advices.filter(author=request.user).order_by("pk")
    context = {"item": item, "form": form, "sections": sections_of(item, parts), "own": own, "open": item.case.is_open}
    context["until"] = open_until(request.user, item)
    return render(request, "route/invited/item.html", context)


def _closed(request: SignedIn, item_id: int) -> HttpResponse:
    """Plain words for who had a place here and no more; absent for everybody else. No word of the child to either."""
    if not had_place(request.user, item_id):
        raise Http404
    return render(request, "route/invited/closed.html", status=404)
