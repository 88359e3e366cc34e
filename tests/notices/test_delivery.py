from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.utils.translation import get_language

from caseflow import clock
from caseflow.notices.delivery import CLAIM, MOST_ATTEMPTS, QUICK_ATTEMPTS, deliver_waiting
from caseflow.notices.kinds import Kind
from caseflow.notices.models import Notice
from caseflow.notices.tasks import deliver_notices
from caseflow.wall.context import EVERY_SCHOOL, rows_of


@pytest.fixture
def fails_for(monkeypatch):
    """A mail server that is down for mails with these subjects; an empty set is a server that works."""
    down: set[str] = set()
    send = EmailBackend.send_messages

    def send_or_fail(backend, messages):
        if any(message.subject in down for message in messages):
            raise ConnectionRefusedError
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_or_fail)
    return down


def test_it_is_delivered_once(promise, ida):
    promise()
    deliver_notices()
    deliver_notices()
    assert [message.to for message in mail.outbox] == [[ida.email]]
    assert Notice.objects.get().delivered_at is not None


def test_a_failing_mail_waits_for_the_next_run_and_holds_up_no_other(promise, fails_for):
    promise("first", kind="deadline_late")
    promise("second")
    fails_for.add("Een datum is voorbij")
    assert deliver_waiting() == 1
    failed = Notice.objects.get(delivered_at=None)
    assert (failed.key, failed.attempts) == ("first", 1)
    fails_for.clear()
    assert deliver_waiting() == 1
    assert deliver_waiting() == 0
    assert sorted(message.subject for message in mail.outbox) == [
        "De school vraagt uw toestemming",
        "Een datum is voorbij",
    ]
    assert Notice.objects.get(key="first").attempts == 2


def test_a_mail_that_keeps_failing_is_tried_by_the_hour_and_in_the_end_no_more(promise, fails_for):
    promise()
    fails_for.add("De school vraagt uw toestemming")
    for _ in range(QUICK_ATTEMPTS + 2):
        deliver_waiting()
    assert Notice.objects.get().attempts == QUICK_ATTEMPTS
    with clock.at(clock.today() + timedelta(days=1)):
        deliver_waiting()
    assert Notice.objects.get().attempts == QUICK_ATTEMPTS + 1
    Notice.objects.update(attempts=MOST_ATTEMPTS, taken_until=None)
    deliver_waiting()
    assert Notice.objects.get().attempts == MOST_ATTEMPTS


def test_it_waits_for_its_day(promise):
    promise(not_before=date(2026, 3, 3))
    with clock.at(date(2026, 3, 2)):
        assert deliver_waiting() == 0
    with clock.at(date(2026, 3, 3)):
        assert deliver_waiting() == 1


def test_who_no_longer_has_an_account_gets_no_mail(promise, ida):
    promise()
    ida.is_active = False
    ida.save()
    assert deliver_waiting() == 0


def test_what_another_worker_has_taken_is_left_alone_until_its_claim_ends(promise):
    promise()
    Notice.objects.update(taken_until=clock.now() + CLAIM)
    assert deliver_waiting() == 0
    Notice.objects.update(taken_until=clock.now())
    assert deliver_waiting() == 1


def test_more_than_one_batch_goes_in_one_run(promise, monkeypatch):
    monkeypatch.setattr("caseflow.notices.delivery.AT_ONCE", 2)
    for number in range(5):
        promise(f"task-{number}")
    assert deliver_waiting() == 5


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_short_mail_with_the_site_and_a_subject(promise, settings, kind):
    settings.SITE_URL = "https://caseflow.example"
    promise(kind=kind)
    assert deliver_waiting() == 1
    (message,) = mail.outbox
    assert 10 < len(message.subject) < 60
    assert message.body.startswith("Dag Ida & Bo,\n")
    assert "https://caseflow.example\n" in message.body
    assert "{" not in message.body
    assert "case" not in message.body.lower().replace("caseflow", "")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_in_the_recipients_language(promise, ida, monkeypatch, language):
    ida.language = language
    ida.save()
    seen = []
    monkeypatch.setattr(
        "caseflow.notices.delivery.render_to_string",
        lambda *_: seen.append(get_language()) or "Onderwerp\nBrief",
    )
    promise()
    deliver_waiting()
    assert seen == [language]


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_workers_deliver_each_notice_once(promise, monkeypatch):
    monkeypatch.setattr("caseflow.notices.delivery.AT_ONCE", 3)
    with transaction.atomic():
        for number in range(30):
            promise(f"task-{number}")
    start = Barrier(2)

    def work() -> None:
        start.wait()
        with rows_of(EVERY_SCHOOL):  # as the task says: a thread begins with nobody's
            deliver_waiting()
        connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    deliver_waiting()
    assert len(mail.outbox) == 30
    assert not Notice.objects.filter(delivered_at=None).exists()
    assert set(Notice.objects.values_list("attempts", flat=True)) == {1}
