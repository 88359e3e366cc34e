from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.audit import tasks
from caseflow.audit.models import CaseEvent, ReadRow, Seal
from caseflow.audit.reads import record_read, record_reads
from caseflow.audit.sealing import check_seals, schools_with_memory, seal_school
from tests.append_only import guards_lifted

MONDAY = date(2026, 3, 2)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def read(on: date, person: int = 3) -> None:
    with clock.at(on):
        record_read(person_id=person, role="teacher", school_id=1, pupil_id=7, part="opp", object="opp-3")


def problems(on: date = WEDNESDAY) -> list[str]:
    with clock.at(on):
        return check_seals(1)


@pytest.fixture
def week(happens):
    """Two nights sealed, with something before each."""
    for chain in ("case-1", "case-1", "case-2"):
        happens(chain)
    read(MONDAY)
    seal_school(1, TUESDAY)
    happens("case-1")
    read(TUESDAY)
    seal_school(1, WEDNESDAY)


@pytest.mark.usefixtures("week")
def test_what_was_left_alone_has_no_problems(happens):
    happens("case-1")
    happens("case-9")
    happens("case-1", school_id=2)
    read(WEDNESDAY)
    assert problems() == []


@pytest.mark.usefixtures("week")
def test_a_night_holds_what_moved_and_a_new_month_holds_all(happens):
    assert [(seal.full, sorted(seal.heads), seal.events) for seal in Seal.objects.order_by("id")] == [
        (True, ["case-1", "case-2"], 3),
        (False, ["case-1"], 4),
    ]
    april = seal_school(1, date(2026, 4, 1))
    assert april.full
    assert sorted(april.heads) == ["case-1", "case-2"]
    assert problems(date(2026, 4, 1)) == []


@pytest.mark.usefixtures("week")
def test_a_second_run_in_one_night_changes_nothing(happens):
    first = Seal.objects.get(on=WEDNESDAY)
    happens("case-1")
    assert seal_school(1, WEDNESDAY) == first
    assert Seal.objects.count() == 2


@pytest.mark.usefixtures("week")
def test_a_cut_tail_is_found_even_after_new_seals():
    with guards_lifted("audit_caseevent"):
        CaseEvent.objects.filter(chain="case-1", number=3).delete()
    cut = "case-1: was cut after #2, 3 were sealed"
    assert cut in problems()
    seal_school(1, date(2026, 4, 1))
    assert cut in problems(date(2026, 4, 1))


@pytest.mark.usefixtures("week")
def test_a_vanished_chain_is_found():
    with guards_lifted("audit_caseevent"):
        CaseEvent.objects.filter(chain="case-2").delete()
    assert "case-2: vanished" in problems()


@pytest.mark.usefixtures("week")
def test_a_chain_written_anew_is_found(happens):
    with guards_lifted("audit_caseevent"):
        CaseEvent.objects.filter(chain="case-2").delete()
    happens("case-2", kind="another story")
    assert problems() == ["case-2#1: is not what was sealed"]


@pytest.mark.usefixtures("week")
def test_a_hole_below_the_heads_is_found():
    with guards_lifted("audit_caseevent"):
        CaseEvent.objects.filter(chain="case-1", number=1).delete()
    assert problems() == [f"seal {WEDNESDAY}: counted 4 events"]


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize("harm", ["remove", "change", "add"])
def test_a_doctored_read_log_is_found(harm):
    with guards_lifted("audit_readrow"):
        if harm == "remove":
            ReadRow.objects.earliest("id").delete()
        elif harm == "change":
            ReadRow.objects.filter(pk=ReadRow.objects.earliest("id").pk).update(person_id=99)
        else:
            read(MONDAY, person=4)
    assert problems() == [f"seal {TUESDAY}: the reads of those days are not what was sealed"]


@pytest.mark.usefixtures("week")
def test_a_forged_seal_is_found(settings):
    with guards_lifted("audit_seal"):
        Seal.objects.filter(on=WEDNESDAY).update(events=2)
    assert f"seal {WEDNESDAY}: was changed" in problems()


@pytest.mark.usefixtures("week")
def test_another_key_does_not_fit(settings):
    settings.SEAL_KEY = "guessed"
    assert problems()[:2] == [f"seal {TUESDAY}: was changed", f"seal {WEDNESDAY}: was changed"]


@pytest.mark.usefixtures("week")
def test_a_seal_taken_out_is_found():
    with guards_lifted("audit_seal"):
        Seal.objects.filter(on=TUESDAY).delete()
    assert f"seal {WEDNESDAY}: does not follow from the seal before it" in problems()


@pytest.mark.usefixtures("week")
def test_the_last_seals_taken_out_are_missed():
    assert problems(date(2026, 3, 9)) == [f"seal {WEDNESDAY}: is the last; those of later nights are missing"]


@pytest.mark.django_db
def test_a_school_never_sealed_says_so():
    assert problems() == ["no seal"]


@pytest.mark.usefixtures("week")
def test_the_night_goes_by_every_school(happens, monkeypatch):
    happens("case-5", school_id=5)
    record_reads([ReadRow(person_id=1, role="", school_id=8, pupil_id=9, part="opp")])
    assert schools_with_memory() == [1, 5, 8]
    monkeypatch.setattr(tasks.seal_school, "delay", tasks.seal_school)
    with clock.at(date(2026, 3, 5)):
        tasks.seal_schools()
    assert set(Seal.objects.filter(on=date(2026, 3, 5)).values_list("school_id", flat=True)) == {1, 5, 8}
