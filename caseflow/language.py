"""Pages in the person's own language, whatever the browser of a shared computer says."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_noop as _
from django.views import i18n
from django.views.decorators.http import require_POST

from pupils.models import Person
from pupils.policy import Audience, policy

#: Django's short months: here, so that the catalogue has them and English writes them with a capital.
SHORT_MONTHS = (
    *(_("jan"), _("feb"), _("mar"), _("apr"), _("may"), _("jun")),
    *(_("jul"), _("aug"), _("sep"), _("oct"), _("nov"), _("dec")),
)


class PersonsLanguage:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


@policy(Audience.PUBLIC, because="a language is chosen before signing in too, and shows nothing of anybody")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Django's own switch (which checks where to go next), remembered with the person."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in Person.Language.values:
        Person.objects.filter(pk=request.user.pk).update(language=language)
    return i18n.set_language(request)
