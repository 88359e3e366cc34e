"""Who lost telephone and second step: who of the school may take it away, and whose account is not the school's."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.sop.vocabulary import RoleKind
from pupils.commands import staff
from pupils.commands.inviting import make_invitation
from pupils.errors import Invalid
from pupils.models import Invitation, Person, School, SwvMember
from tests.cast import (
    PASSWORD,
    make_grant,
    make_guardian,
    make_person,
    make_pupil,
    make_school,
    make_staff,
    make_swv,
)
from tests.pupils.colleagues import TODAY, director, invited, send, today, world
from tests.world import World

__all__ = ["director", "today", "world"]
pytestmark = pytest.mark.django_db


def let_in(person: Person, school: School, director: Person) -> None:
    invitation = make_invitation(person, school, Invitation.Kind.STAFF, actor=director)
    Invitation.objects.filter(pk=invitation.pk).update(used_at=clock.now())


def with_app(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save()
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    return person


def has_app(person: Person) -> bool:
    return Authenticator.objects.filter(user=person).exists()


def test_a_lost_telephone(client: Client, world: World, director: Person) -> None:
    teacher = with_app(world.of_kind(RoleKind.TEACHER))
    let_in(teacher, world.school, director)
    client.force_login(director)
    assert send(client, director, reverse("pupils:staff_factor", args=[world.school.pk, teacher.pk])).status_code == 302
    assert not has_app(teacher)
    event = CaseEvent.objects.get(kind="reset_second_factor")
    assert (event.actor_id, event.data["person"]) == (director.pk, teacher.pk)
    answer = send(client, director, reverse("pupils:staff_factor", args=[world.school.pk, director.pk]))
    assert "Je eigen tweede stap verander je zelf" in answer.content.decode()


def test_who_works_at_another_school_is_not_let_in_by_writing_her_down(
    client: Client, world: World, director: Person
) -> None:
    """Else each director of the country could take the second factor of everybody whose address she knows."""
    victim = with_app(make_staff(make_school(), RoleKind.IB_ER, person=make_person("Vera Anders")))
    assert invited(world, director, str(victim.email)) == victim
    client.force_login(director)
    answer = send(client, director, reverse("pupils:staff_factor", args=[world.school.pk, victim.pk]))
    page = answer.content.decode()
    assert "kwam niet binnen met een uitnodiging van deze school" in page
    assert "Met een herstelcode lukt inloggen nog" in page
    assert has_app(victim)
    victim.refresh_from_db()
    assert victim.sessions_ended == 0


def works_there(person: Person, world: World) -> None:
    make_staff(make_school(), RoleKind.TEACHER, person=person)


def begins_there(person: Person, world: World) -> None:
    make_staff(make_school(), RoleKind.TEACHER, person=person, starts_on=TODAY + timedelta(days=5))


def comes_there_from_outside(person: Person, world: World) -> None:
    make_staff(make_school(), RoleKind.OUTSIDER, person=person)


def reads_there(person: Person, world: World) -> None:
    make_grant(person, make_pupil(make_school()))


def is_a_parent(person: Person, world: World) -> None:
    make_guardian(make_pupil(make_school()), person=person)


def is_a_parent_here(person: Person, world: World) -> None:
    make_guardian(world.new_pupil(), person=person)


def is_of_a_desk(person: Person, world: World) -> None:
    SwvMember.objects.create(person=person, swv=make_swv(), starts_on=TODAY)


def reads_here(person: Person, world: World) -> None:
    make_grant(person, world.pupil)


def worked_there(person: Person, world: World) -> None:
    make_staff(make_school(), RoleKind.TEACHER, person=person, ends_on=TODAY - timedelta(days=1))


MORE = (works_there, begins_there, comes_there_from_outside, reads_there, is_a_parent, is_a_parent_here, is_of_a_desk)


@pytest.mark.parametrize("more", MORE)
def test_the_account_of_who_is_more_than_our_colleague_is_not_ours_to_weaken(
    more: Callable[[Person, World], None], world: World, director: Person
) -> None:
    person = with_app(invited(world, director))
    let_in(person, world.school, director)
    more(person, world)
    with pytest.raises(Invalid, match="ook elders"):
        staff.reset_second_factor(world.school.pk, person.pk, actor=director)
    assert has_app(person)


@pytest.mark.parametrize("no_more", [reads_here, worked_there])
def test_who_is_nothing_elsewhere_now_is_helped_here(
    no_more: Callable[[Person, World], None], world: World, director: Person
) -> None:
    person = with_app(invited(world, director))
    let_in(person, world.school, director)
    no_more(person, world)
    staff.reset_second_factor(world.school.pk, person.pk, actor=director)
    assert not has_app(person)


def test_whom_no_school_may_help_is_helped_by_who_runs_caseflow(world: World, director: Person) -> None:
    person = with_app(invited(world, director))
    works_there(person, world)
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "niemand@school.example")
    assert has_app(person)
    call_command("reset_second_factor", person.email)
    assert not has_app(person)
    schools = {event.school_id for event in CaseEvent.objects.filter(kind="reset_second_factor")}
    assert schools == set(person.roles.values_list("school", flat=True))
