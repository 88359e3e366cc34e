"""Who comes from outside the school: read and changed by who steers the zorgteam."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands import outsiders as commands
from pupils.forms import PlainForm
from pupils.getters import found
from pupils.models import School
from pupils.outsider_forms import OutsiderForm
from pupils.outsiders import outsider_roles, outsiders
from pupils.policy import Audience, outsiders_of, policy
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated
from pupils.queries import schools_steered_by
from pupils.requests import SignedIn
from pupils.staffing import names_here

STEERS = "director and IB-er run the zorgteam, and the role by itself opens nothing: a consent and a grant do"


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=STEERS)
def show(request: SignedIn, school_id: int) -> HttpResponse:
    return _list(request, found(schools_steered_by(request.user), school_id), PlainForm())


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=STEERS)
@recently_authenticated
def add(request: SignedIn, school_id: int) -> HttpResponse:
    school = found(schools_steered_by(request.user), school_id)
    roles = outsider_roles(school, clock.today())
    form = form_for(request, OutsiderForm, initial={"starts_on": clock.today()}, roles=roles)
    said = _("Vastgelegd. Er gaat pas een mail als er een gesprek gepland wordt of iets wordt gedeeld.")
    if post_once(request, form, lambda data: commands.add_outsider(school_id, **data, actor=request.user), said=said):
        return redirect("pupils:outsiders", school_id)
    return render(request, "pupils/outsider_add.html", {"school": school, "form": form})


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=STEERS)
@recently_authenticated
def end(request: SignedIn, school_id: int, person_id: int) -> HttpResponse:
    school = found(schools_steered_by(request.user), school_id)
    person = found(outsiders_of(school, clock.today()), person_id)
    form = form_for(request, PlainForm)

    def run(_data: dict[str, Any]) -> Any:
        return commands.end_outsider(school_id, person_id, actor=request.user)

    if post_once(request, form, run, said=_("Gestopt. Deze persoon ziet van deze school niets meer.")):
        return redirect("pupils:outsiders", school_id)
    name = names_here(school, [person])[person.pk]
    return render(request, "pupils/outsider_end.html", {"school": school, "name": name, "form": form})


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=STEERS)
@require_POST
@recently_authenticated
def again(request: SignedIn, school_id: int, person_id: int) -> HttpResponse:
    """A button without questions; what it refuses is said on the list."""
    school = found(schools_steered_by(request.user), school_id)
    form = form_for(request, PlainForm)

    def run(_data: dict[str, Any]) -> Any:
        return commands.invite_outsider_again(school_id, person_id, actor=request.user)

    if post_once(request, form, run, said=_("Er gaat een nieuwe mail. De vorige link werkt niet meer.")):
        return redirect("pupils:outsiders", school_id)
    return _list(request, school, form)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=STEERS)
@require_POST
@recently_authenticated
def factor(request: SignedIn, school_id: int, person_id: int) -> HttpResponse:
    school = found(schools_steered_by(request.user), school_id)
    form = form_for(request, PlainForm)

    def run(_data: dict[str, Any]) -> Any:
        return commands.reset_outsiders_factor(school_id, person_id, actor=request.user)

    if post_once(request, form, run, said=_("Deze persoon stelt bij het inloggen een nieuwe tweede stap in.")):
        return redirect("pupils:outsiders", school_id)
    return _list(request, school, form)


def _list(request: SignedIn, school: School, form: PlainForm) -> HttpResponse:
    context = {"school": school, "outsiders": outsiders(school, clock.today()), "form": form}
    return render(request, "pupils/outsiders.html", context)
