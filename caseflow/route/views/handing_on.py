"""One colleague's cases, tasks and meetings pass to another, in one act."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow import clock
from caseflow.route.commands.handing_on import HandedOn, hand_on_work
from caseflow.route.forms.handing_on import HandOnForm
from caseflow.route.handing_on import work_of
from caseflow.sop.vocabulary import OWN_GROUPS, RoleKind
from pupils.getters import found
from pupils.models import RoleAssignment
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
    names = role_names(school, today)
    of_class = RoleAssignment.objects.current(today).filter(person=person, school=school, kind__in=OWN_GROUPS)
    by_group = _told(of_class, names)
    initial = {"from_day": today, "class_too": True}
    form = form_for(request, HandOnForm, initial=initial, colleagues=others, cases=work.cases, by_group=by_group)

    def run(_data: dict[str, Any]) -> HandedOn:
        return hand_on_work(school_id, person_id, **form.said(), actor=request.user)

    if posted := post_once(request, form, run):
        if posted.result:
            _say(request, posted.result, names)
        return redirect("pupils:staff", school_id) if directs(request.user, school) else redirect("route:start")
    context = {
        "school": school,
        "name": called[person.pk],
        "work": work,
        "given_roles": [names.get(one.role, one.role) for one in work.roles],
        "form": form,
    }
    return render(request, "route/hand_on.html", context)


def _told(roles: Iterable[RoleAssignment], names: dict[str, str]) -> str:
    """Roles in words, with their groups: "leerkracht (Groep 5)"."""
    said = []
    for one in roles:
        groups = ", ".join(group.name for group in one.groups.all())
        name = names.get(one.role, one.role)
        said.append(f"{name} ({groups})" if groups else name)
    return ", ".join(dict.fromkeys(said))


def _say(request: SignedIn, done: HandedOn, names: dict[str, str]) -> None:
    """What went along, each in its own words; of what there was none, nothing is said."""
    cases = ngettext("%(number)s casus is overgedragen.", "%(number)s casussen zijn overgedragen.", done.cases)
    places = ngettext(
        "%(number)s gesprek of afspraak is overgedragen.",
        "%(number)s gesprekken of afspraken zijn overgedragen.",
        done.places,
    )
    said = [words % {"number": number} for words, number in ((cases, done.cases), (places, done.places)) if number]
    if done.roles:
        said.append(_("De collega krijgt er deze rol bij: %(roles)s.") % {"roles": _told(done.roles, names)})
    messages.success(request, " ".join(said) or _("Vastgelegd. Er wachtte niets op deze collega."))
    if done.own:
        left = ngettext(
            "%(number)s casus gaat over het eigen kind van deze collega. Geef die aan iemand anders.",
            "%(number)s casussen gaan over het eigen kind van deze collega. Geef die aan iemand anders.",
            done.own,
        )
        messages.warning(request, left % {"number": done.own})
