from celery import shared_task

from .delivery import deliver_waiting


@shared_task
def deliver_notices() -> None:
    """Every minute."""
    deliver_waiting()
