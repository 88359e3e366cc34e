"""The API's addresses: under /api/."""

from django.urls import path

from caseflow.route import api

app_name = "api"
urlpatterns = [
    path("cases/", api.case_list, name="cases"),
    path("cases/<int:case_id>/", api.case_detail, name="case"),
    path("cases/<int:case_id>/moves/<slug:exit_key>/", api.move, name="move"),
    path("cases/<int:case_id>/undo/", api.undo, name="undo"),
]
