"""A marked word goes through every form, and turns up in no log, mail, task, address, event or other person's page.

It may stand where it was meant for: in the file, for who may read it. So each form is sent by somebody whose hand it
is, and what leaves by every other way is searched.
"""

import json
import logging
from io import BytesIO
from typing import Any

import pytest
from celery.app.task import Task as CeleryTask
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from pypdf import PdfReader
from pypdf.errors import PdfStreamError

from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.models import Notice
from pupils.hats import CHOSEN, Side
from pupils.models import Pupil
from tests.access.canary import CANARY, SEARCHED, SENT, SHOWN, boxes_of, hand_of, marks_of, words_in_an_address
from tests.access.knocking import Knocker, all_urls, letter_of
from tests.access.matrix import Row, rows
from tests.cast import make_guardian

pytestmark = pytest.mark.django_db
#: For each sort of sender those who may not read along, and where they would.
OTHERS = {
    "gx": "route:guardian_start",
    "g0": "route:guardian_start",
    "t2": "pupils:groups",
    "o0": "route:invited_start",
    "sx": "route:desk_inbox",
}


@pytest.fixture(scope="module", autouse=True)
def _what_waited_is_told(knocker: Knocker) -> None:
    """Once, and not again after each form; how it is told with marked words all around stands below."""
    deliver_waiting()


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
    page = knocker.knock(hand, "GET", row).content.decode()
    for marked in marks_of(row, page):
        mail.outbox.clear()
        assert _told_elsewhere(row, knocker, tasks, caplog, marked) == []


def _told_elsewhere(
    row: Row, knocker: Knocker, tasks: list[Any], caplog: pytest.LogCaptureFixture, marked: dict[str, str]
) -> list[str]:
    """Where the mark turned up; the form with it is taken as the form without is (the matrix says so)."""
    hand = hand_of(row)
    with transaction.atomic():
        answer = knocker.knock_for_good(hand, "POST", row, {**row.body(knocker.stage), **marked})
        assert letter_of(answer) == "R", f"{row} was refused with the mark in {sorted(marked)}"
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
    return [where for where, texts in left.items() if any(CANARY in text for text in texts)]


#: Forms after which somebody or a case is gone, and with it what else could be sent.
ENDS = (
    *("account_logout", "route:exit", "pupils:staff", "pupils:role_end", "pupils:handover", "pupils:outsider"),
    *("pupils:group_move", "pupils:leave_school", "pupils:come_back"),
)
#: By whose hand a word was typed, and who may read it nowhere: on no page, in no file, feed or answer of the API.
NOWHERE_FOR = {
    "a parent": (("g1",), ("g2", "g0", "gx", "as", "lo", "te", "t2", "o0", "sx")),
    "the school": (("te", "ib", "di"), ("gx", "t2", "i2", "o0", "oe", "sx", "--")),
}


@pytest.mark.parametrize("whose", NOWHERE_FOR)
def test_who_may_not_read_it_reads_it_on_no_page_whatever(whose: str, knocker: Knocker, tasks: list[Any]) -> None:
    """All forms of these hands are sent, and then every address is opened by who may not; a parent's words also by a
    teacher who is a parent of these children herself, at work."""
    hands, others = NOWHERE_FOR[whose]
    with transaction.atomic():
        sent = [row for row in SENT if hand_of(row) in hands and not row.name.startswith(ENDS)]
        taken = [row for row in sent if _is_taken(row, knocker)]
        assert len(taken) > len(sent) / 2, [str(row) for row in sent if row not in taken]
        mail.outbox.clear()
        Notice.objects.exclude(delivered_at=None).update(delivered_at=None, attempts=0, taken_until=None)
        assert deliver_waiting() > len(taken) / 2  # old promises are told as all is now, and new ones
        assert [one.subject for one in mail.outbox if CANARY in f"{one.subject} {one.body} {_enclosed(one)}"] == []
        if "te" in others:
            _make_parent_at_work(knocker)
        told = {
            (str(row), column)
            for column in others
            for row in rows()
            if row.cells[column][0] == "2" and CANARY in _text(knocker.knock_for_good(column, "GET", row, {}))
        }
        transaction.set_rollback(True)
    assert told == set()


def _is_taken(row: Row, knocker: Knocker) -> bool:
    hand = hand_of(row)
    page = knocker.knock_for_good(hand, "GET", row, {}).content.decode()
    body = {**row.body(knocker.stage), **marks_of(row, page)[0]}
    return letter_of(knocker.knock_for_good(hand, "POST", row, body)) == "R"


def _make_parent_at_work(knocker: Knocker) -> None:
    teacher = knocker.stage.people["te"]
    for pk in {place["pupil_id"] for place in knocker.stage.places.values() if "pupil_id" in place}:
        make_guardian(Pupil.objects.get(pk=pk), person=teacher)
    session = SessionStore(knocker.sessions["te"][settings.SESSION_COOKIE_NAME].value)
    session[CHOSEN] = Side.WORK
    session.save()


def _text(answer: Any) -> str:
    """What can be read of an answer; the letters of a PDF in their order."""
    if answer.headers.get("Content-Type") != "application/pdf":
        return str(answer.content.decode(errors="replace"))
    try:
        pages = PdfReader(BytesIO(answer.content)).pages
    except PdfStreamError:  # the scan of a signature, which here is no more than its head
        return ""
    return "".join("".join(page.extract_text() for page in pages).split())


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
