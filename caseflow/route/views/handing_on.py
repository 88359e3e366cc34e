"""One colleague's cases, tasks and meetings pass to another, in one act."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from caseflow import clock
from caseflow.route.commands.handing_on import HandedOn, hand_on_work
from caseflow.route.forms.handing_on import HandOnForm
from caseflow.route.handing_on import work_of
from caseflow.sop.vocabulary import RoleKind
from pupils.getters import found
from pupils.policy import Audience, directs, policy, staff_of
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated
from pupils.queries import schools_steered_by
from pupils.requests import SignedIn
from pupils.staffing import names_here, role_names


@policy(
    Audience.STAFF, kinds={RoleKind.DIRECTOR}, because="the director says who has which role, and so whose the work is"
)
@recently_authenticated
def hand_on(request: SignedIn, school_id: int, person_id: int) -> HttpResponse:
    school = found(schools_steered_by(request.user), school_id)
    if not directs(request.user, school):
        raise Http404
    today = clock.today()
    people = list(staff_of(school, today))
    person = next((one for one in people if one.pk == person_id), None)
    if person is None:
        raise Http404
    called, work = names_here(school, people), work_of(person, school, today)
    others = [(one.pk, called[one.pk]) for one in people if one != person]
    form = form_for(request, HandOnForm, initial={"from_day": today}, colleagues=others, cases=work.cases)

    def run(_data: dict[str, Any]) -> HandedOn:
        return hand_on_work(school_id, person_id, **form.said(), actor=request.user)

    if posted := post_once(request, form, run):
        if posted.result:
            _say(request, posted.result)
        return redirect("pupils:staff", school_id) if directs(request.user, school) else redirect("route:start")
    names = role_names(school, today)
    context = {
        "school": school,
        "name": called[person.pk],
        "work": work,
        "given_roles": [names.get(one.role, one.role) for one in work.roles],
        "form": form,
    }
    return render(request, "route/hand_on.html", context)


def _say(request: SignedIn, done: HandedOn) -> None:
    said = ngettext("%(number)s casus is overgedragen.", "%(number)s casussen zijn overgedragen.", done.cases)
    messages.success(request, said % {"number": done.cases})
    if done.own:
        left = ngettext(
            "%(number)s casus gaat over het eigen kind van deze collega. Geef die aan iemand anders.",
            "%(number)s casussen gaan over het eigen kind van deze collega. Geef die aan iemand anders.",
            done.own,
        )
        messages.warning(request, left % {"number": done.own})
