from celery import shared_task

from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.commands import importing


@shared_task
@rows_of(EVERY_SCHOOL)
def purge_previews() -> None:
    """Nightly."""
    importing.purge_previews()
