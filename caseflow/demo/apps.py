"""The demo: a school of invented people, and the page to look as each of them. Never in production."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "caseflow.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
