"""An exception's own words may quote a child's row; the log keeps the place and the kind."""

import logging
import sys
from collections.abc import Iterator
from io import StringIO
from logging.config import DictConfigurator
from typing import Any

import pytest
from celery import shared_task
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from caseflow.audit.tasks import seal_school
from pupils.policy import Audience, policy

WORDS = "Sanne heeft dyslexie"


@shared_task
def trips() -> None:
    raise ValueError(WORDS)


@shared_task(autoretry_for=(ValueError,), max_retries=1)
def trips_again() -> None:
    raise ValueError(WORDS)


@shared_task(throws=(ValueError,))
def trips_as_foreseen() -> None:
    raise ValueError(WORDS)


@policy(Audience.PUBLIC, because="only here, to fail")
def fails(request: HttpRequest) -> Any:
    raise ValueError(WORDS)


@policy(Audience.PUBLIC, because="only here, to be suspected")
def suspected(request: HttpRequest) -> Any:
    raise SuspiciousOperation(WORDS)


urlpatterns = [path("mis/", fails), path("verdacht/", suspected)]


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the console would get, as the settings have it; another handler has written each record before."""
    written = StringIO()
    first, console = logging.StreamHandler(StringIO()), logging.StreamHandler(written)
    console.setFormatter(DictConfigurator({}).configure_formatter({**settings.LOGGING["formatters"]["plain"]}))
    root, celery = logging.getLogger(), logging.getLogger("celery.app.trace")
    level, before, of_celery = root.level, root.handlers[:], celery.level
    root.handlers[:] = [first, console]
    root.setLevel(logging.INFO)
    celery.setLevel(logging.INFO)  # a test that ran the demo has quietened Celery in this process
    yield written
    celery.setLevel(of_celery)
    root.setLevel(level)
    root.handlers[:] = before


def test_an_error_is_logged_without_its_words(log: StringIO) -> None:
    try:
        raise ValueError(WORDS)
    except ValueError:
        logging.getLogger("caseflow").exception("refused: %r", sys.exc_info()[1])
    assert "Sanne" not in log.getvalue()
    assert "refused: 'builtins.ValueError'" in log.getvalue()
    assert log.getvalue().endswith("builtins.ValueError\n")


@pytest.mark.parametrize(
    ("task", "said"),
    [
        (trips, "raised unexpected: builtins.ValueError"),
        (trips_again, "retry: builtins.ValueError"),
        (trips_as_foreseen, "raised expected: builtins.ValueError"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_task_that_fails_says_its_name_its_number_and_the_kind(log: StringIO, task: Any, said: str) -> None:
    done = task.apply()
    assert not done.successful()
    assert "Sanne" not in log.getvalue()
    assert f"Task {task.name}[{done.id}] {said}" in log.getvalue()


@pytest.mark.django_db
def test_a_task_of_our_own_too(log: StringIO) -> None:
    assert not seal_school.apply(args=(1, WORDS)).successful()
    assert "Sanne" not in log.getvalue()
    assert "Task caseflow.audit.tasks.seal_school[" in log.getvalue()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("page", "said"), [("/mis/", "Internal Server Error: /mis/"), ("/verdacht/", "Suspicious")])
def test_a_page_that_fails_says_where(log: StringIO, page: str, said: str) -> None:
    Client(raise_request_exception=False).get(page)
    assert "Sanne" not in log.getvalue()
    assert said in log.getvalue()
