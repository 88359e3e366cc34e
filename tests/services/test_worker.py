"""A real Celery worker in a process of its own: the sweep runs there, and what it promises is mailed from there."""

from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from django.db import transaction

from caseflow import clock
from caseflow.audit.tasks import seal_school
from caseflow.notices.models import Notice
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.notices.tasks import deliver_notices
from caseflow.route.commands.case import open_case
from caseflow.route.models import Deadline
from caseflow.route.tasks import nightly_sweep
from caseflow.sop.vocabulary import RoleKind
from tests.services.together import until
from tests.world import REAL, World, make_world

pytestmark = pytest.mark.services


@pytest.fixture
def world(on_postgres: None) -> World:
    return make_world(REAL / "kbs-crescendo.yaml")


def _near_its_end(world: World) -> Deadline:
    """A term whose last day is near today: the worker's clock is the wall's."""
    received = clock.today() - timedelta(weeks=4)
    director = world.of_kind(RoleKind.DIRECTOR)
    with clock.at(received):
        case = open_case(world.pupil.pk, actor=director, reason="aangemeld", received_on=received)
    return Deadline.objects.get(case=case)


def _mailed(var: Path) -> list[str]:
    """The address of every mail that was written."""
    written = b"".join(file.read_bytes() for file in sorted((var / "mail").glob("*.log")))
    mails = [message_from_bytes(one.strip(), policy=default) for one in written.split(b"-" * 79) if one.strip()]
    return sorted(mail["To"] for mail in mails)


def _promised() -> list[str]:
    return sorted(Notice.objects.values_list("recipient__email", flat=True))


def test_the_sweep_reminds_and_the_mail_goes_out_once(world: World, queue: str, tmp_path: Path) -> None:
    term, director = _near_its_end(world), world.of_kind(RoleKind.DIRECTOR)
    nightly_sweep.apply_async(queue=queue)
    until(lambda: _reminded(term) is not None, "the worker did not sweep")
    assert Notice.objects.filter(recipient=director, kind="deadline_near").count() == 1

    deliver_notices.apply_async(queue=queue)
    until(_is_all_delivered, "the worker did not mail")
    assert _mailed(tmp_path) == _promised()

    # A second run of both changes nothing. A notice put behind them says when they are done.
    before = Notice.objects.count()
    nightly_sweep.apply_async(queue=queue)
    with transaction.atomic():
        behind = {"recipient_id": world.desk.pk, "kind": "consent_asked", "school_id": world.school.pk}
        notify_many([NoticeSpec(key="behind", **behind)])
    deliver_notices.apply_async(queue=queue)
    until(_is_all_delivered, "the worker stopped")
    assert Notice.objects.count() == before + 1
    assert _mailed(tmp_path) == _promised()


def test_a_task_that_fails_leaves_no_words_in_the_worker_s_log(queue: str, tmp_path: Path) -> None:
    seal_school.apply_async(args=(1, "Sanne heeft dyslexie"), queue=queue)
    log = tmp_path / "worker.log"
    until(lambda: "raised unexpected: builtins.ValueError" in log.read_text(), "the worker did not fail")
    assert "Sanne" not in log.read_text()


def _reminded(term: Deadline) -> date | None:
    return Deadline.objects.values_list("reminded_on", flat=True).get(pk=term.pk)


def _is_all_delivered() -> bool:
    return not Notice.objects.filter(delivered_at=None).exists()
