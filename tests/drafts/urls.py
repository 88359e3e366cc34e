"""A page with a form, as a school's pages have them: it gives a draft back, and does its work once."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from caseflow.drafts.keeping import drop, take
from caseflow.drafts.once import spend

PAGE = """{% load form_token %}
{% if words %}{% include 'drafts/restored.html' %}{% endif %}
<form>{% form_token %}{{ words }}</form>"""


@login_required
def note(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        with transaction.atomic():
            spend(request.POST.get("form_token"), request.user)
            drop(request.user, request.path)
        return HttpResponse("done")
    words = take(request.user, request.path).get("words", "")
    return HttpResponse(engines["django"].from_string(PAGE).render({"words": words}, request))


def login(request: HttpRequest) -> HttpResponse:
    return HttpResponse("login")


urlpatterns = [path("note/", note), path("login/", login, name="account_login")]
