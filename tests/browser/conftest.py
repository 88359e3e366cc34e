"""The browser's part: Debian's chromium, a live server that lies about the day, and a browser for each person."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, expect, sync_playwright

from pupils.models import Person
from tests.browser.lying_clock import tell_the_truth
from tests.browser.someone import HEIGHT, WIDTHS, Someone
from tests.browser.village import Brings, Village, make_village

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
PATIENCE = 30_000  # milliseconds: a machine may have more to do
LIAR = "tests.browser.lying_clock.lying_clock"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: Any) -> None:
    """In a file: the server's threads cannot look into another thread's memory."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "browser.sqlite3")


@pytest.fixture(scope="session")
def lying(tmp_path_factory: Any) -> Iterator[None]:
    """The clock's liar goes before all other middleware; scans go to a folder that is thrown away."""
    private = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path_factory.mktemp("private")}}
    with override_settings(MIDDLEWARE=[LIAR, *settings.MIDDLEWARE], STORAGES={**settings.STORAGES, "default": private}):
        yield


@pytest.fixture(scope="session")
def live_server(lying: None, live_server: Any) -> Any:
    """Started when the liar is in place."""
    return live_server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright keeps an event loop in the test's own thread
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Where the screenshots go."""
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def brings(live_server: Any, chromium: Browser, album: Path) -> Iterator[Callable[..., Someone]]:
    """Give a person a browser of her own; extra words go to it (java_script_enabled=False)."""
    everybody = []

    def bring(person: Person, **more: Any) -> Someone:
        size = {"width": WIDTHS[-1], "height": HEIGHT}
        context = chromium.new_context(base_url=live_server.url, locale="nl-NL", viewport=size, **more)
        context.set_default_timeout(PATIENCE)
        everybody.append(Someone(person, context, album))
        return everybody[-1]

    yield bring
    for someone in everybody:
        someone.leaves()


@pytest.fixture
def village(brings: Brings) -> Iterator[Village]:
    yield make_village(brings)
    tell_the_truth()
