"""Who works at a school: the director changes it, the IB-er reads it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind
from pupils.commands import staff as commands
from pupils.forms import PlainForm
from pupils.getters import found
from pupils.leaving import open_work
from pupils.models import Person, RoleAssignment, School
from pupils.models.guardian import beside
from pupils.policy import Audience, directs, policy, staff_of
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated
from pupils.queries import schools_steered_by
from pupils.requests import SignedIn
from pupils.staff_forms import EndForm, InviteForm, LeaveForm, PostForm
from pupils.staffing import colleagues, groups_of_school, names_here, role_names

CHANGES = "the director answers to the board for who may see the children's files"


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school knows who works there, and in which role")
def show(request: SignedIn, school_id: int) -> HttpResponse:
    school = found(schools_steered_by(request.user), school_id)
    context = {
        "school": school,
        "colleagues": colleagues(school, clock.today()),
        "directs": directs(request.user, school),
        "unseen": {one["person"] for one in beside(request.user)} - {request.user.pk},
        "form": PlainForm(),
    }
    return render(request, "pupils/staff.html", context)


@policy(Audience.STAFF, kinds={RoleKind.DIRECTOR}, because=CHANGES)
@recently_authenticated
def invite(request: SignedIn, school_id: int) -> HttpResponse:
    school = _school(request, school_id)
    form = form_for(request, InviteForm, initial={"starts_on": clock.today()}, **_offers(school))

    def run(data: dict[str, Any]) -> Any:
        who = {"name": data["name"], "email": data["email"], "same": data["same"]}
        return commands.invite_staff(school_id, **who, post=form.post(), actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd. Wie nog geen account heeft, krijgt een mail.")):
        return redirect("pupils:staff", school_id)
    return render(request, "pupils/staff_invite.html", {"school": school, "form": form})


@policy(Audience.STAFF, kinds={RoleKind.DIRECTOR}, because=CHANGES)
@recently_authenticated
def role(request: SignedIn, school_id: int, person_id: int) -> HttpResponse:
    school, person = _colleague(request, school_id, person_id)
    form = form_for(request, PostForm, initial={"starts_on": clock.today()}, **_offers(school))

    def run(_data: dict[str, Any]) -> Any:
        return commands.give_role(school_id, person_id, post=form.post(), actor=request.user)

    if post_once(request, form, run, said=_("De rol is vastgelegd.")):
        return redirect("pupils:staff", school_id)
    return render(request, "pupils/staff_role.html", {"school": school, "name": _name(school, person), "form": form})


@policy(Audience.STAFF, kinds={RoleKind.DIRECTOR}, because=CHANGES)
@recently_authenticated
def end(request: SignedIn, school_id: int, role_id: int) -> HttpResponse:
    school = _school(request, school_id)
    held = found(RoleAssignment.objects.filter(school=school).not_over(clock.today()).select_related("person"), role_id)
    form = form_for(request, EndForm, initial={"from_day": clock.today()})

    def run(data: dict[str, Any]) -> Any:
        return commands.end_role(school_id, role_id, from_day=data["from_day"], actor=request.user)

    if post_once(request, form, run, said=_("De laatste dag van deze rol is vastgelegd.")):
        return redirect("pupils:staff" if directs(request.user, school) else "route:start", *_if(school, request))
    name = role_names(school, clock.today()).get(held.role, held.role)
    context = {"school": school, "name": _name(school, held.person), "role_name": name, "form": form}
    return render(request, "pupils/role_end.html", context)


@policy(Audience.STAFF, kinds={RoleKind.DIRECTOR}, because=CHANGES)
@recently_authenticated
def leave(request: SignedIn, school_id: int, person_id: int) -> HttpResponse:
    school, person = _colleague(request, school_id, person_id)
    others = list(names_here(school, list(staff_of(school, clock.today()).exclude(pk=person.pk))).items())
    planned = open_work(person, school, clock.today())
    form = form_for(request, LeaveForm, initial={"from_day": clock.today()}, colleagues=others, planned=planned)

    def run(data: dict[str, Any]) -> Any:
        who = {"from_day": data["from_day"], "successor_id": data["successor"]}
        return commands.end_employment(school_id, person_id, **who, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd dat deze collega vertrekt.")):
        return redirect("pupils:staff" if directs(request.user, school) else "route:start", *_if(school, request))
    context = {"school": school, "person": person, "name": _name(school, person), "form": form}
    return render(request, "pupils/staff_leave.html", context)


@policy(Audience.STAFF, kinds={RoleKind.DIRECTOR}, because=CHANGES)
@require_POST
@recently_authenticated
def again(request: SignedIn, school_id: int, person_id: int) -> HttpResponse:
    _colleague(request, school_id, person_id)
    return _press(
        request,
        school_id,
        lambda _data: commands.invite_again(school_id, person_id, actor=request.user),
        _("Er gaat een nieuwe mail. De vorige link werkt niet meer."),
    )


@policy(Audience.STAFF, kinds={RoleKind.DIRECTOR}, because=CHANGES)
@require_POST
@recently_authenticated
def factor(request: SignedIn, school_id: int, person_id: int) -> HttpResponse:
    _colleague(request, school_id, person_id)
    return _press(
        request,
        school_id,
        lambda _data: commands.reset_second_factor(school_id, person_id, actor=request.user),
        _("Deze collega stelt bij het inloggen een nieuwe tweede stap in."),
    )


def _press(request: SignedIn, school_id: int, run: Any, said: str) -> HttpResponse:
    """A button without questions; what it refuses is said on the list."""
    form = form_for(request, PlainForm)
    if post_once(request, form, run, said=said):
        return redirect("pupils:staff", school_id)
    school = _school(request, school_id)
    context = {"school": school, "colleagues": colleagues(school, clock.today()), "directs": True, "form": form}
    return render(request, "pupils/staff.html", context)


def _school(request: SignedIn, school_id: int) -> School:
    school = found(schools_steered_by(request.user), school_id)
    if not directs(request.user, school):
        raise Http404
    return school


def _name(school: School, person: Person) -> str:
    return names_here(school, [person])[person.pk]


def _colleague(request: SignedIn, school_id: int, person_id: int) -> tuple[School, Person]:
    school = _school(request, school_id)
    return school, found(staff_of(school, clock.today()), person_id)


def _offers(school: School) -> dict[str, Any]:
    return {"roles": role_names(school, clock.today()), "groups": groups_of_school(school)}


def _if(school: School, request: SignedIn) -> tuple[int, ...]:
    """Who ended her own last role as director has no way back to the list."""
    return (school.pk,) if directs(request.user, school) else ()
