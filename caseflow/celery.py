"""The task queue: `celery -A caseflow worker`, `celery -A caseflow beat`. Schedule and limits stand in the settings."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseflow.settings")

app = Celery("caseflow")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def _not_without_the_wall(**_: Any) -> None:
    """Celery logs what its hearers raise, and goes on; only an exit stops it."""
    from django.core.exceptions import ImproperlyConfigured

    from caseflow.wall.checks import refuse_without_wall  # only now are the settings there

    try:
        refuse_without_wall()
    except ImproperlyConfigured as refused:
        raise SystemExit(str(refused)) from None
