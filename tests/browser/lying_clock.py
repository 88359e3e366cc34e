"""A middleware that lies about the day: in the server's threads it is the day that the test says it is."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse

from caseflow import clock

_pinned: list[date] = []


def it_is(day: date) -> None:
    """From now on, for every request, until the test says otherwise."""
    _pinned[:] = [day]


def tell_the_truth() -> None:
    _pinned.clear()


def today() -> date:
    return _pinned[0] if _pinned else clock.today()


def lying_clock(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        with clock.at(today()):
            return get_response(request)

    return answer
