"""The request of a page that says a policy: somebody is signed in, whatever the type of Django's own says."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from pupils.models import Person


class SignedIn(HttpRequest):
    """Only for the type checker; the policy turns nobody's requests away before a view begins."""

    user: Person
    htmx: HtmxDetails


def wants_part(request: SignedIn) -> bool:
    """Whether htmx asks for the part of the page that changes, and not for the page."""
    return bool(request.htmx) and not request.htmx.boosted
