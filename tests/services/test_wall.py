"""The second wall (design §6): PostgreSQL gives no row of another school, whatever a view or a queryset forgets."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.notices.tasks import deliver_notices
from caseflow.sop.vocabulary import RoleKind
from caseflow.wall.context import EVERY_SCHOOL, NOBODY, of_person, rows_of
from pupils.models import Guardian, Person, Pupil, School
from tests.cast import (
    make_grant,
    make_group,
    make_guardian,
    make_person,
    make_pupil,
    make_school,
    make_staff,
    make_swv,
    make_swv_member,
)
from tests.services.conftest import TODAY

pytestmark = pytest.mark.services
REFUSED = "row-level security"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(db: None) -> Iterator[None]:
    assert connection.vendor == "postgresql", "make services-test names the database"
    with clock.at(TODAY):
        yield


@dataclass(frozen=True)
class Place:
    school: School
    pupil: Pupil
    ib_er: Person
    guardian: Guardian


class Two:
    """Two schools of two samenwerkingsverbanden, with a child, a guardian and an IB-er each."""

    def __init__(self) -> None:
        self.here, self.there = _school("De Vlinder", "Noor"), _school("Het Anker", "Bo")


def _school(name: str, child: str) -> Place:
    school = make_school(name, make_swv(f"Samen {name}"))
    pupil = make_pupil(school, make_group(school), first_name=child)
    ib_er = make_staff(school, RoleKind.IB_ER)
    return Place(school, pupil, ib_er, make_guardian(pupil))


@pytest.fixture
def two() -> Two:
    return Two()


def _seen() -> set[int]:
    return set(Pupil.objects.values_list("pk", flat=True))


# --- Whose rows ----------------------------------------------------------------------------------------------------


def test_nobody_sees_nothing(two: Two) -> None:
    with rows_of(NOBODY):
        assert not Pupil.objects.exists()
        assert not Guardian.objects.exists()
        assert not Guardian.objects.filter(pk=two.here.guardian.pk).exists()


def test_a_school_sees_its_own_rows_and_what_hangs_on_them(two: Two) -> None:
    with rows_of([two.here.school.pk]):
        assert _seen() == {two.here.pupil.pk}
        assert list(Guardian.objects.all()) == [two.here.guardian]
    with rows_of(EVERY_SCHOOL):
        assert _seen() == {two.here.pupil.pk, two.there.pupil.pk}


def _works(two: Two) -> Person:
    return two.here.ib_er


def _has_a_child(two: Two) -> Person:
    return two.here.guardian.person


def _is_invited(two: Two) -> Person:
    return make_grant(make_person("Olga Buiten"), two.here.pupil).person


def _sits_at_the_desk(two: Two) -> Person:
    return make_swv_member(two.here.school.swv)


def _will_work(two: Two) -> Person:
    return make_staff(two.here.school, starts_on=TODAY + DAY)


def _left(two: Two) -> Person:
    return make_staff(two.here.school, ends_on=TODAY - DAY)


def _was_invited(two: Two) -> Person:
    return make_grant(make_person("Olga Buiten"), two.here.pupil, ended_on=TODAY).person


def _is_a_stranger(two: Two) -> Person:
    return make_person()


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (_works, True), (_has_a_child, True), (_is_invited, True), (_sits_at_the_desk, True),
        (_will_work, False), (_left, False), (_was_invited, False), (_is_a_stranger, False),
    ],
)  # fmt: skip
def test_a_person_meets_the_schools_where_she_has_a_hat(who: Any, sees: bool, two: Two) -> None:
    with rows_of(of_person(who(two).pk, TODAY)):
        assert _seen() == ({two.here.pupil.pk} if sees else set())


def test_a_person_of_two_schools_meets_both(two: Two) -> None:
    make_staff(two.there.school, person=two.here.ib_er)
    with rows_of(of_person(two.here.ib_er.pk, TODAY)):
        assert _seen() == {two.here.pupil.pk, two.there.pupil.pk}


# --- Writing -------------------------------------------------------------------------------------------------------


def test_a_row_into_another_school_is_refused(two: Two) -> None:
    with rows_of([two.here.school.pk]), pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic():
        make_pupil(two.there.school)


def test_a_row_that_hangs_on_another_school_is_refused(two: Two) -> None:
    with rows_of([two.here.school.pk]), pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic():
        make_guardian(two.there.pupil)


def test_a_row_does_not_move_to_another_school(two: Two) -> None:
    with rows_of([two.here.school.pk]):
        with pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic():
            Pupil.objects.filter(pk=two.here.pupil.pk).update(school=two.there.school)
        with pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic():
            Guardian.objects.filter(pk=two.here.guardian.pk).update(pupil=two.there.pupil)


def test_a_row_of_another_school_is_not_changed_and_not_removed(two: Two) -> None:
    with rows_of([two.here.school.pk]):
        assert Pupil.objects.filter(pk=two.there.pupil.pk).update(first_name="Bob") == 0
        assert Guardian.objects.filter(pk=two.there.guardian.pk).delete()[0] == 0
    two.there.pupil.refresh_from_db()
    assert two.there.pupil.first_name == "Bo"


def test_the_school_of_a_row_is_not_said_by_who_writes_it(two: Two) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pupils_guardian SET wall_school_id = %s WHERE id = %s",
            [two.there.school.pk, two.here.guardian.pk],
        )
    with rows_of([two.there.school.pk]):
        assert not Guardian.objects.filter(pk=two.here.guardian.pk).exists()


def test_a_promise_to_mail_is_of_one_s_own_school(two: Two) -> None:
    spec = NoticeSpec(key="elders", recipient_id=two.here.ib_er.pk, kind="consent_asked", school_id=two.there.school.pk)
    with rows_of([two.here.school.pk]), pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic():
        notify_many([spec])


# --- How long it lasts ---------------------------------------------------------------------------------------------


def test_a_savepoint_that_is_rolled_back_takes_back_what_was_told_in_it(two: Two) -> None:
    with rows_of([two.here.school.pk]):
        with transaction.atomic(), rows_of([two.there.school.pk]):
            assert _seen() == {two.there.pupil.pk}
            transaction.set_rollback(True)
        assert _seen() == {two.here.pupil.pk}
    with rows_of(NOBODY):
        assert not _seen()


def test_an_error_of_the_database_leaves_the_wall_where_it_was(two: Two) -> None:
    with rows_of([two.here.school.pk]):
        with pytest.raises(DatabaseError), transaction.atomic(), rows_of(EVERY_SCHOOL), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert _seen() == {two.here.pupil.pk}


def test_a_savepoint_that_holds_is_told_anew(two: Two) -> None:
    with rows_of([two.here.school.pk]):
        with transaction.atomic(), rows_of([two.there.school.pk]):
            assert _seen() == {two.there.pupil.pk}
        assert _seen() == {two.here.pupil.pk}


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_transaction_is_left_to_the_next() -> None:
    two = Two()
    with rows_of([two.here.school.pk]):
        with transaction.atomic():
            assert _seen() == {two.here.pupil.pk}
        with rows_of(NOBODY), transaction.atomic():
            assert not _seen()
        assert _seen() == {two.here.pupil.pk}  # outside any transaction, in one of its own
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    with rows_of(NOBODY):
        assert not _seen()
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('caseflow.every', true), current_setting('caseflow.schools', true)")
            assert not any(cursor.fetchone())


@pytest.mark.django_db(transaction=True)
def test_rows_that_come_piece_by_piece_outside_a_transaction_are_of_the_same_schools() -> None:
    two = Two()
    again = make_pupil(two.here.school)
    with rows_of([two.here.school.pk]):
        rows = Pupil.objects.order_by("pk").iterator(chunk_size=1)
        first = next(rows)
        with rows_of(EVERY_SCHOOL):
            assert [first, *rows] == [two.here.pupil, again]


@pytest.mark.django_db(transaction=True)
def test_a_thread_begins_with_nobody() -> None:
    Two()
    found: list[int] = []

    def look() -> None:
        found.append(Pupil.objects.count())
        connection.close()

    with rows_of(EVERY_SCHOOL):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        assert Pupil.objects.count() == 2
    assert found == [0]


def test_a_task_without_a_word_sees_nothing(two: Two) -> None:
    with transaction.atomic():
        notify_many(
            [NoticeSpec(key="een", recipient_id=two.here.ib_er.pk, kind="consent_asked", school_id=two.here.school.pk)]
        )
    with rows_of(NOBODY):
        deliver_notices.run.__wrapped__()  # without what it says
        assert not Notice.objects.exists()
        deliver_notices.run()
    assert Notice.objects.exclude(delivered_at=None).count() == 1
