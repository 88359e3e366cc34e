"""A table's day: its agenda, each child read beforehand, the screen to chair from, and the minutes of each child."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from caseflow import clock
from caseflow.route import meetings
from caseflow.route.commands.at_table import gather
from caseflow.route.commands.minutes import approve_minutes
from caseflow.route.forms.table import MinutesForm, TableForm
from caseflow.route.models import Item, Note
from caseflow.route.opened import opened_parts
from caseflow.route.presence import presence_of
from caseflow.route.reading import heard, sections_of
from caseflow.route.ruling import NotYourHand
from caseflow.route.viewing import view_of
from caseflow.sop.vocabulary import Part
from pupils.getters import number_of
from pupils.hats import hats_worn
from pupils.own_child import hears_guardians
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.requests import SignedIn
from pupils.sop import sop_for

#: What goes along to the table, beside the question; what guardians wrote only for who hears them.
GOES_ALONG = (Part.HGW, Part.VIEWS, Part.DOCUMENTS)


@policy(
    Audience.STAFF,
    Audience.OUTSIDER,
    because="of a table's day staff find the children whom they may see; who comes from outside finds her own slots",
)
@require_safe
def meeting(request: SignedIn, meeting_id: int) -> HttpResponse:
    day = meetings.meeting_for(meeting_id)
    talks = meetings.talks_of(day)
    staff = any(hat.audience is Audience.STAFF for hat in hats_worn(request))
    seen = list(talks.visible_to(request.user)) if staff else []
    shared = [one for one in talks.shared_with(request.user) if one.pk not in {known.pk for known in seen}]
    if not seen and not shared:
        raise Http404
    _version, sop = sop_for(day.school, clock.today())
    name = sop.steps[day.step].name if day.step in sop.steps else _("Bespreking")
    context = {"meeting": day, "name": name, "slots": meetings.slots_of(seen, sop), "shared": shared}
    return render(request, "route/table/meeting.html", context)


@policy(Audience.STAFF, because="staff read themselves in on a talk about a child whom they may see")
@require_safe
def read_ahead(request: SignedIn, item_id: int) -> HttpResponse:
    item = meetings.talk_for(request.user, item_id)
    before, after = meetings.beside(request.user, item)
    parts = _goes_along(request.user, item)
    sections = sorted(sections_of(item, parts), key=lambda one: parts.index(one["part"]))
    opened_parts(request.user, item.case.pupil, (Part.QUESTION, *parts), f"item-{item.pk}")
    seats = meetings.seats_of(item).values()
    context = {"item": item, "sections": sections, "seats": seats, "before": before, "after": after}
    context["sits"] = meetings.sits_at(request.user, item, meetings.sop_of(item))
    return render(request, "route/table/read_ahead.html", context)


@policy(Audience.STAFF, because="the chair, and who of the school is at this table, write down what is said there")
def chair(request: SignedIn, item_id: int) -> HttpResponse:
    item = meetings.talk_for(request.user, item_id)
    view = view_of(request.user, item.case)
    if not meetings.sits_at(request.user, item, view.sop):
        raise NotYourHand("hold_meeting", view.step.chair or view.step.owner)
    if request.method != "POST" and item.state == Item.HELD:
        return redirect("route:minutes", item.pk)
    if request.method != "POST" and item.state == Item.TAKEN_OFF:
        return redirect("route:case", item.case_id)
    form = form_for(request, TableForm, item=item, view=view)
    drop = request.POST.get("drop", "")

    def run(_data: dict[str, Any]) -> Item:
        return gather(item.pk, notes=form.notes, decided=form.decided, drop=number_of(drop), actor=request.user)

    if post_once(request, form, run, said="" if "close" in request.POST else _("Bewaard.")):
        if "close" in request.POST:
            return redirect("route:act", item.case_id, item.kind)
        return redirect("route:table", item.pk)
    if request.method == "POST":
        form.look_again()
    opened_parts(request.user, item.case.pupil, (Part.QUESTION, Part.ADVICE), f"item-{item.pk}")
    before, after = meetings.beside(request.user, item)
    context = {"item": item, "form": form, "view": view, "before": before, "after": after}
    context["decisions"] = item.decisions.all()
    context["ends"], context["next"] = meetings.ends_told(item), "load" if meetings.runs_on(item) else ""
    context["closes"] = meetings.chairs(request.user, item, view.sop)
    return render(request, "route/table/chair.html", context)


@policy(Audience.STAFF, because="how long a slot of a child whom one may see still lasts; no word about the child")
@require_safe
def time_left(request: SignedIn, item_id: int) -> HttpResponse:
    """Asked again and again from the screen, until the slot is over."""
    item = meetings.talk_for(request.user, item_id)
    said = {"item": item, "left": meetings.left_told(item), "ends": meetings.ends_told(item)}
    return render(
        request, "route/table/clock.html", {**said, "next": "load delay:20s" if meetings.runs_on(item) else ""}
    )


@policy(Audience.STAFF, because="the minutes of one child whom one may see; who chaired the talk approves them")
def minutes(request: SignedIn, item_id: int) -> HttpResponse:
    item = meetings.held_for(request.user, item_id)
    form = form_for(request, MinutesForm, initial={"minutes": item.minutes})
    said = _("Het verslag is goedgekeurd. De ouders kunnen het nu lezen.")
    if post_once(request, form, lambda data: approve_minutes(item.pk, **data, actor=request.user), said=said):
        return redirect("route:minutes", item.pk)
    opened_parts(request.user, item.case.pupil, (Part.QUESTION, Part.ADVICE), f"item-{item.pk}")
    before, after = meetings.beside(request.user, item)
    hears = hears_guardians(request.user, item.case.pupil)
    context = {"item": item, "form": form, "before": before, "after": after, "notes": _notes(item, hears=hears)}
    context["approves"] = item.approved_on is None and meetings.chairs(request.user, item, meetings.sop_of(item))
    context["advices"], context["decisions"] = item.advices.order_by("pk"), item.decisions.all()
    context["presence"] = presence_of(item)
    context["reactions"] = item.reactions.select_related("guardian__person") if hears else ()
    return render(request, "route/table/minutes.html", context)


def _goes_along(person: Any, item: Item) -> tuple[Part, ...]:
    return heard(GOES_ALONG, hears=hears_guardians(person, item.case.pupil))


def _notes(item: Item, *, hears: bool) -> list[Note]:
    return [note for role, note in meetings.notes_of(item).items() if hears or role not in meetings.FROM_HOME]
