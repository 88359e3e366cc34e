"""The portal: what is asked of a guardian, where the child stands, and what is final to read."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.arranging import told_answers
from caseflow.route.commands.minutes import react_to_minutes
from caseflow.route.consent_text import purpose_called
from caseflow.route.facting import facts_of
from caseflow.route.forms.table import MinutesReactionForm
from caseflow.route.models import Arrangement, Case, Establishment, Item
from caseflow.route.opened import opened
from caseflow.route.portal import (
    asked_of,
    guardianships,
    limits_reached,
    pieces_for,
    ways_at_limit,
)
from caseflow.route.portal_not_now import answered_once, said_not_now, stopped_without
from caseflow.route.presence import presence_of
from caseflow.route.profile import profiles_of
from caseflow.route.rail import rail_of
from caseflow.route.step_words import stands
from caseflow.sop.vocabulary import Part, State
from pupils.getters import found, own_child_for
from pupils.models import Consent, Gezag
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated_to_sign
from pupils.requests import SignedIn
from pupils.sop import sop_for

ANSWERED = "referral_answered_on"


@policy(Audience.GUARDIAN, because="a guardian's own children, and what the school asks of her")
def guardian_start(request: SignedIn) -> HttpResponse:
    reached, stopped = limits_reached(request.user), stopped_without(request.user)
    once = answered_once(request.user)
    children: list[dict[str, Any]] = [
        {
            "guardian": one,
            "pupil": one.pupil,
            "asks": asked_of(one),
            "reads": one.may_read,
            "reached": reached.get(one.pupil_id, []),
            "stopped": [(it.pk, purpose_called(it), said_not_now(it, one)) for it in stopped.get(one.pupil_id, [])],
            "unknown": one.gezag == Gezag.UNKNOWN,
            "asked_once": once.get(one.pupil_id, []),
            "nothing": not one.has_a_say,
        }
        for one in guardianships(request.user)
    ]
    children.sort(key=lambda child: not child["asks"])  # stable: who has something to answer comes first
    waiting = sum(ask.needed for child in children for ask in child["asks"])
    profiles = profiles_of(child["pupil"].school for child in children)
    context = {"children": children, "waiting": waiting, "profiles": profiles}
    return render(request, "route/guardian/start.html", context)


@policy(Audience.GUARDIAN, because="a guardian with gezag reads her child's route and what is final")
def guardian_child(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = own_child_for(request.user, pupil_id)
    opened(request.user, pupil, Part.ROUTE, f"pupil-{pupil.pk}")
    own = next(one for one in guardianships(request.user) if one.pupil_id == pupil.pk)
    cases = Case.objects.for_guardian(request.user).filter(pupil=pupil).order_by("closed_on", "-pk")
    context = {"pupil": pupil, "asks": asked_of(own), "cases": [_told(request.user, case) for case in cases]}
    return render(request, "route/guardian/child.html", context)


def _told(person: Any, case: Case) -> dict[str, Any]:
    """One case as its guardian is told of it."""
    _version, sop = sop_for(case.school_id, clock.today())
    state = State(case.state)
    answered = state is State.REFERRED and facts_of(case, {ANSWERED})[ANSWERED] is not None
    return {
        "case": case,
        "track": sop.tracks[case.track].name if case.track in sop.tracks else "",
        "stands": "" if case.pupil.has_left else stands(sop, state, case.step, answered=answered),
        "rail": rail_of(case, sop),
        "not_now": case.is_running and _is_stopped(case),
        "pieces": pieces_for(person, case),
    }


def _is_stopped(case: Case) -> bool:
    """A no stands against what was asked last of some purpose: whose, is not told here."""
    newer = Consent.objects.filter(case_id=OuterRef("case_id"), purpose=OuterRef("purpose"), pk__gt=OuterRef("pk"))
    return Consent.objects.objected(clock.today()).filter(~Exists(newer), case_id=case.pk).exists()


@policy(Audience.GUARDIAN, because="minutes and advices of a held talk are final and theirs with gezag to read")
def guardian_talk(request: SignedIn, item_id: int) -> HttpResponse:
    item = found(Item.objects.for_guardian(request.user).select_related("case__pupil"), item_id)
    opened(request.user, item.case.pupil, Part.ADVICE, f"item-{item.pk}")
    context = {
        "item": item,
        "pupil": item.case.pupil,
        "presence": presence_of(item),
        "advices": item.advices.order_by("pk"),
        "decisions": item.decisions.all(),
        "reactions": item.reactions.filter(guardian__person=request.user),
    }
    return render(request, "route/guardian/talk.html", context)


@policy(Audience.GUARDIAN, because="a guardian with gezag adds to the minutes of a talk; their text stays as it is")
@recently_authenticated_to_sign
def guardian_talk_reaction(request: SignedIn, item_id: int) -> HttpResponse:
    item = found(Item.objects.for_guardian(request.user).select_related("case__pupil"), item_id)
    form = form_for(request, MinutesReactionForm)
    said = _("Dank u wel. Uw reactie staat erbij.")
    if post_once(request, form, lambda data: react_to_minutes(item.pk, **data, actor=request.user), said=said):
        return redirect("route:guardian_talk", item.pk)
    opened(request.user, item.case.pupil, Part.ADVICE, f"item-{item.pk}")
    return render(request, "route/guardian/talk_reaction.html", {"form": form, "item": item})


@policy(Audience.GUARDIAN, because="a decision on extra support is final and theirs with gezag to read")
def guardian_arrangement(request: SignedIn, arrangement_id: int) -> HttpResponse:
    arrangement = found(
        Arrangement.objects.for_guardian(request.user).select_related("case__pupil", "decided_by", "follows"),
        arrangement_id,
    )
    opened(request.user, arrangement.case.pupil, Part.ARRANGEMENT, f"arrangement-{arrangement.pk}")
    context = {
        "arrangement": arrangement,
        "pupil": arrangement.case.pupil,
        "refused": arrangement.state == Arrangement.REFUSED,
        "over": arrangement.last_day < clock.today(),
        "answers": told_answers(arrangement),
        "follows": arrangement.follows,
    }
    return render(request, "route/guardian/arrangement.html", context)


@policy(Audience.GUARDIAN, because="that the school reached its limit is theirs with gezag to read")
def guardian_limit(request: SignedIn, establishment_id: int) -> HttpResponse:
    one = found(Establishment.objects.for_guardian(request.user).select_related("case__pupil", "by"), establishment_id)
    opened(request.user, one.case.pupil, Part.REFERRAL, f"establishment-{one.pk}")
    context = {"pupil": one.case.pupil, "limit": one, "on": one.on, "by": one.by}
    context["ways"] = ways_at_limit(one.case)
    return render(request, "route/guardian/limit.html", context)


@policy(Audience.GUARDIAN, because="the ground not to wait is shown to the guardians as such (floor rule 9)")
def guardian_ground(request: SignedIn, case_id: int) -> HttpResponse:
    grounded = Case.objects.for_guardian(request.user).filter(ground_not_to_wait_on__isnull=False)
    case = found(grounded.select_related("pupil", "ground_not_to_wait_by"), case_id)
    opened(request.user, case.pupil, Part.REFERRAL, f"case-{case.pk}")
    context = {"pupil": case.pupil, "case": case, "on": case.ground_not_to_wait_on, "by": case.ground_not_to_wait_by}
    return render(request, "route/guardian/limit.html", context)
