from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from caseflow.audit.models import CaseEvent


@pytest.fixture
def ida(db):
    return get_user_model().objects.create_user(email="ida@school.example", name="Ida Bakker", password="geheim-woord")


@pytest.fixture
def happens(db):
    """Write one event; what a test does not care about is filled in."""

    def write(chain: str = "case-1", **given: Any) -> CaseEvent:
        usual = {"kind": "enter", "school_id": 1, "pupil_id": 7, "actor": None, "role": "", "on": date(2026, 3, 2)}
        return CaseEvent.objects.append(**{"chain": chain, **usual, **given})

    return write
