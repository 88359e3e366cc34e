"""The calendar: what comes by date, and finishing it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caseflow import clock
from caseflow.sop.dates import school_year
from caseflow.sop.vocabulary import OccasionKind, Part
from pupils.calendar import About, Progress, measured_with, page_for
from pupils.commands.occasion import finish_occasion, reopen_occasion
from pupils.forms import OccasionForm, PlainForm
from pupils.getters import occasion_for
from pupils.group_talk import agenda_of, takes_part
from pupils.models import RECORDS, TALKS, Occasion
from pupils.opened import opened, opened_group
from pupils.policy import Audience, has_kind_at, policy
from pupils.posting import form_for, post_once
from pupils.queries import groups_of
from pupils.requests import SignedIn


@policy(Audience.STAFF, because="staff see what the calendar asks of the groups and pupils whom they see")
def show(request: SignedIn) -> HttpResponse:
    today = clock.today()
    groups = list(groups_of(request.user, today))
    chosen = next((group for group in groups if str(group.pk) == request.GET.get("group", "")), None)
    context = {
        "calendar": page_for(request.user, today, groups, chosen),
        "groups": groups,
        "chosen": chosen,
        "today": today,
        "year": school_year(today),
    }
    return render(request, "pupils/calendar.html", context)


@policy(Audience.STAFF, because="one thing of the calendar, for who sees its group or pupil; its owner finishes it")
def occasion(request: SignedIn, occasion_id: int) -> HttpResponse:
    one = occasion_for(request.user, occasion_id)
    form = form_for(request, OccasionForm, what=one.what, of_group=one.group is not None)

    def run(data: dict[str, Any]) -> Any:
        return finish_occasion(occasion_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Afgerond. Was het een vergissing, dan kun je het vandaag terugdraaien.")):
        return redirect(_back(one))
    page = _page(request, one, form)
    _write_down_reading(request, one, page["measured"])
    return render(request, "pupils/occasion.html", page)


def _page(request: SignedIn, one: Occasion, form: OccasionForm) -> dict[str, Any]:
    told = About([one], clock.today())
    entry, instrument = told.entries[one.sop_version_id].get(one.entry, (None, ""))
    screens_with = entry.instrument if entry and entry.what is OccasionKind.SCREENING and not one.stopped_on else None
    mine = Occasion.objects.finished_by(request.user).filter(pk=one.pk).exists()
    return {
        "one": one,
        "form": form,
        "about": told.of(one),
        "entry": entry,
        "instrument": instrument,
        "draws": told.draws(one),
        "records": one.group is not None and has_kind_at(request.user, one.group, RECORDS, clock.today()),
        "measured": measured_with(request.user, one, screens_with, clock.today()) if screens_with else None,
        "open": mine and one.is_open,
        "reopens": mine and one.done_on == clock.today(),
        "late": one.is_open and one.due_on < clock.today(),
        "back": _back(one),
        **_talked(request, one),
    }


def _talked(request: SignedIn, one: Occasion) -> dict[str, Any]:
    """Of a talk about a group its agenda, to who takes part in it."""
    if one.what not in TALKS or not takes_part(request.user, one, clock.today()):
        return {}
    agenda = agenda_of(request.user, one, clock.today())
    opened_group(request.user, agenda.pupils, [Part.OBSERVATIONS], f"occasion-{one.pk}")
    return {"agenda": agenda, "today": clock.today()}


@policy(Audience.STAFF, because="who may finish something of the calendar takes it back on the same day")
@require_POST
def reopen(request: SignedIn, occasion_id: int) -> HttpResponse:
    one = occasion_for(request.user, occasion_id)
    form = form_for(request, PlainForm)
    post_once(
        request,
        form,
        lambda _data: reopen_occasion(occasion_id, actor=request.user),
        said=_("Teruggedraaid: het staat weer open."),
    )
    return redirect("pupils:occasion", one.pk)


def _back(one: Occasion) -> str:
    """To the calendar; from a pupil to that of her group, where the others are."""
    group = one.pupil.group_id if one.pupil else None
    return reverse("pupils:calendar") + (f"?group={group}" if group else "")


def _write_down_reading(request: SignedIn, one: Occasion, measured: Progress | None) -> None:
    """A note about a pupil is of the file (floor rule 13), and so is that there is no result of her yet."""
    if one.pupil:
        opened(request.user, one.pupil, Part.OBSERVATIONS, f"occasion-{one.pk}")
    elif measured and one.is_open:
        opened_group(request.user, measured.missing, [Part.MEASUREMENTS], f"occasion-{one.pk}")
