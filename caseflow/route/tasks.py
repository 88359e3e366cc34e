"""Celery's doors to the route: each calls a command."""

from celery import shared_task

from caseflow.route.watch import sweep


@shared_task
def nightly_sweep() -> dict[str, int]:
    return sweep()
