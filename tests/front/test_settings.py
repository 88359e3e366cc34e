"""Production starts only when everything was said, and never with the demo's door open."""

import runpy
import sys
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from caseflow import settings as front_door

SAID = {
    "CASEFLOW_MODE": "production",
    "SECRET_KEY": "a key",
    "SEAL_KEY": "another key",
    "ALLOWED_HOSTS": "caseflow.example",
    "SITE_URL": "https://caseflow.example",
    "DATABASE_URL": "postgres://db.example/caseflow",
    "REDIS_URL": "redis://redis.example",
    "EMAIL_URL": "smtp://mail.example",
}


def settings(monkeypatch: pytest.MonkeyPatch, **said: str) -> dict[str, Any]:
    for name in [*SAID, "DEBUG"]:
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    for room in [name for name in sys.modules if name.startswith("caseflow.settings.")]:
        monkeypatch.delitem(sys.modules, room)  # each reads the environment once
    return runpy.run_path(str(front_door.__file__))


def test_production_starts_when_everything_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    production = settings(monkeypatch, **SAID)
    assert (production["DEBUG"], production["SECURE_SSL_REDIRECT"], production["SESSION_COOKIE_SECURE"]) == (
        False,
        True,
        True,
    )
    assert "caseflow.demo" not in production["INSTALLED_APPS"]


@pytest.mark.parametrize("left_out", [name for name in SAID if name != "CASEFLOW_MODE"])
def test_production_does_not_start_without(left_out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match=left_out):
        settings(monkeypatch, **{name: value for name, value in SAID.items() if name != left_out})


def test_it_is_production_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        settings(monkeypatch)


def test_a_mode_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="'prod'"):
        settings(monkeypatch, CASEFLOW_MODE="prod")


def test_the_demo_needs_nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    demo = settings(monkeypatch, CASEFLOW_MODE="demo")
    assert demo["CELERY_BROKER_URL"] == "memory://"
    assert demo["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@override_settings(MODE="production")
def test_a_check_fails_on_the_demo_in_production() -> None:
    assert "caseflow.E001" in [message.id for message in run_checks()]
