"""Addresses of the desk door: under /loket/."""

from django.urls import path

from caseflow.route.views import desk

urlpatterns = [
    path("", desk.desk_inbox, name="desk_inbox"),
    path("<int:desk_case_id>/", desk.desk_case, name="desk_case"),
    path("<int:desk_case_id>/deskundigenadvies/", desk.desk_advice, name="desk_advice"),
    path("<int:desk_case_id>/antwoord/", desk.desk_answer, name="desk_answer"),
]
