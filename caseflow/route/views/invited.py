"""The door of those invited from outside: the items shared with them, and the parts that a live consent names."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.arranging import Tap, taps_of, told_answers
from caseflow.route.commands.talk import add_own_advice
from caseflow.route.forms.invited import OwnAdviceForm
from caseflow.route.models import Arrangement, ArrangementUse, Item
from caseflow.route.opened import opened_parts
from caseflow.route.reading import had_place, open_until, parts_for, sections_of
from caseflow.sop.vocabulary import Part
from pupils.models import Grant
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.requests import SignedIn


@dataclass(frozen=True, slots=True)
class Helping:
    """An arrangement that somebody from outside carries out, and the parts of the file that she may read for it."""

    one: Arrangement
    tap: Tap | None
    parts: frozenset[str]

    @property
    def names(self) -> bool:
        return Part.PUPIL in self.parts

    @property
    def tells(self) -> bool:
        return Part.ARRANGEMENT in self.parts

    @property
    def opens(self) -> frozenset[Part]:
        return frozenset(Part(part) for part in self.parts)


@policy(Audience.OUTSIDER, because="what is shared with somebody from outside today, and nothing else")
def invited_start(request: SignedIn) -> HttpResponse:
    items = (
        Item.objects.shared_with(request.user)
        .select_related("case__pupil", "case__school")
        .order_by("-planned_on", "-pk")
    )
    return render(request, "route/invited/start.html", {"items": items, "helping": helping_of(request.user)})


def helping_of(person: Any) -> list[Helping]:
    """What she carries out herself, each with what one tap would write down today."""
    today = clock.today()
    grants = Grant.objects.live(today).filter(person=person, arrangement_id__isnull=False)
    parts: dict[int, set[str]] = {}
    for number, granted in grants.values_list("arrangement_id", "parts"):
        parts.setdefault(number or 0, set()).update(granted)
    rows = list(Arrangement.objects.in_hands_of(person).select_related("case__pupil__group", "case__school"))
    taps = taps_of(rows, person, today)
    rows.sort(key=lambda one: one.pk)
    return [Helping(one, taps.get(one.pk), frozenset(parts.get(one.pk, ()))) for one in rows]


@policy(Audience.OUTSIDER, because="the help that she was named for, as long as the guardians' yes lasts")
def invited_help(request: SignedIn, arrangement_id: int) -> HttpResponse:
    one = next((helping for helping in helping_of(request.user) if helping.one.pk == arrangement_id), None)
    if one is None:
        raise Http404
    opened_parts(request.user, one.one.case.pupil, one.opens, f"arrangement-{arrangement_id}")
    context = {
        "helping": one,
        "one": one.one,
        "tap": one.tap,
        "answers": told_answers(one.one),
        "uses": ArrangementUse.objects.own(request.user).filter(arrangement=one.one),
    }
    return render(request, "route/invited/help.html", context)


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
