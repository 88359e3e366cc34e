"""A closed case takes what is administrative, with who and when; state, step and what stood there stay as they were."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands.addition import add_afterwards
from caseflow.route.models import Addition, Case, Deadline
from caseflow.sop.vocabulary import RoleKind, State
from pupils.errors import Invalid
from pupils.models import Person
from tests.route.stories import case_at, crescendo, post, sign_in
from tests.world import World, make_guardian

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
TEXT, SAID = "de logopedist ziet vooruitgang", "wij waren het er niet mee eens"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def closed(world: World) -> Case:
    return Case.objects.create(
        pupil=world.pupil, school=world.school, track="main", state=str(State.CLOSED), step="hgw", step_since=TODAY,
        visits=3, opened_on=TODAY, opened_by=world.of_kind(RoleKind.IB_ER), closed_on=TODAY, ending="support_ended",
    )  # fmt: skip


def add(world: World, case: Case, **more: Any) -> Addition:
    usual = {"kind": "report", "source": "De logopedist", "of_day": TODAY, "text": TEXT}
    return add_afterwards(case.pk, **{**usual, "actor": world.of_kind(RoleKind.IB_ER), **more})


def page(person: Person, name: str, *numbers: int) -> str:
    return str(sign_in(person).get(reverse(name, args=numbers)).content.decode())


def test_from_the_page_and_nothing_of_the_case_moves(world: World) -> None:
    case, ib_er = closed(world), world.of_kind(RoleKind.IB_ER)
    url = reverse("route:add_afterwards", args=[case.pk])
    assert url in page(ib_er, "route:case", case.pk)
    form = {"kind": "report", "source": "De logopedist", "of_day": TODAY, "text": TEXT, "guardian_id": ""}
    assert post(ib_er, url, **form).status_code == 302
    shown = page(ib_er, "route:case", case.pk)
    for said in (TEXT, "De logopedist", ib_er.name, "Later toegevoegd aan de gesloten casus", "9 maart 2026"):
        assert said in shown
    after = Case.objects.get(pk=case.pk)
    assert (after.state, after.step, after.visits, after.closed_on) == ("closed", "hgw", 3, TODAY)
    assert not Deadline.objects.filter(case=case).exists()
    event = CaseEvent.objects.get(kind="add_afterwards")
    assert (event.from_state, event.to_state, event.from_step, event.to_step) == ("closed", "closed", "hgw", "hgw")
    assert TEXT not in str(event.data)


def test_guardians_read_it_in_their_portal_but_not_what_another_of_them_said(world: World) -> None:
    case, (one, other) = closed(world), world.guardians
    report = add(world, case)
    view = add(world, case, kind="view", guardian_id=one.pk, text=SAID)
    child = page(one.person, "route:guardian_child", world.pupil.pk)
    for addition in (report, view):
        assert reverse("route:guardian_addition", args=[addition.pk]) in child
    assert SAID in page(one.person, "route:guardian_addition", view.pk)
    assert TEXT in page(other.person, "route:guardian_addition", report.pk)
    gone = sign_in(other.person).get(reverse("route:guardian_addition", args=[view.pk]))
    assert gone.status_code == 404
    assert reverse("route:guardian_addition", args=[view.pk]) not in page(
        other.person, "route:guardian_child", world.pupil.pk
    )


def test_who_assists_or_is_a_parent_too_reads_no_guardians_words_there(world: World) -> None:
    case = closed(world)
    add(world, case, kind="view", guardian_id=world.guardians[0].pk, text=SAID)
    assert SAID in page(world.of_kind(RoleKind.DIRECTOR), "route:case", case.pk)
    make_guardian(world.pupil, world.of_kind(RoleKind.DIRECTOR))
    with pytest.raises(Invalid):
        add(world, case, kind="view", guardian_id=world.guardians[0].pk, actor=world.of_kind(RoleKind.DIRECTOR))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "step"}, "kind"),
        ({"source": " "}, "source"),
        ({"text": ""}, "text"),
        ({"of_day": TODAY + timedelta(days=1)}, "of_day"),
        ({"kind": "view"}, "guardian_id"),
    ],
)
def test_what_lacks_is_said_beside_its_field(world: World, more: Any, field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        add(world, closed(world), **more)
    assert wrong.value.field == field


def test_a_case_that_runs_takes_none_and_what_was_added_never_changes(world: World) -> None:
    case = closed(world)
    addition = add(world, case, kind="correction", text="de datum was 3 maart")
    with pytest.raises(DatabaseError), transaction.atomic():
        Addition.objects.filter(pk=addition.pk).update(text="iets anders")
    running = case_at(world, "hgw", world.new_pupil())
    with pytest.raises(Invalid):
        add(world, running)
    assert post(world.of_kind(RoleKind.IB_ER), reverse("route:add_afterwards", args=[running.pk])).status_code == 302
