"""Coming in with the mail of the school, as somebody does it in a browser: the link, the code of a second mail."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.notices.delivery import deliver_waiting

GOOD = "de kwartel eet graag trombones"
FIRST, PROVE, CHOOSE = (reverse(f"pupils:{name}") for name in ("way_in_form", "way_in_prove", "way_in_choose"))


@pytest.fixture(autouse=True)
def own_day(request: pytest.FixtureRequest, settings: Any) -> Iterator[None]:
    """It is the TODAY of the module that takes this in; what counts the mails and tries is this process's own.

    In Redis other workers of the suite would count along.
    """
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "by mail"}}
    cache.clear()
    with clock.at(request.module.TODAY):
        yield


def link_in_the_mail() -> str:
    deliver_waiting()
    found = re.search(r"/uitnodiging/\w+/", str(mail.outbox[-1].body))
    assert found
    return found[0]


def code_in_the_mail() -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[0]


def prove_mailbox(browser: Client, link: str) -> None:
    browser.get(link)
    browser.post(FIRST)
    browser.post(PROVE, {"code": code_in_the_mail()})


def come_in(browser: Client, link: str, name: str = "Nina") -> Any:
    prove_mailbox(browser, link)
    return browser.post(CHOOSE, {"name": name, "password": GOOD, "again": GOOD})


def followed(link: str) -> tuple[int, str]:
    """What a browser of nobody gets, without what differs at every showing."""
    answer = Client().get(link, follow=True)
    page = answer.content.decode()
    return answer.status_code, re.sub(r'value="[^"]+"|"X-CSRFToken": "[^"]+"', "", page)
