"""Adding to a closed case, and what was added as a guardian reads it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.additions import PARTS, addition_for_guardian
from caseflow.route.commands.addition import add_afterwards
from caseflow.route.forms.addition import AdditionForm
from caseflow.route.models import Addition
from caseflow.route.opened import opened
from caseflow.route.viewing import case_for, view_of
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.policy import Audience, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.queries import guardians_of
from pupils.requests import SignedIn


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school keeps a closed case complete and right")
def add(request: SignedIn, case_id: int) -> HttpResponse:
    view = view_of(request.user, case_for(request.user, case_id))
    require_kind(request.user, view.case.pupil, SCHOOL_WIDE)
    if view.case.is_open:
        return redirect("route:case", case_id)
    guardians = [(one.pk, one.person.name) for one in guardians_of(view.case.pupil)] if view.hears else []
    form = form_for(request, AdditionForm, initial={"of_day": clock.today()}, guardians=guardians)

    def run(data: dict[str, Any]) -> Addition:
        return add_afterwards(case_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Toegevoegd. Wat er al stond, is niet veranderd.")):
        return redirect("route:case", case_id)
    opened(request.user, view.case.pupil, Part.GUARDIANS, f"case-{case_id}-add")
    return render(request, "route/addition.html", {"form": form, "case": view.case})


@policy(Audience.GUARDIAN, because="what was added to a closed case is final, and theirs with gezag to read")
def guardian_addition(request: SignedIn, addition_id: int) -> HttpResponse:
    one = addition_for_guardian(request.user, addition_id)
    opened(request.user, one.case.pupil, PARTS[Addition.Kind(one.kind)], f"addition-{one.pk}")
    return render(request, "route/guardian/addition.html", {"addition": one, "pupil": one.case.pupil})
