from django.apps import AppConfig
from django.core.checks import Tags, register


class WallConfig(AppConfig):
    name = "caseflow.wall"
    label = "wall"

    def ready(self) -> None:
        from . import checks

        register(checks.check_wall, Tags.database)
