from celery import shared_task

from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.commands import files, importing, staff


@shared_task
@rows_of(EVERY_SCHOOL)
def purge_previews() -> None:
    """Nightly."""
    importing.purge_previews()


@shared_task
@rows_of(EVERY_SCHOOL)
def close_ended_roles() -> None:
    """Just after midnight."""
    staff.close_ended_roles()


@shared_task
@rows_of(EVERY_SCHOOL)
def sweep_files() -> None:
    """Nightly."""
    files.drop_nameless_files()
