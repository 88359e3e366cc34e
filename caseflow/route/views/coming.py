"""An invitation to a talk: read and answered in the portal, or answered as somebody of the school heard it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.commands.coming import answer_invitation, record_coming
from caseflow.route.forms.coming import ComingNoted
from caseflow.route.forms.guardian import ComingForm
from caseflow.route.hands import roles_for
from caseflow.route.models import Coming, Invitation, Item
from caseflow.route.models.talk import SAY_IN_IT
from caseflow.route.opened import opened
from caseflow.route.portal import invitation_for
from caseflow.route.role_words import beside, seat_told
from caseflow.route.ruling import NotYourHand
from caseflow.route.viewing import case_for, view_of
from caseflow.sop.vocabulary import Part
from pupils.getters import found
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.requests import SignedIn
from pupils.sop import sop_for
from pupils.staffing import names_here


@policy(Audience.GUARDIAN, because="a guardian who was invited sees when, and says whether she comes")
def guardian_invitation(request: SignedIn, invitation_id: int) -> HttpResponse:
    """What is talked about she reads only with gezag."""
    invited = invitation_for(request.user, invitation_id)
    form = form_for(request, ComingForm)
    said = _("Dank u wel. De school weet het.")
    if post_once(request, form, lambda data: answer_invitation(invited.pk, **data, actor=request.user), said=said):
        return redirect("route:guardian_invitation", invited.pk)
    opened(request.user, invited.item.case.pupil, Part.QUESTION, f"item-{invited.item_id}")
    return render(request, "route/guardian/invitation.html", {"form": form, **_page(invited)})


def _page(invited: Any) -> dict[str, Any]:
    """Who comes from outside is not invited before the yes of all (floor rule 6); other guardians are not told."""
    places = list(invited.item.invitations.filter(guardian=None).select_related("person").order_by("pk"))
    called = names_here(invited.item.case.school, [place.person for place in places])
    _version, sop = sop_for(invited.item.case.school_id, clock.today())
    own = Coming.objects.filter(item=invited.item, guardian=invited.guardian_id)
    last = own.newest().first()
    running = Item.objects.pending().filter(pk=invited.item_id, planned_on__gte=clock.today()).exists()
    waits = _("Komt alleen als iedereen aan wie de school dat vraagt, ja zegt.")
    return {
        "item": invited.item,
        "pupil": invited.item.case.pupil,
        "invited": invited,
        "others": [
            (
                called[place.person_id],
                beside(seat_told(sop, role, name) for role, name in place.seats.items()),
                waits if place.outsider and place.shared_on is None and running else "",
            )
            for place in places
        ],
        "last": last,
        "answers": running,
        "moved": running and last is None and own.exists(),
    }


@policy(Audience.STAFF, because="who invites the guardians writes down what one of them said of coming")
def coming(request: SignedIn, invitation_id: int) -> HttpResponse:
    known = Invitation.objects.filter(SAY_IN_IT, guardian__isnull=False)
    place = found(known.select_related("item", "guardian__person"), invitation_id)
    view = view_of(request.user, case_for(request.user, place.item.case_id))
    if not view.may("invite_guardians"):
        raise NotYourHand("invite_guardians", roles_for(view.sop, view.case.step, "invite_guardians"))
    form = form_for(request, ComingNoted)

    def run(data: dict[str, Any]) -> Coming:
        return record_coming(invitation_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd.")):
        return redirect("route:case", view.case.pk)
    opened(request.user, view.case.pupil, Part.QUESTION, f"item-{place.item_id}")
    return render(request, "route/coming.html", {"case": view.case, "place": place, "form": form})
