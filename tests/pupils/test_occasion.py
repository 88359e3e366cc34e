"""Finishing what the calendar asked: whose hand it is, once, taken back on the same day, and kept in the chain."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.utils import IntegrityError
from django.http import Http404

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.calendar import plan_occasions
from pupils.commands.occasion import finish_occasion, reopen_occasion
from pupils.errors import Invalid
from pupils.models import Occasion, Pupil
from tests.calendars import CHILD, TALK, another_group, world_with
from tests.cast import make_group, make_person, make_staff

pytestmark = pytest.mark.django_db
TODAY = date(2025, 10, 20)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world(tmp_path):
    world = world_with(tmp_path, talk=TALK, child=CHILD, steered={**TALK, "owner": "kwaliteitscoordinator"})
    plan_occasions([world.school.pk], TODAY)
    return world


def the(entry, **where):
    return Occasion.objects.filter(entry=entry, **where).earliest("due_on")


# --- Whose hand ------------------------------------------------------------------------------------------------------


def people(world):
    return {
        "teacher": world.people["groepsleider"],
        "IB-er": world.of_kind(RoleKind.IB_ER),
        "director": world.of_kind(RoleKind.DIRECTOR),
        "teacher elsewhere": make_staff(world.school, RoleKind.TEACHER, make_group(world.school), role="groepsleider"),
        "teacher of before": make_staff(
            world.school, RoleKind.TEACHER, world.group, role="groepsleider", ends_on=TODAY - DAY
        ),
        "assistant": make_staff(world.school, RoleKind.ASSISTANT, world.group),
        "specialist": make_staff(world.school, RoleKind.SPECIALIST),
        "outsider": world.people["wijkteamlid"],
        "guardian": world.guardians[0].person,
        "nobody": make_person(),
    }


HANDS = {
    "talk": {"teacher": "does", "IB-er": "does", "director": "does", "assistant": "sees"},
    "child": {"teacher": "does", "IB-er": "does", "director": "does", "assistant": "sees"},
    "steered": {"teacher": "sees", "IB-er": "does", "director": "does", "assistant": "sees"},
}


@pytest.mark.parametrize("entry", HANDS)
def test_who_sees_and_who_finishes(world, entry):
    one = the(entry)
    for who, person in people(world).items():
        may = HANDS[entry].get(who, "")
        assert Occasion.objects.visible_to(person).filter(pk=one.pk).exists() is bool(may), who
        if may == "does":
            finish_occasion(one.pk, actor=person)
            reopen_occasion(one.pk, actor=person)
            continue
        with pytest.raises(PermissionDenied if may else Http404):
            finish_occasion(one.pk, actor=person)


def test_a_specialist_finishes_what_she_owns_of_every_group(world):
    person = make_staff(world.school, RoleKind.SPECIALIST, role="leesspecialist")
    Occasion.objects.filter(entry="talk").update(owner_role="leesspecialist")
    finish_occasion(the("talk").pk, actor=person)
    with pytest.raises(Http404):
        finish_occasion(the("child").pk, actor=person)


def test_a_child_that_moves_takes_it_along(world):
    group = another_group(world, "Groep 6", "6")
    new = make_staff(world.school, RoleKind.TEACHER, group, role="groepsleider")
    Pupil.objects.filter(pk=world.pupil.pk).update(group=group)
    one = the("child", pupil=world.pupil)
    with pytest.raises(Http404):
        finish_occasion(one.pk, actor=world.people["groepsleider"])
    assert finish_occasion(one.pk, actor=new).done_by == new


# --- Once, and back --------------------------------------------------------------------------------------------------


def test_it_is_done_once_and_taken_back_on_the_same_day(world):
    one, teacher = the("talk"), world.people["groepsleider"]
    done = finish_occasion(one.pk, note="  Rust in de groep. ", actor=teacher)
    assert (done.done_on, done.done_by, done.note) == (TODAY, teacher, "Rust in de groep.")
    with pytest.raises(Invalid, match="al afgerond"):
        finish_occasion(one.pk, actor=teacher)
    back = reopen_occasion(one.pk, actor=teacher)
    assert (back.done_on, back.done_by, back.note, back.is_open) == (None, None, "", True)
    with pytest.raises(Invalid, match="staat al open"):
        reopen_occasion(one.pk, actor=teacher)


def test_a_day_later_it_stands(world):
    one, teacher = the("talk"), world.people["groepsleider"]
    finish_occasion(one.pk, actor=teacher)
    with clock.at(TODAY + DAY), pytest.raises(Invalid, match="alleen op de dag zelf"):
        reopen_occasion(one.pk, actor=teacher)


def test_what_was_stopped_is_nobodys_any_more(world):
    one = the("talk")
    Occasion.objects.filter(pk=one.pk).update(stopped_on=TODAY)
    with pytest.raises(Invalid, match="van de kalender gehaald"):
        finish_occasion(one.pk, actor=world.of_kind(RoleKind.DIRECTOR))


def test_a_book_is_refused(world):
    with pytest.raises(Invalid, match="te lang"):
        finish_occasion(the("talk").pk, note="x" * 10_001, actor=world.of_kind(RoleKind.DIRECTOR))


# --- What is kept ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", ["talk", "child"])
def test_it_is_in_the_chain_of_the_group_or_the_child(world, entry):
    one, teacher = the(entry), world.people["groepsleider"]
    finish_occasion(one.pk, note="Het gaat goed.", actor=teacher)
    reopen_occasion(one.pk, actor=teacher)
    chain, pupil = (f"group-{world.group.pk}", 0) if entry == "talk" else (world.pupil.chain, world.pupil.pk)
    told = list(CaseEvent.objects.of([chain]).order_by("number"))
    assert [event.kind for event in told] == ["finish_occasion", "reopen_occasion"]
    assert {(event.pupil_id, event.school_id, event.role) for event in told} == {
        (pupil, world.school.pk, "groepsleider")
    }
    assert told[0].data == {"occasion": one.pk, "entry": entry, "due_on": one.due_on.isoformat()}
    assert told[0].texts == {"note": "Het gaat goed."}  # what was taken back from the row stays told, and can be erased
    assert verify(chain) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"done_on": TODAY},
        {"note": "zomaar"},
        {"stopped_on": TODAY, "done_on": TODAY},
        {"appears_on": date(2026, 12, 1)},
        {"what": "feest"},
        {"pupil": None, "group": None},
    ],
)
def test_the_database_refuses_half_a_row(world, fields):
    one = the("talk")
    with pytest.raises(IntegrityError):
        Occasion.objects.filter(pk=one.pk).update(**fields)
