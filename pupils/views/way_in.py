"""The way in of a mail: a link that is used once, a code that goes to the same mailbox, a name and a password.

The link may have been sent on, so by itself it shows half an address and nothing else. In the session stands which
invitation it is and whether the mailbox was shown to be hers; the link's own code stands nowhere but in the mail.
"""

from typing import Any

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from pupils.commands.coming_by_mail import come_in_from_mail, invitation_by_mail
from pupils.forms import PlainForm
from pupils.mail_proof import address_sent_to, forget_proof, masked, proves, send_proof
from pupils.models import Invitation
from pupils.policy import Audience, policy
from pupils.proving import remember_password
from pupils.staff_forms import WayInForm
from pupils.welcome_forms import ProofForm

KEPT = "coming_by_mail"
WHO = "whoever holds a code that waits; without one the page says nothing, not even that there ever was one"


@policy(Audience.PUBLIC, because=WHO)
@never_cache
def link(request: HttpRequest, code: str) -> HttpResponse:
    """The code goes out of the address at once, whatever it is: no Referer and no history tells it."""
    forget_proof(request)
    invitation = invitation_by_mail(code=code)
    request.session[KEPT] = {"invitation": invitation.pk if invitation else 0, "proved": False}
    return redirect("pupils:way_in_form")


@policy(Audience.PUBLIC, because=WHO)
@never_cache
def form(request: HttpRequest) -> HttpResponse:
    """Where the code goes, in part; it goes when somebody asks: a mail scanner that follows links sends none."""
    invitation = _invitation(request)
    if invitation is None:
        return _over(request)
    asked = PlainForm(request.POST if request.method == "POST" else None)
    if asked.is_valid():
        if consume(request, action="welcome_mail", key=str(invitation.pk)):
            send_proof(request, _address(invitation))
            return redirect("pupils:way_in_prove")
        asked.add_error(None, _("Er zijn net al een paar mails gestuurd. Wacht een uur en probeer het dan opnieuw."))
    return render(request, "pupils/way_in.html", {"form": asked, "email": masked(_address(invitation))})


@policy(Audience.PUBLIC, because=WHO)
@never_cache
def prove(request: HttpRequest) -> HttpResponse:
    invitation = _invitation(request)
    if invitation is None:
        return _over(request)
    if address_sent_to(request) != _address(invitation):
        messages.error(request, _("De code uit de mail is verlopen. Vraag hieronder een nieuwe aan."))
        return redirect("pupils:way_in_form")
    asked = ProofForm(request.POST if request.method == "POST" else None)
    if asked.is_valid():
        if proves(request, asked.cleaned_data["code"]):
            forget_proof(request)
            request.session[KEPT] = {"invitation": invitation.pk, "proved": True}
            return redirect("pupils:way_in_choose")
        if not address_sent_to(request):
            return redirect("pupils:way_in_prove")
        asked.add_error("code", _("Deze code klopt niet. Kijk in de nieuwste mail en typ hem over."))
    return render(request, "pupils/way_in_prove.html", {"form": asked, "email": masked(_address(invitation))})


@policy(Audience.PUBLIC, because=WHO)
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    invitation = _invitation(request)
    if invitation is None:
        return _over(request)
    if not request.session[KEPT]["proved"]:
        return redirect("pupils:way_in_form")
    posted: Any = request.POST if request.method == "POST" else None
    asked = WayInForm(posted, person=invitation.person, initial={"name": invitation.person.name})
    if not asked.is_valid():
        return render(request, "pupils/way_in_choose.html", {"form": asked, "school": invitation.school})
    said = asked.cleaned_data
    try:
        person = come_in_from_mail(invitation.pk, name=said["name"], password=said["password"])
    except ObjectDoesNotExist:  # somebody used it in the meantime
        return _over(request)
    logout(request)  # whoever sat here before
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    remember_password(request, person)
    return redirect("mfa_index")


def _invitation(request: HttpRequest) -> Invitation | None:
    """The one of this session, as long as it opens something."""
    kept = request.session.get(KEPT)
    return invitation_by_mail(pk=kept["invitation"]) if kept else None


def _address(invitation: Invitation) -> str:
    """What the school wrote down: an invitation by mail is made for nobody without."""
    return invitation.person.email or ""


def _over(request: HttpRequest) -> HttpResponse:
    """Used, ended, forwarded after use, over, or never made: one page for all."""
    request.session.pop(KEPT, None)
    return render(request, "pupils/way_in_over.html", status=404)
