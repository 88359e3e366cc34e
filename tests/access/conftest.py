"""The stage is set once for all tests of a file, and taken down with the transaction that holds it."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from caseflow import clock
from tests.access.knocking import Knocker
from tests.access.stage import make_stage


@pytest.fixture(scope="module")
def knocker(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Knocker]:
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path_factory.mktemp("scans")}}
    changed = override_settings(
        STORAGES={**settings.STORAGES, "default": stored}, ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False
    )
    with django_db_blocker.unblock(), changed, transaction.atomic():
        stage = make_stage()
        with clock.at(stage.today):
            yield Knocker(stage)
        transaction.set_rollback(True)
