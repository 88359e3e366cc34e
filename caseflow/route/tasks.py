"""Celery's doors to the route: each calls a command."""

from celery import shared_task
from django.db import OperationalError

from caseflow.route.watch import sweep
from caseflow.wall.context import EVERY_SCHOOL, rows_of


@shared_task(autoretry_for=(OperationalError,), max_retries=5, retry_backoff=60)  # a database away, a lock not given
@rows_of(EVERY_SCHOOL)
def nightly_sweep() -> dict[str, int]:
    return sweep()
