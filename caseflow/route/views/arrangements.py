"""Arrangements, by those of the school: asked for on the SOP's form, looked at, and each session written down."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caseflow import clock
from caseflow.route.arranging import (
    carriers_of,
    carriers_possible,
    followable,
    given_by,
    given_of,
    tap_of,
    told_answers,
    use_to_take_back,
    without_a_yes,
)
from caseflow.route.commands.helping import log_use, set_carriers, take_back_use
from caseflow.route.commands.support import propose_arrangement
from caseflow.route.doors import buttons, doors, exit_url, url_of, ways
from caseflow.route.forms.helping import CarriersForm, UseForm
from caseflow.route.forms.support import AskArrangement
from caseflow.route.hands import roles_for
from caseflow.route.models import Arrangement
from caseflow.route.opened import opened
from caseflow.route.panels_of_route import to_ratify
from caseflow.route.ruling import NotYourHand
from caseflow.route.viewing import View, case_for, view_of
from caseflow.route.views.acts import asked_before
from caseflow.sop.schema import Sop
from caseflow.sop.schema.support import Arrangement as Kind
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.forms import PlainForm
from pupils.getters import found
from pupils.models import GIVES, Person
from pupils.policy import Audience, has_kind, policy
from pupils.posting import form_for, post_once
from pupils.requests import SignedIn
from pupils.staffing import names_here

ASK = "propose_arrangement"
WHO = "who asks for an arrangement is said by the SOP's step"


def _asking(request: SignedIn, case_id: int) -> View:
    view = view_of(request.user, case_for(request.user, case_id))
    if not view.may(ASK):
        raise NotYourHand(ASK, roles_for(view.sop, view.case.step, ASK))
    return view


@policy(Audience.STAFF, because=WHO)
def kinds(request: SignedIn, case_id: int) -> HttpResponse:
    """Each arrangement of the SOP, with its form; what may go on; and the ways to a desk where more is needed."""
    view = _asking(request, case_id)
    if not view.case.is_open or Arrangement.objects.asked().filter(case=view.case).exists():
        return redirect("route:case", case_id)
    rows = [_kind(view.sop, key, one) for key, one in view.sop.arrangements.items()]
    onward = [row for row in followable(view.case) if row.key in view.sop.arrangements]
    desks = [(way.name, exit_url(view, way)) for way in ways(view) if way.to and view.sop.steps[way.to].desk]
    opened(request.user, view.case.pupil, Part.ARRANGEMENT, f"case-{case_id}")
    context = {"view": view, "case": view.case, "kinds": rows, "onward": onward, "desks": desks}
    return render(request, "route/arrangement_kinds.html", context)


def _kind(sop: Sop, key: str, one: Kind) -> dict[str, Any]:
    return {
        "key": key,
        "kind": one,
        "by": sop.partners[one.partner].name if one.partner else "",
        "extra": one.support == "extra",
    }


@policy(Audience.STAFF, because=WHO)
def ask(request: SignedIn, case_id: int, key: str) -> HttpResponse:
    view = _asking(request, case_id)
    kind = view.sop.arrangements.get(key)
    if kind is None or not view.case.is_open:
        return redirect("route:case", case_id)
    return _asked(request, view, key, kind, None)


@policy(Audience.STAFF, because=WHO)
def go_on(request: SignedIn, arrangement_id: int) -> HttpResponse:
    """The same form for what renews or changes an arrangement, with what was agreed before."""
    one = found(Arrangement.objects.visible_to(request.user).granted(), arrangement_id)
    view = _asking(request, one.case_id)
    kind = view.sop.arrangements.get(one.key)
    if kind is None or not view.case.is_open or not followable(view.case).filter(pk=one.pk).exists():
        return redirect("route:arrangement", arrangement_id)
    return _asked(request, view, one.key, kind, one)


def _asked(request: SignedIn, view: View, key: str, kind: Kind, former: Arrangement | None) -> HttpResponse:
    form = form_for(request, AskArrangement, view=view, kind=kind, former=former)
    more: dict[str, Any] = {"key": key, "follows_id": former.pk if former else None, "actor": request.user}
    said = _("De aanvraag ligt klaar voor een besluit.")
    if post_once(request, form, lambda _data: propose_arrangement(view.case.pk, **form.told(), **more), said=said):
        return redirect("route:case", view.case.pk)
    opened(request.user, view.case.pupil, Part.ARRANGEMENT if former else Part.ROUTE, f"case-{view.case.pk}")
    listed = asked_before(view, ASK)
    context = {
        "view": view,
        "case": view.case,
        "door": doors[ASK],
        "kind": kind,
        "former": former,
        "form": form,
        "findings": listed.findings,
        "missing": listed.missing,
        "show_form": listed.missing == 0 or form.is_bound,
    }
    return render(request, "route/arrangement_ask.html", context)


@policy(Audience.STAFF, because="an arrangement of a pupil whom one may see")
def show(request: SignedIn, arrangement_id: int) -> HttpResponse:
    rows = Arrangement.objects.readable_by(request.user)
    known = rows.select_related("case__pupil__group", "case__school", "decided_by", "ratified_by", "proposed_by")
    one = found(known, arrangement_id)
    view = view_of(request.user, one.case)
    gives = has_kind(request.user, one.case.pupil, GIVES, view.on) and one.state in Arrangement.GIVEN
    uses = list(one.uses.standing().select_related("by"))
    carriers = carriers_of(one, view.on)
    called = names_here(one.case.school, [*{use.by for use in uses}, *carriers])
    for use in uses:
        use.by_name = called[use.by_id]
    context = {
        "one": one,
        "case": one.case,
        "no_yes": without_a_yes(view.sop, [one], view.on),
        "given": given_of([one], view.on)[one.pk],
        "tap": tap_of(one, request.user, view.on) if gives else None,
        "gives": gives,
        "steers": has_kind(request.user, one.case.pupil, SCHOOL_WIDE, view.on),
        "uses": uses,
        "names": True,
        "answers": told_answers(one),
        "carriers": [called[person.pk] for person in carriers],
        "invites": _may_invite(view, one),
        "on": _next(view, one),
        "buttons": _buttons(view, one),
    }
    opened(request.user, one.case.pupil, Part.ARRANGEMENT, f"arrangement-{one.pk}")
    return render(request, "route/arrangement.html", context)


def _buttons(view: View, one: Arrangement) -> list[dict[str, str]]:
    if not view.case.is_open:
        return []
    if one.state == Arrangement.PROPOSED:
        return buttons(view, "grant_arrangement")
    if one.state == Arrangement.DECIDED:
        return to_ratify(view, one)
    if one.state != Arrangement.GRANTED:
        return []
    return buttons(view, *([] if one.evaluated_on else ["evaluate_arrangement"]), "end_arrangement")


def _next(view: View, one: Arrangement) -> bool:
    """Whether this person may renew or change it now."""
    waits = Arrangement.objects.asked().filter(case=view.case)
    mine = view.case.is_open and bool(url_of(view, ASK)) and one.key in view.sop.arrangements
    return mine and followable(view.case).filter(pk=one.pk).exists() and not waits.exists()


def _may_invite(view: View, one: Arrangement) -> bool:
    kind = view.sop.arrangements.get(one.key)
    return one.state == Arrangement.GRANTED and view.may(ASK) and bool(kind and kind.partner)


@policy(Audience.STAFF, because="who comes from outside is named by whoever asked for the arrangement")
def carriers(request: SignedIn, arrangement_id: int) -> HttpResponse:
    rows = Arrangement.objects.visible_to(request.user).granted().select_related("case__pupil__group", "case__school")
    one = found(rows, arrangement_id)
    view = _asking(request, one.case_id)
    possible = list(carriers_possible(one, view.sop, view.on))
    names = names_here(one.case.school, [*carriers_of(one, view.on), *Person.objects.filter(pk__in=possible)])
    now = [person.pk for person in carriers_of(one, view.on)]
    choices = [(number, names[number]) for number in sorted(possible, key=lambda number: names[number])]
    form = form_for(request, CarriersForm, initial={"people": now}, choices=choices)
    said = _("Bewaard. Wie nieuw is, krijgt een mail.")
    if post_once(request, form, lambda data: set_carriers(one.pk, **data, actor=request.user), said=said):
        return redirect("route:arrangement", one.pk)
    opened(request.user, one.case.pupil, Part.ARRANGEMENT, f"arrangement-{one.pk}")
    context = {"one": one, "case": one.case, "form": form, "possible": choices, "ask": url_of(view, "ask_consent")}
    return render(request, "route/arrangement_carriers.html", context)


@policy(
    Audience.STAFF, Audience.OUTSIDER, because="who gives the help writes it down, of the school or named from outside"
)
def use(request: SignedIn, arrangement_id: int) -> HttpResponse:
    """A session, today in one tap or another day; or money that was spent, by who steers the school."""
    one = given_by(request.user, arrangement_id)
    steers = has_kind(request.user, one.case.pupil, SCHOOL_WIDE, clock.today())
    form = form_for(request, UseForm, initial=_today(one, request.user), one=one, steers=steers)
    said = _("Genoteerd.")
    if post_once(request, form, lambda data: log_use(one.pk, **data, actor=request.user), said=said):
        return redirect(*_back(request, one))
    opened(request.user, one.case.pupil, Part.ARRANGEMENT, f"arrangement-{one.pk}")
    return render(request, "route/arrangement_use.html", {"one": one, "form": form, "inside": _inside(request, one)})


def _today(one: Arrangement, person: Any) -> dict[str, Any]:
    tap = tap_of(one, person, clock.today())
    return {"day": clock.today(), "minutes": tap.minutes if tap else None}


@policy(Audience.STAFF, Audience.OUTSIDER, because="a slip is taken back by who wrote it, or by who steers the school")
@require_POST
def use_back(request: SignedIn, use_id: int) -> HttpResponse:
    one = use_to_take_back(request.user, use_id).arrangement
    form = form_for(request, PlainForm)
    said = _("Teruggenomen.")
    post_once(request, form, lambda _data: take_back_use(use_id, actor=request.user), said=said)
    return redirect(*_back(request, one))


def _inside(request: SignedIn, one: Arrangement) -> bool:
    return has_kind(request.user, one.case.pupil, GIVES, clock.today())


def _back(request: SignedIn, one: Arrangement) -> tuple[Any, ...]:
    return ("route:arrangement" if _inside(request, one) else "route:invited_help"), one.pk
