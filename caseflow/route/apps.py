"""The route's app: its facts, its part of the dossier and its part of the watch register here."""

from django.apps import AppConfig


class RouteConfig(AppConfig):
    name = "caseflow.route"
    label = "route"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from caseflow.route import (  # noqa: F401
            calendar,
            checks,
            clocks,
            desking,
            facts,
            forms,
            panels_of_route,
            portal,
            reading,
            waiting,
            watch,
        )
        from pupils.commands.recording import hearers

        hearers.append(clocks.hear_pupil_events)
