"""`rebuild_deadlines --check` makes every term again from the events: whatever was tampered with is found."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands.case import enrol_pupil, extend_term, open_case, take_exit
from caseflow.route.models import Deadline
from caseflow.route.rebuilding import COLUMNS, differences
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from pupils.models import School, SopVersion
from tests.opp.conftest import Story
from tests.route.stories import crescendo
from tests.world import SCHOOLS, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 12)
DAY = timedelta(days=1)
OTHER = date(2031, 5, 6)


@pytest.fixture
def case():
    """Received, extended, reminded, late, enrolled with a known need, and on its way; a later OPP, evaluated."""
    world = crescendo()
    director = world.of_kind(RoleKind.DIRECTOR)
    with clock.at(TODAY):
        case = open_case(world.pupil.pk, actor=director, reason="aangemeld", received_on=TODAY)
        extend_term(case.pk, reason="wachten op de vorige school", actor=director)
    last = Deadline.objects.get().last_day
    sweep(last + 10 * DAY)
    with clock.at(last + 11 * DAY):
        enrol_pupil(case.pk, known_need=True, actor=director)
        case = take_exit(case.pk, world.sop.tracks["main"].first, actor=director, reason="begonnen")
        story = Story(world, case)
        story.run()
    with clock.at(last + 180 * DAY):
        story.evaluate(0)
    sweep(last + 340 * DAY)
    with clock.at(last + 350 * DAY):
        story.end()
    return case


def test_nothing_differs_of_what_the_commands_did(case):
    rules = set(Deadline.objects.values_list("rule", flat=True))
    assert {"opp_within", "opp_evaluation"} < rules
    for mark in ("extended_to", "met_on", "stopped_on", "reminded_on", "escalated_on"):
        assert Deadline.objects.exclude(**{mark: None}).exists(), f"no term has {mark}: nothing would be compared"
    assert list(differences()) == []


def other(column: str, stored):
    if column == "sop_version_id":
        return SopVersion.objects.exclude(pk=stored).values_list("pk", flat=True)[0]
    if column == "school_id":
        return School.objects.exclude(pk=stored).values_list("pk", flat=True)[0]
    if isinstance(stored, bool):
        return not stored
    if column == "started_by":
        return stored + 999
    return OTHER if column.endswith("_on") or column == "extended_to" else f"{stored}x"[-10:]


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "case_id"])
def test_every_column_that_was_tampered_with_is_found(case, column):
    make_world(SCHOOLS / "het-kompas.yaml")  # another school and version to point at
    for term in Deadline.objects.order_by("pk"):
        kept = getattr(term, column)
        wrong = other(column, kept)
        Deadline.objects.filter(pk=term.pk).update(**{column: wrong})
        found = list(differences())
        if column in ("rule", "started_by"):  # it is another term now
            assert sorted(str(one).rpartition(": ")[2] for one in found) == ["hoort er niet te zijn", "ontbreekt"]
        else:
            assert [(one.rule, one.column, one.stored, one.right) for one in found] == [
                (term.rule, column, wrong, kept)
            ]
        Deadline.objects.filter(pk=term.pk).update(**{column: kept})


def test_a_term_that_vanished_or_that_nothing_started_is_found(case):
    gone = Deadline.objects.order_by("pk")[0]
    Deadline.objects.filter(pk=gone.pk).delete()
    assert [str(one) for one in differences()] == [f"casus {case.pk}, {gone.rule}: ontbreekt"]
    gone.save()
    for started_by in (gone.started_by, 999):
        gone.pk, gone.started_by = None, started_by
        gone.save(force_insert=True)
        assert [str(one) for one in differences()] == [f"casus {case.pk}, {gone.rule}: hoort er niet te zijn"]
        gone.delete()


def test_the_command_checks_and_mends(case):
    Deadline.objects.filter(rule="opp_within").update(met_on=None, stopped_on=None)
    with pytest.raises(CommandError, match="1 verschillen"):
        call_command("rebuild_deadlines", "--check", stdout=StringIO())
    assert len(list(differences())) == 1, "a check changes nothing"
    call_command("rebuild_deadlines", stdout=StringIO())
    assert list(differences()) == []
    assert Deadline.objects.filter(rule="opp_within").exclude(met_on=None).exists()


def test_what_happens_under_no_sop_starts_no_term(case):
    """The watch reminds guardians by no version, and their case can be made again nevertheless."""
    told = {"kind": "remind_guardians", "school_id": case.school_id, "pupil_id": case.pupil_id, "case_id": case.pk}
    CaseEvent.objects.append(chain=case.chain, actor=None, role="", on=TODAY, **told)
    assert list(differences()) == []
