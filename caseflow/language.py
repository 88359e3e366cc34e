"""Pages in the person's own language, whatever the browser of a shared computer says."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_noop as _
from django.views import i18n
from django.views.decorators.http import require_POST

from caseflow.languages import DUTCH, LANGUAGES, Language, spoken
from pupils.hats import hats_worn
from pupils.models import Person
from pupils.policy import Audience, policy

#: Django's short months: here, so that the catalogue has them and English writes them with a capital.
SHORT_MONTHS = (
    *(_("jan"), _("feb"), _("mar"), _("apr"), _("may"), _("jun")),
    *(_("jul"), _("aug"), _("sep"), _("oct"), _("nov"), _("dec")),
)
#: Public pages that are not a guardian's way in: what a language for guardians has no words for.
NOT_OF_GUARDIANS = frozenset({"caseflow.route.views.profile", "caseflow.demo.views", "pupils.views.way_in"})


class PersonsLanguage:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _speak(request, request.user.language)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """A page that a language has no words for is in Dutch from its first word to its last."""
        if spoken().for_guardians and not _is_for_guardian(request, view):
            _speak(request, DUTCH)


def _speak(request: HttpRequest, code: str) -> None:
    translation.activate(code)
    request.LANGUAGE_CODE = translation.get_language()


def offered(request: HttpRequest, view: Any) -> list[Language]:
    """The languages that a page can be read in."""
    return [one for one in LANGUAGES.values() if not one.for_guardians or _is_for_guardian(request, view)]


def _is_for_guardian(request: HttpRequest, view: Any) -> bool:
    """Her own pages and, while she has no other hat on, what everybody goes through: signing in, a second step; and
    that a page of others is not there for her."""
    said = getattr(view, "policy", None)
    if said is not None and Audience.GUARDIAN in said.audiences:
        return True
    if view.__module__ in NOT_OF_GUARDIANS:
        return False
    return all(hat.audience is Audience.GUARDIAN for hat in hats_worn(request))


@policy(Audience.PUBLIC, because="a language is chosen before signing in too, and shows nothing of anybody")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Django's own switch (which checks where to go next), remembered with the person."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in LANGUAGES:
        Person.objects.filter(pk=request.user.pk).update(language=language)
    return i18n.set_language(request)
