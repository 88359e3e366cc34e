from celery import shared_task

from caseflow import clock

from . import keeping


@shared_task
def purge_drafts() -> None:
    """Nightly."""
    keeping.purge_drafts(clock.today())
