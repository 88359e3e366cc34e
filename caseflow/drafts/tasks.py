from celery import shared_task

from caseflow import clock
from caseflow.wall.context import NOBODY, rows_of

from . import keeping


@shared_task
@rows_of(NOBODY)
def purge_drafts() -> None:
    """Nightly."""
    keeping.purge_drafts(clock.today())
