from threading import Barrier, Thread

import pytest
from django.core import signing
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from caseflow.drafts.errors import AlreadyDone, BadToken
from caseflow.drafts.models import SpentToken
from caseflow.drafts.once import spend
from caseflow.drafts.tokens import MAX_AGE, issue, read


def test_a_token_says_whose_form_it_is_and_where(ida):
    token = read(issue(ida, "/note/"))
    assert (token.person_id, token.path) == (ida.pk, "/note/")
    assert read(issue(ida, "/note/")) != token


@pytest.mark.parametrize("token", [None, "", "nonsense", "a:b:c", "é:\0"])
def test_what_we_did_not_sign_says_nothing(token):
    assert read(token) is None


def test_signed_for_something_else_says_nothing():
    assert read(signing.dumps([1, "/note/", "x"], salt="another")) is None


def test_a_token_grows_old(ida, monkeypatch):
    token = issue(ida, "/note/")
    later = signing.time.time() + MAX_AGE.total_seconds() + 5
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert read(token) is None


def test_a_form_does_its_work_once(ida):
    token = issue(ida, "/note/")
    spend(token, ida)
    with pytest.raises(AlreadyDone):
        spend(token, ida)
    spend(issue(ida, "/note/"), ida)
    assert SpentToken.objects.count() == 2


def test_anothers_token_is_bad(ida, tom):
    for token in (issue(tom, "/note/"), "", None):
        with pytest.raises(BadToken):
            spend(token, ida)
    assert not SpentToken.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_refused_act_gives_the_token_back(ida):
    token = issue(ida, "/note/")
    with transaction.atomic():
        spend(token, ida)
        transaction.set_rollback(True)
    with transaction.atomic():
        spend(token, ida)
    with pytest.raises(TransactionManagementError):
        spend(token, ida)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_works(ida):
    token, start, outcomes = issue(ida, "/note/"), Barrier(2), []

    def click() -> None:
        start.wait()
        try:
            with transaction.atomic():
                spend(token, ida)
            outcomes.append("done")
        except AlreadyDone:
            outcomes.append("already done")
        finally:
            connection.close()

    clicks = [Thread(target=click) for _ in range(2)]
    [each.start() for each in clicks]
    [each.join() for each in clicks]
    assert sorted(outcomes) == ["already done", "done"]
