from datetime import date, timedelta

from caseflow import clock
from caseflow.drafts.models import Draft, SpentToken
from caseflow.drafts.once import spend
from caseflow.drafts.tasks import purge_drafts
from caseflow.drafts.tokens import issue

START = date(2026, 3, 2)


def after(days: int) -> tuple[int, int]:
    with clock.at(START + timedelta(days=days)):
        purge_drafts()
    return Draft.objects.count(), SpentToken.objects.count()


def test_drafts_go_after_two_weeks_and_spent_tokens_after_thirty_days(ida, django_assert_num_queries):
    with clock.at(START):
        Draft.objects.create(person=ida, path="/note/", data={}, saved_at=clock.now())
        spend(issue(ida, "/note/"), ida)
    assert after(14) == (1, 1)
    assert after(15) == (0, 1)
    assert after(30) == (0, 1)
    assert after(31) == (0, 0)
    with django_assert_num_queries(2):
        purge_drafts()
