"""The API: a case with its findings, and its moves as actions; commands, access and errors are those of the pages.

For staff, in their own session: a POST sends the CSRF token as a page does.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from caseflow import clock
from caseflow.route import serializers as words
from caseflow.route.commands.moves import move_of
from caseflow.route.commands.undo import undo_step
from caseflow.route.hands import exit_of, signs
from caseflow.route.models import Case
from caseflow.route.opened import opened
from caseflow.route.undoing import last_step, offer_to, signs_again
from caseflow.route.viewing import View, case_for, case_to_read, view_of
from caseflow.route.ways import ways_out
from caseflow.sop.vocabulary import Part
from pupils.policy import Audience, policy
from pupils.proving import is_recent
from pupils.sop import NoSop, sop_for

ABSENT = {
    401: OpenApiResponse(words.ErrorSerializer, "Nobody is signed in."),
    404: OpenApiResponse(words.ErrorSerializer, "Absent and forbidden alike."),
}


class ShowAgain(APIException):
    """What signs is for who showed a moment ago who she is; she does so on the page, and sends it again."""

    status_code = 403
    default_code = "show_again"
    default_detail = _("Log eerst opnieuw in, en verstuur het daarna nog eens.")


class Pages(PageNumberPagination):
    """Page by page; "no next page" in the words of OpenAPI 3.1."""

    page_size = 50

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        said: dict[str, Any] = super().get_paginated_response_schema(schema)
        for link in ("next", "previous"):
            said["properties"][link] = {"type": ["string", "null"], "format": "uri"}
        return said


class CaseList(ListAPIView[Case]):
    """The cases that you may see, those that moved last first."""

    queryset = Case.objects.none()
    serializer_class = words.CaseSerializer
    pagination_class = Pages

    def get_queryset(self) -> Any:
        cases = Case.objects.visible_to(self.request.user).select_related("pupil__group", "school")
        return cases.order_by("-step_since", "-pk")

    def paginate_queryset(self, queryset: Any) -> Any:
        """The page, each case beside its school's SOP: read once a school, however many cases."""
        page: list[Case] = super().paginate_queryset(queryset) or []
        sops = {school.pk: _sop_of(school) for school in {case.school_id: case.school for case in page}.values()}
        return [words.Listed(case, sops[case.school_id]) for case in page]

    @extend_schema(operation_id="listCases", responses={200: words.CaseSerializer(many=True), **ABSENT})
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


def _sop_of(school: Any) -> Any:
    try:
        return sop_for(school, clock.today())[1]
    except NoSop:
        return None


class CaseDetail(APIView):
    """One case with every way out of its step, and what law and school find of each. The reading is written down."""

    @extend_schema(operation_id="getCase", responses={200: words.CaseWithExitsSerializer, **ABSENT})
    def get(self, request: Request, case_id: int) -> Response:
        return _told(request, case_to_read(request.user, case_id))


class Move(APIView):
    """Take a way out of the present step. Refused: nothing happened, and the findings say what is missing."""

    @extend_schema(
        operation_id="moveCase",
        request=words.MoveSerializer,
        responses={
            200: OpenApiResponse(words.CaseWithExitsSerializer, "The case as it stands now."),
            400: OpenApiResponse(words.InvalidSerializer, "What was sent cannot be taken."),
            403: OpenApiResponse(words.NotYourHandSerializer, "Somebody else's hand, no CSRF token, or `show_again`."),
            409: OpenApiResponse(words.RefusedSerializer, "Not yet, or not any more."),
            **ABSENT,
        },
    )
    def post(self, request: Request, case_id: int, exit_key: str) -> Response:
        view = view_of(request.user, case_for(request.user, case_id))
        said = words.MoveSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        _take(request, view, exit_key, **said.validated_data)
        return _told(request, case_for(request.user, case_id))


class Undo(APIView):
    """Undo the last step that stands: by who took it, for 24 hours, while nothing rests on it."""

    @extend_schema(
        operation_id="undoStep",
        request=words.UndoSerializer,
        responses={
            200: OpenApiResponse(words.CaseWithExitsSerializer, "The case as it stands now."),
            400: OpenApiResponse(words.InvalidSerializer, "What was sent cannot be taken."),
            403: OpenApiResponse(words.NotYourHandSerializer, "Somebody else's step, no CSRF token, or `show_again`."),
            409: OpenApiResponse(words.RefusedSerializer, "Something rests on it, or it is no longer the last."),
            **ABSENT,
        },
    )
    def post(self, request: Request, case_id: int) -> Response:
        view = view_of(request.user, case_for(request.user, case_id))
        said = words.UndoSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        step = last_step(view.case)
        if step and signs_again(view.case, step, view.sop) and not is_recent(request):
            raise ShowAgain
        undo_step(case_id, **said.validated_data, actor=request.user)
        return _told(request, case_for(request.user, case_id))


def _take(request: Request, view: View, exit_key: str, **said: Any) -> None:
    """The command of this exit's act; the visit that was looked at holds, whatever happened since."""
    case = view.case
    way = exit_of(case, view.sop, exit_key) if case.is_open else None
    if way and signs(view.sop, way) and not is_recent(request):
        raise ShowAgain
    move = move_of(view.sop.act_of(way) if way else "")
    move.command(case.pk, exit_key, **move.said(said), actor=view.person)


def _told(request: Request, case: Case) -> Response:
    opened(request.user, case.pupil, Part.ROUTE, f"case-{case.pk}")
    view = view_of(request.user, case)
    offer = offer_to(request.user, case)
    context = {"request": request, "view": view, "ways": ways_out(view), "offer": offer}
    return Response(words.CaseWithExitsSerializer(view, context=context).data)


case_list = policy(Audience.STAFF, because="the cases of the pupils that staff may see")(CaseList.as_view())
case_detail = policy(Audience.STAFF, because="one case that staff may see, with its findings")(CaseDetail.as_view())
move = policy(Audience.STAFF, because="staff take an exit; the command asks whose hand it is")(Move.as_view())
undo = policy(Audience.STAFF, because="who took the last step undoes it; the command asks that")(Undo.as_view())
