from typing import Any

import pytest
from django.contrib.auth import get_user_model

from caseflow.notices.outbox import NoticeSpec, notify_many


@pytest.fixture(autouse=True)
def _standing_words(monkeypatch):
    """What the apps above say of a kind is tested there."""
    monkeypatch.setattr("caseflow.notices.telling.registered", {})


@pytest.fixture
def ida(db):
    return get_user_model().objects.create_user(email="ida@school.example", name="Ida & Bo", password="geheim-woord")


@pytest.fixture
def promise(ida):
    """Put a notice to Ida in the outbox; what a test does not care about is filled in."""

    def put(key: str = "task-1", **given: Any) -> None:
        usual = {"recipient_id": ida.pk, "kind": "consent_asked", "school_id": 1, "case_id": 4}
        notify_many([NoticeSpec(key=key, **{**usual, **given})])

    return put
