"""About a guardian: gezag as it was proved, and the tries to reach her."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.contact import record_contact_attempt
from pupils.commands.gezag import record_gezag
from pupils.forms import ContactForm, GezagForm
from pupils.models import Gezag
from pupils.policy import Audience, guardian_for, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.queries import contact_attempts_of
from pupils.requests import SignedIn


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school records gezag, with what was shown")
def gezag(request: SignedIn, guardian_id: int) -> HttpResponse:
    guardian = guardian_for(request.user, guardian_id)
    require_kind(request.user, guardian.pupil, SCHOOL_WIDE)
    known = "" if guardian.gezag == Gezag.UNKNOWN else guardian.gezag
    form = form_for(request, GezagForm, initial={"gezag": known, "evidence": guardian.gezag_evidence})

    def run(data: dict[str, Any]) -> Any:
        return record_gezag(guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Het gezag is vastgelegd.")):
        return redirect("pupils:pupil", guardian.pupil_id)
    return render(request, "pupils/gezag.html", {"guardian": guardian, "pupil": guardian.pupil, "form": form})


@policy(Audience.STAFF, because="whoever works with the child may have tried to reach a parent")
def contact(request: SignedIn, guardian_id: int) -> HttpResponse:
    guardian = guardian_for(request.user, guardian_id)
    form = form_for(request, ContactForm, initial={"on": clock.today()})

    def run(data: dict[str, Any]) -> Any:
        return record_contact_attempt(guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("De poging is vastgelegd.")):
        return redirect("pupils:pupil", guardian.pupil_id)
    attempts = [one for one in contact_attempts_of(guardian.pupil) if one.guardian_id == guardian.pk]
    return render(
        request,
        "pupils/contact.html",
        {"guardian": guardian, "pupil": guardian.pupil, "form": form, "attempts": attempts},
    )
