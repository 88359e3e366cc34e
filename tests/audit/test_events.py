from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils.timezone import localtime

from caseflow import clock
from caseflow.audit.chain import verify, verify_school
from caseflow.audit.erasing import erase_texts
from caseflow.audit.models import CaseEvent, EventSpec, EventText
from caseflow.audit.queries import events_of, timeline
from caseflow.wall.context import rows_of
from tests.append_only import guards_lifted

SPEC = EventSpec(
    chain="case-1", kind="flag", school_id=1, pupil_id=7, actor=None, role="", on=date(2026, 3, 2), case_id=1
)


def test_it_stands_at_the_end_of_its_chain(happens, ida):
    first = happens()
    second = happens(actor=ida, role="director,ib_er", data={"opp": 3, "on": date(2026, 1, 1)}, to_state="zorgteam")
    other = happens("pupil-7")
    assert [(e.chain, e.number) for e in (first, second, other)] == [("case-1", 1), ("case-1", 2), ("pupil-7", 1)]
    assert second.previous == first.digest
    stored = CaseEvent.objects.get(pk=second.pk)
    assert (stored.actor_id, stored.role, stored.data) == (ida.pk, "director,ib_er", {"opp": 3, "on": "2026-01-01"})
    assert verify("case-1") == [] == verify_school(1)


def test_it_is_told_at_the_time_of_the_clock(happens):
    with clock.at(date(2025, 9, 1)):
        assert localtime(happens().at).date() == date(2025, 9, 1)


def test_a_moment_is_pinned_to_the_minute(happens):
    noon = datetime(2025, 9, 1, 23, 30, tzinfo=UTC)
    with clock.at(noon):
        assert (clock.now(), clock.today(), happens().at) == (noon, date(2025, 9, 2), noon)


def test_what_was_undone_does_not_count_and_stays_in_the_memory(happens):
    first, second = happens(), happens()
    other = happens("case-2")
    happens(kind="undo", data={"undoes": second.number})
    last = happens()
    assert list(CaseEvent.objects.standing().order_by("pk")) == [first, other, last]
    happens(kind="undo", data={"undoes": last.number})
    happens(kind="undo", data={"undoes": first.number})
    assert list(CaseEvent.objects.standing()) == [other]
    assert CaseEvent.objects.count() == 7
    assert verify("case-1") == []


def test_a_set_takes_its_places_in_order_and_comes_back_in_order(happens):
    happens("case-2")
    given = [replace(SPEC, chain=chain, texts={"note": chain}) for chain in ("case-2", "case-1", "case-2")]
    written = CaseEvent.objects.append_many(given)
    assert [(e.chain, e.number, e.texts["note"]) for e in written] == [
        ("case-2", 2, "case-2"),
        ("case-1", 1, "case-1"),
        ("case-2", 3, "case-2"),
    ]
    assert verify_school(1) == []


def test_the_same_thing_twice_is_two_events(db):
    assert [event.number for event in CaseEvent.objects.append_many([SPEC, SPEC])] == [1, 2]


def test_no_events_are_no_events(db):
    assert CaseEvent.objects.append_many([]) == []


@pytest.mark.parametrize("size", [1, 40])
def test_a_set_costs_the_same_however_large(db, django_assert_num_queries, size):
    specs = [replace(SPEC, chain=f"case-{number}", texts={"note": "x"}) for number in range(size)]
    with django_assert_num_queries(5):  # heads, savepoint, events, release, texts
        CaseEvent.objects.append_many(specs)


def test_a_wrong_event_is_an_error_and_not_tried_for_ever(happens):
    with pytest.raises(IntegrityError):
        happens(kind=None)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused(happens):
    with pytest.raises(TransactionManagementError):
        happens()


def test_erased_texts_are_gone_and_the_chain_still_verifies(happens):
    happens(texts={"reason": "Zij leest nog moeizaam.", "empty": ""})
    happens("case-2", texts={"reason": "Blijft."})
    assert CaseEvent.objects.get(chain="case-1").texts == {"reason": "Zij leest nog moeizaam."}
    assert erase_texts(["case-1"]) == 1
    event = CaseEvent.objects.get(chain="case-1")
    assert event.texts == {}
    assert event.is_erased
    assert EventText.objects.count() == 1
    assert verify_school(1) == []


def test_an_event_without_words_was_not_erased(happens):
    event = happens(texts={"reason": ""})
    assert not event.is_erased
    assert event.text_digest == ""


@pytest.mark.parametrize("change", [{"actor_id": 9}, {"to_state": "opp"}, {"data": {"met": True}}, {"number": 5}])
def test_a_changed_event_is_found(happens, change):
    happens()
    happens(texts={"reason": "x"})
    with guards_lifted("audit_caseevent"):
        CaseEvent.objects.filter(number=1).update(**change)
    assert verify("case-1")


def test_a_changed_text_is_found(happens):
    happens(texts={"reason": "Nee."})
    with guards_lifted("audit_eventtext"):
        EventText.objects.update(texts={"reason": "Ja."})
    assert verify("case-1") == ["case-1#1: its texts were changed"]


def test_a_hole_is_found(happens):
    for _ in range(3):
        happens()
    with guards_lifted("audit_caseevent"):
        CaseEvent.objects.filter(number=2).delete()
    assert verify("case-1")


def test_the_timeline_is_one_query_over_chains(happens, ida, django_assert_num_queries):
    with clock.at(date(2026, 3, 1)):
        happens("pupil-7", kind="log_observation", actor=ida, role="teacher", texts={"saw": "Wiebelt."})
    happens("case-1", to_state="zorgteam")
    happens("case-2")
    with django_assert_num_queries(1):
        rows = list(timeline(["case-1", "pupil-7"]))
    assert [(row.kind, row.actor_id, row.texts) for row in rows] == [
        ("log_observation", ida.pk, {"saw": "Wiebelt."}),
        ("enter", None, {}),
    ]
    assert [event.chain for event in events_of(["case-1", "pupil-7"])] == ["pupil-7", "case-1"]


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_chain_leave_no_gap_and_no_fork():
    start, failures = Barrier(2), []

    def write() -> None:
        start.wait()
        try:
            for _ in range(15):
                with rows_of([SPEC.school_id]), transaction.atomic():
                    CaseEvent.objects.append_many([SPEC, replace(SPEC, chain="case-2")])
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    writers = [Thread(target=write) for _ in range(2)]
    [writer.start() for writer in writers]
    [writer.join() for writer in writers]
    assert failures == []
    assert CaseEvent.objects.count() == 60
    assert verify_school(1) == []
