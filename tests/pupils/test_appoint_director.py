"""A school that nobody directs any more gets a director at its board's word, on a command line."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from caseflow.audit.models import CaseEvent
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Person, RoleAssignment
from tests.by_mail import come_in, link_in_the_mail, own_day
from tests.cast import make_person
from tests.route.stories import sign_in
from tests.world import REAL, World, make_world

__all__ = ["own_day"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
WHY = "Besluit van het bestuur van 1 maart 2026."


@pytest.fixture
def world() -> World:
    return make_world(REAL / "kbs-crescendo.yaml")


def appoint(world: World, *more: str, address: str = "nieuw@school.example") -> None:
    call_command("appoint_director", world.school.brin, "--director", "Nina Nieuw", address, "--because", WHY, *more)


def test_where_nobody_directs_the_board_names_somebody_who_comes_in_by_mail(world: World, client: Client) -> None:
    gone = RoleAssignment.objects.filter(kind=RoleKind.DIRECTOR)
    gone.update(ends_on=TODAY - timedelta(days=1))
    appoint(world)
    come_in(client, link_in_the_mail(), name="Nina Nieuw")
    new = Person.objects.get(email="nieuw@school.example")
    held = RoleAssignment.objects.current(TODAY).get(school=world.school, kind=RoleKind.DIRECTOR)
    assert held.person == new
    event = CaseEvent.objects.filter(kind="give_role").latest("pk")
    assert (event.actor_id, event.role, event.texts) == (None, "runs_caseflow", {"why": WHY})


def test_while_somebody_directs_it_she_passes_it_on_herself(world: World) -> None:
    with pytest.raises(CommandError, match="Die geeft de rol zelf door"):
        appoint(world)
    assert not Person.objects.filter(email="nieuw@school.example").exists()


def test_who_is_put_out_of_the_role_is_out_at_once(world: World) -> None:
    director = world.of_kind(RoleKind.DIRECTOR)
    browser = sign_in(director)
    assert browser.get("/").status_code == 200
    appoint(world, "--instead")
    assert browser.get("/").status_code == 302
    assert not RoleAssignment.objects.current(TODAY).filter(person=director, kind=RoleKind.DIRECTOR).exists()
    ended = CaseEvent.objects.get(kind="end_role")
    assert (ended.data["person"], ended.role, ended.texts) == (director.pk, "runs_caseflow", {"why": WHY})


def test_who_has_an_account_already_needs_no_way_in(world: World) -> None:
    colleague = world.of_kind(RoleKind.IB_ER)
    Person.objects.filter(pk=colleague.pk).update(email="nieuw@school.example")
    RoleAssignment.objects.filter(kind=RoleKind.DIRECTOR).update(ends_on=TODAY - timedelta(days=1))
    appoint(world)
    kinds = RoleAssignment.objects.current(TODAY).filter(person=colleague).values_list("kind", flat=True)
    assert set(kinds) == {RoleKind.DIRECTOR, RoleKind.IB_ER}


def test_without_a_school_or_the_boards_word_there_is_none(world: World) -> None:
    make_person("Iemand", email="nieuw@school.example")
    for brin, why, said in (("99ZZ", WHY, "geen school met dit BRIN"), (world.school.brin, "  ", "Vul dit nog in")):
        with pytest.raises(CommandError, match=said):
            call_command("appoint_director", brin, "--director", "Nina", "nieuw@school.example", "--because", why)
