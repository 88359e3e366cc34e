from celery import shared_task

from pupils.commands import importing, staff


@shared_task
def purge_previews() -> None:
    """Nightly."""
    importing.purge_previews()


@shared_task
def close_ended_roles() -> None:
    """Just after midnight."""
    staff.close_ended_roles()
