"""The front door as an app: it brings in the task queue and the checks, whichever way the project was started."""

from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    name = "caseflow"
    verbose_name = "Caseflow"

    def ready(self) -> None:
        from caseflow import celery, checks, sqlite  # only now are the apps there that they look at

        self.wiring = (celery, checks, sqlite)
