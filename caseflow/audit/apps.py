from django.apps import AppConfig
from django.core import checks


class AuditConfig(AppConfig):
    name = "caseflow.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .guards import check_guards

        checks.register(check_guards, checks.Tags.database)
