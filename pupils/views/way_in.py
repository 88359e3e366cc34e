"""The way in of a mail: a link that is used once, then a name and a password, then the second factor."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from caseflow import clock
from caseflow.wall.context import rows_of
from pupils.commands.inviting import school_of
from pupils.commands.working_here import come_to_work
from pupils.models import Invitation
from pupils.policy import Audience, policy
from pupils.proving import remember_password
from pupils.staff_forms import WayInForm

KEPT = "way_in"
WHO = "whoever holds a code that waits; without one the page says nothing, not even that there ever was one"


@policy(Audience.PUBLIC, because=WHO)
@never_cache
def link(request: HttpRequest, code: str) -> HttpResponse:
    """The code goes out of the address at once, whatever it is: no Referer and no history tells it."""
    request.session[KEPT] = code
    return redirect("pupils:way_in_form")


@policy(Audience.PUBLIC, because=WHO)
@never_cache
def form(request: HttpRequest) -> HttpResponse:
    code = request.session.get(KEPT, "")
    with rows_of(school_of(code)):
        waiting = Invitation.objects.open(clock.today()).by_code(code).filter(kind=Invitation.Kind.STAFF)
        invitation = waiting.filter(person__is_active=True).select_related("person", "school").first()
    if invitation is None:
        return _over(request)
    posted: Any = request.POST if request.method == "POST" else None
    asked = WayInForm(posted, person=invitation.person, initial={"name": invitation.person.name})
    if not asked.is_valid():
        return render(request, "pupils/way_in.html", {"form": asked, "school": invitation.school})
    said = asked.cleaned_data
    try:
        person = come_to_work(code, name=said["name"], password=said["password"])
    except ObjectDoesNotExist:  # somebody used it in the meantime
        return _over(request)
    logout(request)  # whoever sat here before
    if not person.check_password(said["password"]):  # she had one already
        return redirect("account_login")
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    remember_password(request, person)
    return redirect("mfa_index")


def _over(request: HttpRequest) -> HttpResponse:
    """Used, ended, forwarded after use, over, or never made: one page for all."""
    request.session.pop(KEPT, None)
    return render(request, "pupils/way_in_over.html", status=404)
