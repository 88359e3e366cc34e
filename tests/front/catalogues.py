"""Catalogues as they are written now, whatever was compiled before: for tests that read a page in another language."""

from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings as real


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every catalogue, compiled once."""
    place = tmp_path_factory.mktemp("locale")
    for written in sorted((real.ROOT / "locale").glob("*/LC_MESSAGES/django.po")):
        _compile(written, place / written.parent.relative_to(real.ROOT / "locale"))
    return place


def _compile(written: Path, to: Path) -> None:
    to.mkdir(parents=True)
    with written.open("rb") as source, (to / "django.mo").open("wb") as target:
        write_mo(target, read_po(source, locale=to.parent.name))


@pytest.fixture
def in_every_language(compiled: Path, settings: Any) -> None:
    settings.LOCALE_PATHS = [compiled]
