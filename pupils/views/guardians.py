"""About guardians: who they are, gezag as it was proved or declared, a secret address, the tries to reach them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow import clock
from caseflow.languages import DUTCH
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.commands.contact import record_contact_attempt
from pupils.commands.gezag import declare_gezag, is_slip, may_lift, record_gezag, take_back_gezag
from pupils.commands.guardian import add_guardian, keep_address
from pupils.commands.putting_right import correct_guardian, remove_guardian
from pupils.getters import found, guardian_for, pupil_for
from pupils.guardian_forms import (
    AddressForm,
    ContactForm,
    CorrectForm,
    DeclaredForm,
    GezagForm,
    GuardianForm,
    RemoveForm,
)
from pupils.models import Gezag, Guardian
from pupils.opened import opened
from pupils.own_child import is_guardian, require_hears_guardians
from pupils.policy import Audience, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated_to_sign
from pupils.queries import contact_attempts_of, groups_steered_by, guardians_of, undeclared_in
from pupils.requests import SignedIn
from pupils.ways_in import address_is_typed_here, came_in, is_known_only_here


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school records gezag, with what was shown")
@recently_authenticated_to_sign
def gezag(request: SignedIn, guardian_id: int) -> HttpResponse:
    guardian = guardian_for(request.user, guardian_id)
    require_kind(request.user, guardian.pupil, SCHOOL_WIDE)
    require_hears_guardians(request.user, guardian.pupil)
    others = list(guardians_of(guardian.pupil).exclude(pk=guardian.pk))
    form = form_for(request, GezagForm, initial=_known(guardian), others=others, slip=is_slip(guardian))

    def run(data: dict[str, Any]) -> Any:
        if form.takes_back:
            return take_back_gezag(guardian_id, actor=request.user)
        return record_gezag(guardian_id, **form.told(), actor=request.user)

    if post_once(request, form, run, said=_("Het gezag is vastgelegd.")):
        return redirect("pupils:pupil", guardian.pupil_id)
    opened(request.user, guardian.pupil, Part.GUARDIANS, f"guardian-{guardian_id}")
    of_director = not may_lift(request.user, guardian.pupil, {guardian.pk, *(other.pk for other in others)})
    context = {"guardian": guardian, "pupil": guardian.pupil, "form": form, "of_director": of_director}
    return render(request, "pupils/gezag.html", context)


def _known(guardian: Guardian) -> dict[str, Any]:
    """What is recorded; the proof is shown anew each time, so that an old one does not come to prove another thing."""
    if guardian.gezag == Gezag.UNKNOWN:
        return {}
    return {
        "gezag": guardian.gezag,
        "education_held_by": guardian.education_held_by_id,
        "care_held_by": guardian.care_held_by_id,
    }


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school takes over what parents declared")
@recently_authenticated_to_sign
def declared(request: SignedIn, group_id: int) -> HttpResponse:
    """A class list of the guardians of whom nothing is recorded yet."""
    group = found(groups_steered_by(request.user), group_id)
    guardians = list(undeclared_in(request.user, group))
    form = form_for(request, DeclaredForm, initial={"on": clock.today()}, guardians=guardians)

    def run(data: dict[str, Any]) -> Any:
        return declare_gezag(group.school_id, **form.told(), actor=request.user)

    posted = post_once(request, form, run)
    if posted:
        _say_how_many(request, posted.result)
        return redirect("pupils:declared", group.pk)
    return render(request, "pupils/declared.html", {"group": group, "form": form, "guardians": guardians})


def _say_how_many(request: SignedIn, number: int | None) -> None:
    if number:
        told = ngettext("Van %(number)d ouder vastgelegd.", "Van %(number)d ouders vastgelegd.", number)
        messages.success(request, told % {"number": number})


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school says who stands for a child")
def add(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = pupil_for(request.user, pupil_id)
    require_kind(request.user, pupil, SCHOOL_WIDE)
    form = form_for(request, GuardianForm, initial={"language": DUTCH})

    def run(data: dict[str, Any]) -> Any:
        return add_guardian(pupil_id, **data, actor=request.user)

    posted = post_once(request, form, run, said=_("Deze ouder staat erbij. Leg nu vast of er gezag is."))
    if posted:
        return redirect("pupils:gezag", posted.result.pk) if posted.result else redirect("pupils:pupil", pupil.pk)
    return render(request, "pupils/guardian.html", {"pupil": pupil, "form": form})


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school says whose address is secret")
def address(request: SignedIn, guardian_id: int) -> HttpResponse:
    guardian = guardian_for(request.user, guardian_id)
    require_kind(request.user, guardian.pupil, SCHOOL_WIDE)
    own_child = is_guardian(request.user, [guardian.pupil_id])
    known = {} if own_child else {"secret": "yes" if guardian.address_secret else "no"}
    form = form_for(request, AddressForm, initial=known)

    def run(data: dict[str, Any]) -> Any:
        return keep_address(guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd. Collega's zien het bij deze ouder.")):
        return redirect("pupils:pupil", guardian.pupil_id)
    opened(request.user, guardian.pupil, Part.GUARDIANS, f"guardian-{guardian_id}")
    return render(request, "pupils/address.html", {"guardian": guardian, "pupil": guardian.pupil, "form": form})


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school puts right what it wrote down of a guardian")
def correct(request: SignedIn, guardian_id: int) -> HttpResponse:
    guardian = guardian_for(request.user, guardian_id)
    require_kind(request.user, guardian.pupil, SCHOOL_WIDE)
    require_hears_guardians(request.user, guardian.pupil)
    person, school_id = guardian.person, guardian.pupil.school_id
    herself = came_in(person) or not is_known_only_here(person, school_id)
    known = {"name": person.name, "relation": guardian.relation, "language": person.language}
    hers = not address_is_typed_here(person, school_id)
    form = form_for(request, CorrectForm, initial=known, herself=herself, hers=hers)

    def run(data: dict[str, Any]) -> Any:
        return correct_guardian(guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("De gegevens zijn verbeterd.")):
        return redirect("pupils:pupil", guardian.pupil_id)
    opened(request.user, guardian.pupil, Part.GUARDIANS, f"guardian-{guardian_id}")
    context = {"guardian": guardian, "pupil": guardian.pupil, "form": form, "herself": herself, "hers": hers}
    return render(request, "pupils/guardian_correct.html", context)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school says who does not belong to a child")
@recently_authenticated_to_sign
def remove(request: SignedIn, guardian_id: int) -> HttpResponse:
    guardian = guardian_for(request.user, guardian_id)
    require_kind(request.user, guardian.pupil, SCHOOL_WIDE)
    require_hears_guardians(request.user, guardian.pupil)
    form = form_for(request, RemoveForm)

    def run(data: dict[str, Any]) -> Any:
        return remove_guardian(guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Deze persoon staat niet meer bij dit kind.")):
        return redirect("pupils:pupil", guardian.pupil_id)
    opened(request.user, guardian.pupil, Part.GUARDIANS, f"guardian-{guardian_id}")
    return render(request, "pupils/guardian_remove.html", {"guardian": guardian, "pupil": guardian.pupil, "form": form})


@policy(Audience.STAFF, because="whoever works with the child may have tried to reach a parent")
def contact(request: SignedIn, guardian_id: int) -> HttpResponse:
    guardian = guardian_for(request.user, guardian_id)
    form = form_for(request, ContactForm, initial={"on": clock.today()})

    def run(data: dict[str, Any]) -> Any:
        return record_contact_attempt(guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("De poging is vastgelegd.")):
        return redirect("pupils:pupil", guardian.pupil_id)
    opened(request.user, guardian.pupil, Part.GUARDIANS, f"guardian-{guardian_id}")
    attempts = contact_attempts_of(guardian, request.user)
    context = {"guardian": guardian, "pupil": guardian.pupil, "form": form, "attempts": attempts}
    return render(request, "pupils/contact.html", context)
