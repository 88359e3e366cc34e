"""Files that no row names: an act that is refused takes its row back, and not the scan (docs/files.md)."""

import logging
from datetime import timedelta
from pathlib import PurePosixPath

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

from caseflow import clock
from caseflow.wall.context import EVERY_SCHOOL, whose_rows

log = logging.getLogger(__name__)

#: No act takes as long: whose row is not there by then has none.
BEYOND_ANY_ACT = timedelta(days=1)
#: In one night. More comes of no refused acts but of a database put back, or of a folder that is another's too.
MOST = 100
BITE = 500


def drop_nameless_files() -> int:
    """Nightly. The database alone says what is named: no commit that seemed to fail costs a scan."""
    if whose_rows() != EVERY_SCHOOL:
        raise RuntimeError("Behind the wall each file of another school looks nameless.")
    old = _old_enough()
    nameless = [name for at in range(0, len(old), BITE) for name in _nameless(set(old[at : at + BITE]))]
    if len(nameless) > MOST:
        log.error("%s files have no row, and none is dropped: a person looks first (docs/files.md)", len(nameless))
        return 0
    for name in nameless:
        default_storage.delete(name)
    return len(nameless)


def file_fields() -> list[FileField]:
    fields = (field for model in apps.get_models() for field in model._meta.get_fields())
    return [field for field in fields if isinstance(field, FileField)]


def _old_enough() -> list[str]:
    before = clock.now() - BEYOND_ANY_ACT
    old: list[str] = []
    for folder in sorted(
        {str(PurePosixPath(field.generate_filename(field.model(), "")).parent) for field in file_fields()}
    ):
        there = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
        paths = (f"{folder}/{name}" for name in there)
        old += [path for path in paths if default_storage.get_modified_time(path) < before]
    return old


def _nameless(names: set[str]) -> set[str]:
    for field in file_fields():
        rows = field.model._base_manager.filter(**{f"{field.name}__in": names})
        names = names - set(rows.values_list(field.name, flat=True))
    return names
