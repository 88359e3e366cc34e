from celery import shared_task

from pupils.commands import importing


@shared_task
def purge_previews() -> None:
    """Nightly."""
    importing.purge_previews()
