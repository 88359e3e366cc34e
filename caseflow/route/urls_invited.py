"""Addresses of those invited from outside: under /uitgenodigd/."""

from django.urls import path

from caseflow.route.views import invited

urlpatterns = [
    path("", invited.invited_start, name="invited_start"),
    path("hulp/<int:arrangement_id>/", invited.invited_help, name="invited_help"),
    path("<int:item_id>/", invited.invited_item, name="invited_item"),
]
