"""Addresses."""

from django.urls import path

from caseflow.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("als/<int:person_id>/", views.look_as, name="look_as"),
    path("mail/", views.mail, name="mail"),
]
