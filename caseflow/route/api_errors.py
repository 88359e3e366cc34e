"""What the API says when something did not happen: one form for all, `{"code", "detail", …}`."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django_fsm import ConcurrentTransition, TransitionNotAllowed
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from caseflow.route.ruling import NotYourHand, Refused, SomeoneWasFirst, StepStands
from caseflow.route.serializers import FindingSerializer, RoleSerializer, role_named
from caseflow.route.viewing import View, case_for, findings_for, view_of
from pupils.errors import Invalid
from pupils.refusing import NOT_THERE

#: Where an API's body calls a field differently from the command.
FIELDS = {"reasons": "reason"}


def tell(exception: Exception, context: dict[str, Any]) -> Response | None:
    """The setting EXCEPTION_HANDLER: what law, SOP and hands refuse, as the pages' 404, 403 and 409 do."""
    if isinstance(exception, Http404 | ObjectDoesNotExist):
        return _said("not_found", NOT_THERE, 404)
    if isinstance(exception, Refused):
        view = _view(context)
        found = findings_for(view, exception.findings, exception.ruling.on)
        findings = FindingSerializer(found, many=True, context={"view": view}).data
        return _said("refused", exception, 409, findings=findings)
    if isinstance(exception, NotYourHand):
        sop = _view(context).sop
        roles = RoleSerializer([role_named(sop, role) for role in exception.roles], many=True).data
        return _said("not_your_hand", exception, 403, roles=roles)
    if isinstance(exception, SomeoneWasFirst | ConcurrentTransition | TransitionNotAllowed):
        return _said("someone_was_first", SomeoneWasFirst(), 409)
    if isinstance(exception, StepStands):
        return _said("step_stands", exception.message, 409)
    if isinstance(exception, Invalid):
        return _invalid([(FIELDS.get(exception.field, exception.field), exception.message)])
    if isinstance(exception, ValidationError) and isinstance(exception.detail, dict):
        return _invalid([(field, next(iter(said))) for field, said in exception.detail.items()])
    return _of_the_framework(exception, context)


def _said(code: str, detail: Any, status: int, **more: Any) -> Response:
    return Response({"code": code, "detail": str(detail), **more}, status=status)


def _invalid(wrong: list[tuple[str, Any]]) -> Response:
    """The first thing that is wrong, and all of them by field ("" when it is about the whole)."""
    errors = [{"field": field, "detail": str(said)} for field, said in wrong]
    return Response({"code": "invalid", **errors[0], "wrong": errors}, status=400)


def _of_the_framework(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Malformed JSON, a wrong method, a missing CSRF token: the framework's words in our form."""
    response = exception_handler(exception, context)
    if response is not None:
        detail = getattr(exception, "detail", "")
        response.data = {"code": getattr(detail, "code", "error"), "detail": str(detail)}
    return response


def _view(context: dict[str, Any]) -> View:
    """The case that was asked about, as this person looks at it."""
    person = context["request"].user
    return view_of(person, case_for(person, context["kwargs"]["case_id"]))
