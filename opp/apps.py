"""The OPP's app: its facts, its parts of the dossier, of what others read, and of the watch register here."""

from django.apps import AppConfig


class OppConfig(AppConfig):
    name = "opp"
    label = "opp"
    verbose_name = "OPP"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from opp import doors, dossier, facts, growing, panels, portal, reading, waiting, watch  # noqa: F401
