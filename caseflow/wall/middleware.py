"""A request meets the rows of whoever is signed in, and nobody's before that."""

from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from caseflow import clock

from .context import NOBODY, of_person, rows_of


class WallMiddleware:
    """Stands right after authentication: all that asks the policy comes later, the pages of errors too.

    A page that only shows is one transaction: it is told once whose rows it meets, and sees all at one moment.
    (SQLite has no wall, and one write lock, which a page should not hold.)
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            with rows_of(NOBODY):
                return self.get_response(request)
        with rows_of(of_person(request.user.pk, clock.today())):
            if request.method not in ("GET", "HEAD") or not getattr(connection, "has_wall", False):
                return self.get_response(request)
            with transaction.atomic(savepoint=False):
                return self.get_response(request)
