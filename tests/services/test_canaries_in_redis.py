"""What somebody typed never comes to stand in Redis, and no child's name: not in a task, the cache or a session.

Forms are sent as in tests/access/test_canaries.py, and kept; a real worker runs every task of the night meanwhile.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from redis import Redis

from caseflow import clock
from caseflow.audit.tasks import seal_school
from caseflow.drafts.models import Draft
from caseflow.notices.models import Notice
from caseflow.notices.tasks import deliver_notices
from caseflow.route.tasks import nightly_sweep
from pupils.models import Observation, Pupil
from pupils.tasks import close_ended_roles, purge_previews, sweep_files
from tests.access.canary import CANARY, OWN_NAME, SENT, boxes_of, hand_of
from tests.access.knocking import Knocker
from tests.access.matrix import Row
from tests.access.stage import make_stage
from tests.services.in_redis import held, names, overheard
from tests.services.together import until

pytestmark = pytest.mark.services
NAME = "zonnedauw7f3b"
WORDS = (CANARY, NAME)
#: After these there is less left to send a form about, so they come last.
LAST = ("route:exit", "route:desk_answer", "route:act/end", "route:act/take_off", "route:sop_act", "pupils:staff")


@pytest.fixture
def redis() -> Iterator[Any]:
    assert settings.REDIS_URL, "make services-test names it"
    with Redis.from_url(settings.REDIS_URL) as redis:
        redis.flushdb()  # this process's own; what an earlier run left there is not what this one wrote
        yield redis


@pytest.fixture
def knocker(on_postgres: None, settings: Any, tmp_path: Path) -> Iterator[Knocker]:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "scans"}},
    }
    with transaction.atomic():
        stage = make_stage()
    Pupil.objects.update(last_name=NAME)
    with clock.at(stage.today):
        yield Knocker(stage)


def test_nothing_that_was_typed_and_no_childs_name_is_in_redis(
    knocker: Knocker, queue: str, redis: Any, tmp_path: Path
) -> None:
    with overheard(settings.REDIS_URL) as commands:
        taken = [row for row in sorted(SENT, key=_comes_last) if _send(knocker, row)]
        _typed_while_signed_out(knocker)
        _come_in_wrongly()
        _every_task(knocker, queue)
        found = list(held(redis))
    assert len(taken) >= 30, [str(row) for row in taken]
    assert Observation.objects.filter(saw__contains=CANARY).exists()
    assert Draft.objects.filter(data__saw=[CANARY]).exists()
    assert any(queue.encode() in command for command in commands)  # what the worker was given was heard
    assert names(WORDS, found) == []
    assert names(WORDS, commands) == []
    kept = [item for one in Session.objects.all() for item in one.get_decoded().items()]
    assert {key for key, value in kept if CANARY in str(value)} == {LOGIN_SESSION_KEY}  # the address she typed herself
    assert CANARY not in (tmp_path / "worker.log").read_text()


def test_a_word_that_is_there_is_found(redis: Any) -> None:
    """Else the test above would find nothing because it cannot read."""
    queue = f"test-{uuid4().hex}"
    with overheard(settings.REDIS_URL) as commands:
        try:
            seal_school.apply_async(args=(1, f"{CANARY} in a task"), queue=queue)
            assert names((f"{CANARY} in a task",), list(held(redis)))
            cache.set("a-page", f"{NAME} in the cache")
            assert names((f"{NAME} in the cache",), list(held(redis)))
        finally:
            cache.delete("a-page")
            redis.delete(*redis.keys(f"*{queue}*"))
    assert names((f"{CANARY} in a task",), commands)
    assert names((f"{NAME} in the cache",), commands)


def _comes_last(row: Row) -> int:
    return int(row.label.startswith(LAST))


def _send(knocker: Knocker, row: Row) -> bool:
    """The form of this row, with the marked word in every box; whether it was taken, with a word in it."""
    hand = hand_of(row)
    page = knocker.knock_for_good(hand, "GET", row, {})
    marked = {name: f"{CANARY} {name}" for name in boxes_of(page.content.decode()) if (row.name, name) != OWN_NAME}
    answer = knocker.knock_for_good(hand, "POST", row, {**row.body(knocker.stage), **marked})
    return answer.status_code == 302 and bool(marked)


def _typed_while_signed_out(knocker: Knocker) -> None:
    """A form that comes in after the session ended is kept as a draft."""
    [row] = [row for row in SENT if row.name == "pupils:observe"]
    answer = knocker.knock_signed_out("te", row, {"saw": CANARY})
    assert answer.status_code == 302


def _come_in_wrongly() -> None:
    """Tries to sign in are counted in the cache: by whom, but not with what."""
    client = Client()
    for _try in range(3):
        client.post(reverse("account_login"), {"login": f"{CANARY}@school.example", "password": f"{CANARY} geheim"})
    client.post(reverse("account_request_login_code"), {"email": f"{CANARY}@school.example"})
    client.post(reverse("pupils:welcome"), {"code": CANARY})


def _every_task(knocker: Knocker, queue: str) -> None:
    """All of the night, and the mails of whatever was done; the worker's day is the wall's."""
    Notice.objects.update(not_before=date(2020, 1, 1))
    school = knocker.stage.places["start"]["school_id"]
    for task in (nightly_sweep, close_ended_roles, purge_previews, sweep_files, deliver_notices):
        task.apply_async(queue=queue)
    seal_school.apply_async(args=(school, knocker.stage.today.isoformat()), queue=queue)
    waiting = Notice.objects.filter(delivered_at=None, recipient__is_active=True).exclude(recipient__email=None)
    until(lambda: not waiting.exists(), "the worker did not mail")
