"""How much may be sent at once, and that no browser keeps what somebody was shown here."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

JSON = "application/json"


class Limits:
    """The outermost of ours: a request that is too large is turned away by its own word for its size."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "HTTP_TRANSFER_ENCODING" in request.META:  # of unsaid size
            return HttpResponse(status=411)
        as_json = request.content_type == JSON
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE if as_json else settings.REQUEST_MAX_BYTES
        if int(request.META.get("CONTENT_LENGTH") or 0) > most:
            return _too_large(request, as_json)
        answer = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in answer:
            answer["Cache-Control"] = "no-store"  # a shared computer's "back" shows nothing of who has left
        return answer


def _too_large(request: HttpRequest, as_json: bool) -> HttpResponse:
    detail = _("Dit is te groot om in één keer te versturen.")
    if as_json:
        return JsonResponse({"code": "too_large", "detail": detail}, status=413)
    return render(request, "413.html", {"limit": settings.SCAN_MAX_BYTES // 2**20}, status=413)
