"""Addresses around the table: under /besprekingen/."""

from django.urls import path

from caseflow.route.views import coming, table

urlpatterns = [
    path("<int:meeting_id>/", table.meeting, name="meeting"),
    path("inlezen/<int:item_id>/", table.read_ahead, name="read_ahead"),
    path("tafel/<int:item_id>/", table.chair, name="table"),
    path("tafel/<int:item_id>/klok/", table.time_left, name="table_clock"),
    path("komt/<int:invitation_id>/", coming.coming, name="coming"),
    path("verslag/<int:item_id>/", table.minutes, name="minutes"),
]
