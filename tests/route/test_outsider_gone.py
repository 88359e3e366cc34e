"""Somebody from outside comes no more: her place is free, and who leads a case that named her to parents hears so."""

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.models import Case, Invitation, Task
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.outsiders import end_outsider
from pupils.commands.staff import close_ended_roles, close_roles
from pupils.models import Consent, Grant, Person, RoleAssignment
from tests.by_mail import own_day
from tests.route.stories import case_at, sign_in
from tests.route.test_from_outside import DAY, TODAY, comes, planned, shared, world
from tests.world import World

__all__ = ["own_day", "world"]
pytestmark = pytest.mark.django_db
ASKED = "Iemand van buiten komt niet meer: vertel het de ouders"


def ends(world: World, person: Person) -> None:
    end_outsider(world.school.pk, person.pk, actor=world.of_kind(RoleKind.IB_ER))


def told(case: Case) -> list[tuple[int, list[int], list[int]]]:
    rows = CaseEvent.objects.filter(case_id=case.pk, kind="outsider_gone")
    return [(row.data["person"], row.data.get("talks", []), row.data.get("consents", [])) for row in rows]


def test_her_place_is_free_and_the_ib_er_has_a_task(world: World) -> None:
    sigrid, other = comes(world), comes(world, "joost@jgz.example", "jgz_arts")
    case = planned(world, sigrid, other)
    talk, asked = Invitation.objects.get(person=sigrid).item_id, Consent.objects.get()
    ends(world, sigrid)
    assert list(Invitation.objects.filter(item=talk, outsider=True).values_list("person", flat=True)) == [other.pk]
    assert told(case) == [(sigrid.pk, [talk], [asked.pk])]
    assert Task.objects.get(case=case, kind="outsider_gone").owner_role == "ib_er"
    browser = sign_in(world.of_kind(RoleKind.IB_ER))
    assert ASKED in browser.get(reverse("route:start")).content.decode()
    page = browser.get(reverse("route:case", args=[case.pk])).content.decode()
    assert "Iemand van buiten die in deze casus genoemd is, komt niet meer" in page
    assert "Sigrid Aalten" in page


def test_a_yes_that_named_her_is_enough(world: World) -> None:
    sigrid = comes(world)
    case = shared(world, sigrid)
    Invitation.objects.filter(person=sigrid).delete()
    ends(world, sigrid)
    assert told(case) == [(sigrid.pk, [], [Consent.objects.get().pk])]


def test_so_it_is_when_her_last_day_passes(world: World) -> None:
    sigrid = comes(world)
    case = planned(world, sigrid)
    RoleAssignment.objects.filter(person=sigrid).update(ends_on=TODAY + DAY)
    with clock.at(TODAY + DAY):
        close_ended_roles()
        assert told(case) == []
    with clock.at(TODAY + 2 * DAY):
        close_ended_roles()
        close_ended_roles()
    assert [person for person, *_rest in told(case)] == [sigrid.pk]
    assert CaseEvent.objects.get(kind="outsider_gone").actor_id is None
    assert not Invitation.objects.filter(person=sigrid).exists()


def test_who_keeps_a_role_still_comes(world: World) -> None:
    sigrid = comes(world)
    comes(world, role="jgz_arts")
    case = planned(world, sigrid)
    RoleAssignment.objects.filter(person=sigrid, role="jgz_arts").update(ends_on=TODAY)
    with clock.at(TODAY + DAY):
        close_ended_roles()
    assert told(case) == []
    assert Invitation.objects.filter(person=sigrid).exists()


def test_of_whom_no_case_knows_nobody_hears(world: World) -> None:
    case = case_at(world, "zorgteam")
    ends(world, comes(world))
    assert told(case) == []


def test_what_she_read_does_not_come_back_with_another_role(world: World) -> None:
    sigrid = comes(world)
    case = shared(world, sigrid)
    page = reverse("route:invited_item", args=[Invitation.objects.get(person=sigrid).item_id])
    assert sign_in(sigrid).get(page).status_code == 200
    RoleAssignment.objects.filter(person=sigrid).update(ends_on=TODAY)
    for later, nightly in ((DAY, True), (10 * DAY, False)):
        with clock.at(TODAY + later):
            if nightly:
                close_ended_roles()
            else:
                comes(world, role="jgz_arts")
            assert not Grant.objects.live(clock.today()).filter(person=sigrid).exists()
            assert sign_in(sigrid).get(page).status_code in (302, 404)
    assert told(case) != []


def test_nor_where_she_comes_anew_before_the_night(world: World) -> None:
    sigrid = comes(world)
    shared(world, sigrid)
    RoleAssignment.objects.filter(person=sigrid).update(ends_on=TODAY)
    with clock.at(TODAY + DAY):
        comes(world, role="jgz_arts")
        assert not Grant.objects.live(clock.today()).exists()


def test_whose_next_role_is_given_already_comes_still(world: World) -> None:
    sigrid = comes(world)
    case = planned(world, sigrid)
    held = RoleAssignment.objects.get(person=sigrid)
    RoleAssignment.objects.filter(pk=held.pk).update(ends_on=TODAY)
    RoleAssignment.objects.create(
        person=sigrid, school=world.school, role=held.role, kind=held.kind, starts_on=TODAY + 3 * DAY
    )
    with clock.at(TODAY + DAY):
        close_ended_roles()
    assert told(case) == []
    assert Invitation.objects.filter(person=sigrid).exists()


def test_a_second_worker_that_finds_nothing_any_more_goes_on(world: World) -> None:
    assert close_roles(world.school) == 0
