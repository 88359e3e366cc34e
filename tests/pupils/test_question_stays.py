"""What the guardians were asked stays as it was asked: the database refuses another text, term, part or recipient."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from pupils.models import Consent, PassedOver
from tests.cast import answer, make_consent, make_guardian, make_person, make_pupil, make_school

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def asked() -> Consent:
    return make_consent(make_pupil(make_school()), recipients=[make_person("Wie mee mag lezen")])


def refused(act: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        act()


OTHER: dict[str, Any] = {
    "named": {"1": "Een ander"},
    "text": "Iets anders", "parts": ["question", "opp"], "until": DAY + timedelta(days=4000), "purpose": "x",
    "purpose_name": "x", "care": True, "everyone": False, "language": "en", "asked_on": date(2020, 1, 1), "case_id": 9,
    "item_id": 4,
}  # fmt: skip


@pytest.mark.parametrize("field", OTHER)
def test_nothing_of_the_question_changes(asked: Consent, field: str) -> None:
    each = Consent.objects.filter(pk=asked.pk)
    refused(lambda: each.update(**{field: OTHER[field]}))
    setattr(asked, field, OTHER[field])
    refused(asked.save)
    asked.refresh_from_db()
    assert getattr(asked, field) != OTHER[field]


def test_but_the_day_of_the_reminder_does(asked: Consent) -> None:
    asked.remind_on = DAY
    asked.save()
    assert Consent.objects.filter(pk=asked.pk).update(remind_on=None) == 1


def test_every_column_but_that_one_is_kept(asked: Consent) -> None:
    kept = {field.name for field in Consent._meta.concrete_fields} - {"remind_on"}
    assert kept == {*OTHER, "id", "pupil", "asked_by", "sop_version"}


def test_it_is_not_taken_back(asked: Consent) -> None:
    refused(lambda: Consent.objects.filter(pk=asked.pk)._raw_delete("default"))


def test_whom_it_names_stays(asked: Consent) -> None:
    """Nobody is taken off or put in the place of another; once somebody answered, nobody is added either."""
    rows, other = Consent.recipients.through.objects.filter(consent=asked), make_person("Een ander")
    refused(lambda: rows.update(person=other))
    refused(asked.recipients.clear)
    answer(asked, make_guardian(asked.pupil), "given")
    refused(lambda: asked.recipients.add(other))
    assert [person.name for person in asked.recipients.all()] == ["Wie mee mag lezen"]


def test_who_was_passed_over_and_why_stays(asked: Consent) -> None:
    over = {"guardian": make_guardian(asked.pupil), "consent": asked, "by": make_person(), "reasons": "x", "on": DAY}
    PassedOver.objects.create(**over)
    refused(lambda: PassedOver.objects.update(reasons="anders"))
    refused(lambda: PassedOver.objects.all()._raw_delete("default"))


@pytest.mark.services
def test_on_postgresql_too(asked: Consent) -> None:
    assert connection.vendor == "postgresql"
    test_nothing_of_the_question_changes(asked, "parts")
    test_but_the_day_of_the_reminder_does(asked)
    test_whom_it_names_stays(asked)
