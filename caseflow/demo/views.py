"""Looking as somebody else, and the mail that nobody got. Only where the demo is installed, so never in production."""

from django.conf import settings
from django.contrib.auth import login
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from caseflow.demo import mailbox
from caseflow.demo.cast import ROOMS, Part, names
from caseflow.demo.people import PASSWORD
from pupils.models import Person
from pupils.policy import Audience, policy
from pupils.proving import NOBODYS, looks_as
from pupils.ways_in import has_way_in

INVENTED = "everybody in the demo is invented; a check fails where the demo stands in production"


DEMO = "demo"  # of the modes, the one in which all is invented


@policy(Audience.PUBLIC, because=INVENTED)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The cast, by kind, each with what there is to see and a button."""
    found = {person.name: person for person in Person.objects.filter(name__in=names(), is_active=True).order_by("-pk")}
    rooms = [
        {
            "title": room.title,
            "about": room.about,
            "first": _cards(room.first, found),
            "others": _cards(room.others, found),
        }
        for room in ROOMS
    ]
    return render(
        request,
        "demo/people.html",
        {"rooms": rooms if found else [], "password": PASSWORD, "is_demo": settings.MODE == DEMO},
    )


def _cards(parts: tuple[Part, ...], found: dict[str, Person]) -> list[dict[str, object]]:
    return [{"person": found[part.name], "does": part.does, "sees": part.sees} for part in parts if part.name in found]


@policy(Audience.PUBLIC, because=INVENTED)
@require_POST
def look_as(request: HttpRequest, person_id: int) -> HttpResponse:
    """Sign in as this person and go to the start page, as after any sign-in. Who may be real is nobody's to look as."""
    _only_in_the_demo()
    person = get_object_or_404(Person.objects.filter(_invented(), is_active=True), pk=person_id)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    looks_as(request, person)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _only_in_the_demo() -> None:
    """Not only out of production: a mode that forgot to say what it is opens nothing either."""
    if settings.MODE != DEMO:
        raise Http404


def _invented() -> Q:
    """An address that nobody can have. Who has none may be a parent with a passkey: of those only the cast's own, as
    long as nobody made a way in."""
    nobodys = Q(email__endswith=NOBODYS[0]) | Q(email__endswith=NOBODYS[1])
    return nobodys | Q(~has_way_in(""), email=None, name__in=names())


@policy(Audience.PUBLIC, because=INVENTED)
@require_GET
def mail(request: HttpRequest) -> HttpResponse:
    """What went into the mail: never a word about a child, but codes to come in with."""
    _only_in_the_demo()
    return render(request, "demo/mail.html", {"mails": mailbox.newest()})
