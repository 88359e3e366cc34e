"""Letters for guardians whom no mail reaches: what waits, printing it, and saying that it was given."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from caseflow.documents.answering import pdf_answer
from caseflow.notices.letters import given_on_paper
from caseflow.route.commands.letters import deliver_by_letter, letters_dropped, letters_waiting
from caseflow.route.letters import Post, letters_pdf, subject_of
from caseflow.route.opened import opened
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.forms import PlainForm
from pupils.getters import found
from pupils.models import Consent, School
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated_to_take
from pupils.queries import schools_steered_by
from pupils.requests import SignedIn

WHO = "who steers the school prints what guardians whom no mail reaches are told"
EARLIER = 20


class Given(PlainForm):
    """`upto` is the last letter that stood on the page: what came in since waits for the next time."""

    upto = forms.IntegerField(widget=forms.HiddenInput)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHO)
def letters(request: SignedIn, school_id: int) -> HttpResponse:
    school = found(schools_steered_by(request.user), school_id)
    posts = letters_waiting(school, actor=request.user)
    last = posts[-1].notice.pk if posts else 0
    form = form_for(request, Given, initial={"upto": last})
    posted = post_once(request, form, lambda data: deliver_by_letter(school_id, **data, actor=request.user))
    if posted:
        _say_how_many(request, posted.result)
        return redirect("route:letters", school_id)
    context = {
        "school": school,
        "form": form,
        "last": last,
        "posts": [(post, subject_of(post), _answers(post)) for post in posts],
        "dropped": [(post, subject_of(post)) for post in letters_dropped(school, actor=request.user)],
        "earlier": given_on_paper(school.pk)[:EARLIER],
    }
    return render(request, "route/letters.html", context)


def _answers(post: Post) -> list[tuple[str, str]]:
    """Where an answer that comes back on paper is written down: the question's own page, or the case's panels."""
    asked = [(_("Antwoord op papier vastleggen"), _paper(one, post)) for one in post.questions]
    return asked or [(_("Naar de casus"), reverse("route:case", args=[post.notice.case_id]))]


def _paper(consent: Consent, post: Post) -> str:
    return reverse("route:paper_answer", args=[consent.pk, post.guardian.pk])


def _say_how_many(request: SignedIn, number: Any) -> None:
    if number is not None:
        said = ngettext("%(number)d brief staat nu als gegeven.", "%(number)d brieven staan nu als gegeven.", number)
        messages.success(request, said % {"number": number})


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHO)
@recently_authenticated_to_take
@require_safe
def letters_print(request: SignedIn, school_id: int, upto: int) -> HttpResponse:
    school: School = found(schools_steered_by(request.user), school_id)
    posts = letters_waiting(school, upto, actor=request.user)
    if not posts:
        raise Http404
    for post in posts:
        opened(request.user, post.guardian.pupil, Part.GUARDIANS, f"notice-{post.notice.pk}")
    return pdf_answer(letters_pdf(posts, school), "brieven")
