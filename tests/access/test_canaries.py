"""A marked word goes through every form, and turns up in no log, mail, task, address, event or other person's page.

It may stand where it was meant for: in the file, for who may read it. So each form is sent by somebody whose hand it
is, and what leaves by every other way is searched.
"""

import json
import logging
from typing import Any

import pytest
from celery.app.task import Task as CeleryTask
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.models import Notice
from tests.access.canary import CANARY, OWN_NAME, SEARCHED, SENT, SHOWN, boxes_of, hand_of, words_in_an_address
from tests.access.knocking import Knocker, all_urls
from tests.access.matrix import Row, rows

pytestmark = pytest.mark.django_db
#: For each sort of sender those who may not read along, and where they would.
OTHERS = {
    "gx": "route:guardian_start",
    "g0": "route:guardian_start",
    "t2": "pupils:groups",
    "o0": "route:invited_start",
    "sx": "route:desk_inbox",
}


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is handed to Celery: its broker would write it to Redis."""
    handed: list[Any] = []
    monkeypatch.setattr(CeleryTask, "apply_async", lambda _task, *args, **more: handed.append((args, more)))
    return handed


@pytest.mark.parametrize("row", SENT, ids=str)
def test_what_somebody_typed_goes_nowhere_else(
    row: Row, knocker: Knocker, tasks: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hand = hand_of(row)
    with transaction.atomic():
        body = row.body(knocker.stage)
        shown = knocker.knock_for_good(hand, "GET", row, {})
        marked = {name: f"{CANARY} {name}" for name in boxes_of(shown.content.decode()) if (row.name, name) != OWN_NAME}
        answer = knocker.knock_for_good(hand, "POST", row, {**body, **marked})
        again = knocker.knock_for_good(hand, "POST", row, {**marked, "answer": CANARY, "reason": ""})
        deliver_waiting()
        left = {
            "an address": [one.headers.get("Location", "") for one in (answer, again)],
            "the log": [caplog.text],
            "a mail": [f"{one.subject} {one.body} {one.to} {_enclosed(one)}" for one in mail.outbox],
            "a task": [repr(tasks)],
            "the cache": [repr(getattr(cache, "_cache", {}))],
            "a notice": [json.dumps(list(Notice.objects.values()), default=str)],
            "an event": [json.dumps(list(CaseEvent.objects.order_by("-pk").values("data")[:50]), default=str)],
            "the read log": [json.dumps(list(ReadRow.objects.order_by("-pk").values()[:50]), default=str)],
            "somebody else's page": [knocker.open(other, name).content.decode() for other, name in OTHERS.items()],
            "an error page": [_absent(knocker)],
        }
        if hand == "g1":
            left["the other parent's page"] = [
                knocker.open("g2", "route:guardian_start").content.decode(),
                knocker.knock_for_good("g2", "GET", row, {}).content.decode(),
            ]
        transaction.set_rollback(True)
    told = [where for where, texts in left.items() if any(CANARY in text for text in texts)]
    assert told == []


def _enclosed(letter: Any) -> str:
    return " ".join(part.get_payload(decode=True).decode() for part in letter.attachments)


def _absent(knocker: Knocker) -> str:
    return knocker.client.get(reverse("route:case", args=[999_999_999])).content.decode()


def test_the_marked_word_is_really_sent(knocker: Knocker) -> None:
    """Else the test above would find nothing because nothing was there."""
    with_boxes = [row for row in SENT if boxes_of(knocker.knock(hand_of(row), "GET", row).content.decode())]
    assert len(with_boxes) >= 20
    [seen] = [row for row in SENT if row.name == "pupils:observe"]
    with transaction.atomic():
        knocker.knock_for_good(hand_of(seen), "POST", seen, {**seen.body(knocker.stage), "saw": CANARY})
        page = knocker.knock_for_good(hand_of(seen), "GET", _pupil_page(), {}).content.decode()
        transaction.set_rollback(True)
    assert CANARY in page


def _pupil_page() -> Row:
    return next(row for row in rows() if row.name == "pupils:pupil")


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_no_form_sends_words_in_an_address(name: str, knocker: Knocker) -> None:
    """An address stands in the browser's history, in a proxy's log, and in `next` where one must sign in first."""
    row, column = SHOWN[name]
    assert words_in_an_address(knocker.knock(column, "GET", row).content.decode(errors="replace")) == []


@pytest.mark.parametrize("row", SEARCHED, ids=str)
def test_a_name_that_is_searched_goes_nowhere_else(
    row: Row, knocker: Knocker, tasks: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with transaction.atomic():
        [box] = boxes_of(knocker.knock_for_good("ib", "GET", row, {}).content.decode())
        answer = knocker.knock_for_good("ib", "POST", row, {box: CANARY})
        read = json.dumps(list(ReadRow.objects.order_by("-pk").values()[:50]), default=str)
        transaction.set_rollback(True)
    assert answer.content.decode().count(CANARY) == answer.content.decode().count(f'value="{CANARY}"') > 0
    assert CANARY not in f"{caplog.text} {tasks!r} {read} {dict(answer.headers)}"


def test_every_form_that_takes_words_is_sent() -> None:
    """Each address whose form somebody may send is among them, or shows no page of its own before it is sent."""
    sendable = {row.name for row in rows() if any(cell[1] == "R" and cell[0] == "2" for cell in row.cells.values())}
    known = {url.name for url in all_urls()}
    assert {row.name for row in SENT} >= (sendable & known) - {"pupils:hat", "account_logout"} - _only_others()


def _only_others() -> set[str]:
    """Forms that none of the hands above may send: those of other schools' people are the same forms."""
    return {row.name for row in rows() if not hand_of(row)}
