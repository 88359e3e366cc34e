"""The night seals and checks: what is wrong is said at once, without anything about a child."""

import logging
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from caseflow import clock
from caseflow.audit import tasks
from caseflow.audit.models import CaseEvent, EventText, Seal
from tests.append_only import guards_lifted

MONDAY = date(2026, 3, 2)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def night(on: date) -> None:
    with clock.at(on):
        tasks.seal_school(1, on.isoformat())


def taken_out(**which) -> None:
    """As somebody with the database's own password would, texts and all."""
    EventText.objects.filter(**{f"event__{name}": value for name, value in which.items()}).delete()
    CaseEvent.objects.filter(**which).delete()


@pytest.fixture
def sealed(happens):
    for chain in ("case-1", "case-1", "case-2"):
        happens(chain, texts={"question": "Noor slaapt slecht"})
    night(TUESDAY)


@pytest.mark.usefixtures("sealed")
def test_a_night_in_which_all_is_well_says_nothing(caplog, happens):
    happens("case-1")
    with caplog.at_level(logging.ERROR):
        night(WEDNESDAY)
    assert caplog.text == ""
    assert Seal.objects.count() == 2


@pytest.mark.parametrize("change", ["cut", "changed", "missed"])
@pytest.mark.usefixtures("sealed")
def test_what_is_wrong_is_an_error_in_the_log_and_the_night_is_sealed_still(caplog, change):
    with guards_lifted("audit_caseevent"):
        if change == "cut":
            taken_out(chain="case-1", number=2)
        elif change == "changed":
            CaseEvent.objects.filter(chain="case-1", number=1).update(role="director")
    on = WEDNESDAY if change != "missed" else WEDNESDAY + timedelta(days=3)
    with caplog.at_level(logging.ERROR):
        night(on)
    (record,) = caplog.records
    assert (record.levelname, record.name) == ("ERROR", "caseflow.audit.tasks")
    assert "school 1" in record.getMessage()
    assert "Noor" not in caplog.text
    assert Seal.objects.filter(on=on).exists()


@pytest.mark.usefixtures("sealed")
def test_the_check_by_hand():
    said = StringIO()
    with clock.at(TUESDAY):
        call_command("check_seals", stdout=said)
    assert said.getvalue().strip() == "0 fouten"
    with guards_lifted("audit_caseevent"):
        taken_out(chain="case-2")
    with clock.at(TUESDAY), pytest.raises(CommandError):
        call_command("check_seals", stdout=said)
    assert "case-2: vanished" in said.getvalue()


@pytest.mark.usefixtures("sealed")
def test_a_school_of_which_all_was_taken_out_is_still_checked(caplog, monkeypatch):
    """Nothing is left to seal there: the seals themselves say that something was."""
    with guards_lifted("audit_caseevent"):
        taken_out(school_id=1)
    monkeypatch.setattr(tasks.seal_school, "delay", tasks.seal_school)
    with clock.at(WEDNESDAY), caplog.at_level(logging.ERROR):
        tasks.seal_schools()
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    with clock.at(WEDNESDAY), pytest.raises(CommandError):
        call_command("check_seals", stdout=StringIO())
