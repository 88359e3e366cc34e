from celery import shared_task

from caseflow.wall.context import EVERY_SCHOOL, rows_of

from .delivery import deliver_waiting


@shared_task
@rows_of(EVERY_SCHOOL)
def deliver_notices() -> None:
    """Every minute."""
    deliver_waiting()
