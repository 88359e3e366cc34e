"""The first page: what waits for me, and then what is mine."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from caseflow import clock
from caseflow.route.board import overview, rows_of
from caseflow.route.choosing import open_cases
from caseflow.route.mine import Held, is_owner, roles_held, sops_of, steers
from caseflow.route.profile import profiles_of
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import OWN_GROUPS, RoleKind
from pupils.hats import CHOSEN, has_both, hats_worn
from pupils.intervention_forms import with_forms
from pupils.models import Pupil
from pupils.models.hgw import RUNS_HGW
from pupils.policy import Audience, policy
from pupils.queries import pupils_of
from pupils.requests import SignedIn
from pupils.sessions import little_groups_of
from pupils.waiting import waiting_for
from pupils.years import years_of

#: Where somebody without a hat at a school begins.
OWN_DOORS = (
    (Audience.GUARDIAN, "route:guardian_start"),
    (Audience.SWV, "route:desk_inbox"),
    (Audience.OUTSIDER, "route:invited_start"),
)
MOST_CASES = 12


@policy(Audience.SIGNED_IN, because="everybody who signs in begins here, and is shown only her own")
def start(request: SignedIn) -> HttpResponse:
    if request.session.get(CHOSEN) is None and has_both(request):
        return redirect("pupils:hat")
    hats = {hat.audience for hat in hats_worn(request)}
    if Audience.STAFF not in hats:
        door = next((page for audience, page in OWN_DOORS if audience in hats), None)
        return redirect(door) if door else render(request, "route/start_nobody.html")
    held = roles_held(request.user)
    sops = sops_of(held)
    cases = open_cases(request.user)
    context = {
        "waiting": waiting_for(request.user),
        "today": clock.today(),
        "observes": any(one.kind in OWN_GROUPS for one in held),
        "little_groups": with_forms(little_groups_of(request.user, clock.today()), clock.today()),
        "starts_groups": any(one.kind in OWN_GROUPS & RUNS_HGW for one in held),
        "groups": _own_groups(request.user, held, cases, sops),
        "needing": _needing(held, cases, sops) if steers(held) else [],
        "directs": any(one.kind is RoleKind.DIRECTOR for one in held),
        "profiles": profiles_of(one.school for one in held),
        "overview": [row for sop in sops.values() for row in overview(sop, cases)] if steers(held) else [],
    }
    return render(request, "route/start.html", context)


def _own_groups(person: Any, held: list[Held], cases: Any, sops: dict[int, Sop]) -> list[dict[str, Any]]:
    """A teacher's own groups, each pupil with the step of her open case, if she has one."""
    numbers = {group for one in held if one.kind in OWN_GROUPS for group in one.groups or ()}
    if not numbers:
        return []
    steps = {
        case.pupil_id: (case, sops[case.school_id].steps[case.step].name) for case in cases if case.school_id in sops
    }
    groups: dict[Any, list[tuple[Pupil, Any]]] = {}
    for pupil in pupils_of(person, clock.today()).filter(group__in=numbers):
        groups.setdefault(pupil.group, []).append((pupil, steps.get(pupil.pk)))
    return [
        {"group": group, "years": years_of(group, sops.get(group.school_id)), "pupils": pupils}
        for group, pupils in groups.items()
    ]


def _needing(held: list[Held], cases: Any, sops: dict[int, Sop]) -> list[Any]:
    """The cases whose present step is mine: what is late or due first, then the longest where they are."""
    own = [case for case in cases if case.school_id in sops and is_owner(held, case, sops[case.school_id])]
    rows = rows_of(own, sops, held)
    return sorted(rows, key=lambda row: (row.due_on is None, row.due_on or row.case.step_since, row.case.pk))[
        :MOST_CASES
    ]
