"""Staff as schools have them: invited, in dated roles, and gone at once when they leave."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.delivery import deliver_waiting
from caseflow.route.commands import case as cases
from caseflow.route.commands import talk
from caseflow.route.models import Deadline
from caseflow.route.models import Invitation as Place
from caseflow.sop.vocabulary import RoleKind
from pupils.commands import staff
from pupils.commands.staff import Post
from pupils.errors import Invalid
from pupils.models import Invitation, Person, RoleAssignment
from tests.cast import (
    PASSWORD,
    make_group,
    make_guardian,
    make_person,
    make_school,
    make_staff,
)
from tests.pupils.colleagues import TODAY, director, invited, sees, send, today, world
from tests.route.stories import at_work
from tests.walk.walker import Walker
from tests.world import World

__all__ = ["director", "today", "world"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_who_has_an_account_gets_a_role_and_no_way_into_it(world: World, director: Person) -> None:
    known = make_person("Kim Bekend", email="kim@school.example", password=PASSWORD)
    assert invited(world, director, "KIM@school.example") == known
    assert not Invitation.objects.exists()
    assert known.name == Person.objects.get(pk=known.pk).name == "Kim Bekend"


def test_a_mail_whose_invitation_ended_meanwhile_does_not_go(world: World, director: Person) -> None:
    nina = invited(world, director)
    staff.end_employment(world.school.pk, nina.pk, from_day=TODAY, actor=director)
    deliver_waiting()
    assert mail.outbox == []


# --- Roles -----------------------------------------------------------------------------------------------------------


def test_a_substitute_sees_the_group_for_two_weeks_and_not_a_day_more(world: World, director: Person) -> None:
    last = TODAY + timedelta(days=13)
    nina = invited(world, director, ends_on=last)
    seen = dict.fromkeys((TODAY - DAY, TODAY, last, last + DAY))
    for day in seen:
        with clock.at(day):
            seen[day] = sees(nina, world)
    assert list(seen.values()) == [False, True, True, False]


def test_two_duo_partners_and_a_combination_group(world: World, director: Person) -> None:
    both = make_group(world.school, "Groep 6-7", "6-7")
    partners = [
        invited(world, director, f"duo{number}@school.example", groups=(world.group.pk, both.pk)) for number in (1, 2)
    ]
    assert all(sees(person, world) for person in partners)
    assert {group.pk for group in RoleAssignment.objects.get(person=partners[0]).groups.all()} == {
        world.group.pk,
        both.pk,
    }


def test_director_and_ib_er_in_one_person_act_in_both_roles(world: World, director: Person) -> None:
    staff.give_role(world.school.pk, director.pk, post=Post("ib_er", TODAY), actor=director)
    invited(world, director)
    assert CaseEvent.objects.latest("pk").role == "director, ib_er"


def test_an_ib_er_at_two_schools_leaves_one_and_keeps_the_other(world: World, director: Person) -> None:
    ib_er, there = world.of_kind(RoleKind.IB_ER), make_school()
    make_staff(there, RoleKind.IB_ER, person=ib_er)
    staff.end_employment(world.school.pk, ib_er.pk, from_day=TODAY, actor=director)
    assert not sees(ib_er, world)
    assert RoleAssignment.objects.current().filter(person=ib_er, school=there).exists()


@pytest.mark.parametrize(
    ("post", "field"),
    [
        ({"role": "tovenaar"}, "role"),
        ({"role": "orthopedagoog"}, "role"),
        ({"groups": ()}, "groups"),
        ({"groups": (999_999,)}, "groups"),
        ({"ends_on": TODAY - DAY}, "ends_on"),
    ],
)
def test_what_a_role_cannot_be(post: dict[str, Any], field: str, world: World, director: Person) -> None:
    with pytest.raises(Invalid) as wrong:
        invited(world, director, **post)
    assert wrong.value.field == field


def test_only_the_director_of_this_school_changes_anything(world: World) -> None:
    elsewhere = make_staff(make_school(), RoleKind.DIRECTOR)
    for actor in (world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.TEACHER), elsewhere):
        with pytest.raises(PermissionDenied):
            invited(world, actor)


def test_a_school_always_has_a_director(world: World, director: Person) -> None:
    own = RoleAssignment.objects.get(person=director, kind=RoleKind.DIRECTOR)
    interim = invited(world, director, role="director", ends_on=TODAY + timedelta(days=90))
    for _leaves in (
        lambda: staff.end_role(world.school.pk, own.pk, from_day=TODAY, actor=director),
        lambda: staff.end_employment(world.school.pk, director.pk, from_day=TODAY, actor=director),
    ):
        with pytest.raises(Invalid, match="geen directeur meer"):  # after the interim there would be nobody
            _leaves()
    staff.give_role(world.school.pk, interim.pk, post=Post("director", TODAY + timedelta(days=91)), actor=director)
    staff.end_role(world.school.pk, own.pk, from_day=TODAY, actor=director)
    with pytest.raises(PermissionDenied):
        invited(world, director, "laat@school.example")


def test_everything_is_dated_and_told_and_nothing_deleted(world: World, director: Person) -> None:
    nina = invited(world, director)
    held = RoleAssignment.objects.get(person=nina)
    staff.end_role(world.school.pk, held.pk, from_day=TODAY + DAY, actor=director)
    held.refresh_from_db()
    assert (held.starts_on, held.ends_on) == (TODAY, TODAY)
    kinds = list(CaseEvent.objects.filter(chain=world.school.chain).order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["give_role", "end_role"]


# --- Leaving ---------------------------------------------------------------------------------------------------------


def test_who_leaves_today_is_out_in_every_browser(client: Client, world: World, director: Person) -> None:
    teacher = world.of_kind(RoleKind.TEACHER)
    client.force_login(teacher)
    assert client.get("/groepen/").status_code == 200
    staff.end_employment(world.school.pk, teacher.pk, from_day=TODAY, actor=director)
    assert client.get("/groepen/").headers["Location"].startswith(reverse("account_login"))
    assert not sees(teacher, world)
    assert not Invitation.objects.open(TODAY).filter(person=teacher).exists()


def test_who_leaves_later_is_out_on_that_day(client: Client, world: World, director: Person) -> None:
    teacher, day = world.of_kind(RoleKind.TEACHER), TODAY + timedelta(days=5)
    staff.end_employment(world.school.pk, teacher.pk, from_day=day, actor=director)
    client.force_login(teacher)
    with clock.at(day - DAY):
        assert staff.close_ended_roles() == 0
        assert client.get("/groepen/").status_code == 200
    with clock.at(day):
        assert client.get("/groepen/").status_code == 404  # whether the night's work ran or not
        assert staff.close_ended_roles() == 1
        assert client.get("/groepen/").headers["Location"].startswith(reverse("account_login"))
        assert staff.close_ended_roles() == 0


def test_the_nights_work_costs_the_same_for_2_and_for_12_roles(world: World) -> None:
    def cost(number: int) -> int:
        for _role in range(number):
            make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher", ends_on=TODAY - DAY)
        with CaptureQueriesContext(connection) as queries:
            assert staff.close_ended_roles() == number
        return len(queries)

    assert cost(2) == cost(12)


def test_each_school_is_closed_by_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails at one school undoes nothing of another."""
    other = make_school()
    for school in (world.school, other):
        make_staff(school, RoleKind.IB_ER, ends_on=TODAY - DAY)
    vacate = staff.vacate

    def fails(ended: Any, actor: Any) -> int:
        if ended[0].school_id == other.pk:
            raise RuntimeError
        return vacate(ended, actor)

    monkeypatch.setattr(staff, "vacate", fails)
    with pytest.raises(RuntimeError):
        staff.close_ended_roles()
    closed = RoleAssignment.objects.filter(closed_on=TODAY).values_list("school", flat=True)
    assert list(closed) == [world.school.pk]


def test_terms_belong_to_a_role_so_who_has_it_next_has_them(world: World, director: Person) -> None:
    """What a leaver had to do is nobody's but her role's: nothing is handed from person to person."""
    ib_er = world.of_kind(RoleKind.IB_ER)
    case = cases.open_case(world.pupil.pk, actor=ib_er, reason="zorgen")
    named = {field.name for field in Deadline._meta.get_fields() if field.is_relation}
    assert Person not in {Deadline._meta.get_field(name).related_model for name in named}
    new = invited(world, director, role="ib_er")
    staff.end_employment(world.school.pk, ib_er.pk, from_day=TODAY, actor=director)
    assert type(case).objects.visible_to(new).filter(pk=case.pk).exists()


def test_her_place_at_a_planned_talk_passes_to_whom_the_director_picks(world: World, director: Person) -> None:
    walker = Walker(world, TODAY)
    case = walker.walk_to("main", "zorgteam")
    with clock.at(walker.today):
        ib_er, teacher = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.TEACHER)
        item = talk.plan_item(
            case.pk, on=walker.today, question="wat helpt?", actor=ib_er, invite=[ib_er.pk, teacher.pk]
        )
        colleague = invited(world, director, starts_on=walker.today)
        with pytest.raises(Invalid, match="wie die overneemt"):
            staff.end_employment(world.school.pk, teacher.pk, from_day=walker.today, actor=director)
        who = {"from_day": walker.today, "successor_id": colleague.pk}
        staff.end_employment(world.school.pk, teacher.pk, **who, actor=director)
        assert Place.objects.filter(item=item, person=colleague).exists()
        assert not Place.objects.filter(item=item, person=teacher).exists()
        assert CaseEvent.objects.filter(kind="end_employment").latest("pk").data["passed_on"] == 1


# --- The page --------------------------------------------------------------------------------------------------------


def test_the_list_says_who_signed_in_and_who_has_a_second_factor(
    client: Client, world: World, director: Person
) -> None:
    teacher = world.of_kind(RoleKind.TEACHER)
    Authenticator.objects.create(user=teacher, type="totp", data={"secret": "x"})
    client.force_login(director)
    page = client.get(reverse("pupils:staff", args=[world.school.pk])).content.decode()
    assert "Tweede stap ingesteld." in page
    assert "Nog nooit ingelogd." in page
    assert "Laatst ingelogd op" in page
    assert "orthopedagoog" not in page.lower()  # who comes from outside does not work here


def test_the_ib_er_reads_and_finds_no_buttons(client: Client, world: World) -> None:
    client.force_login(world.of_kind(RoleKind.IB_ER))
    page = client.get(reverse("pupils:staff", args=[world.school.pk])).content.decode()
    assert "De directeur bepaalt wie hier werkt" in page
    assert "Vertrekt" not in page


def test_a_colleague_who_is_the_other_parent_of_ones_child_keeps_her_address_to_herself(
    client: Client, world: World, director: Person
) -> None:
    teacher, other = world.of_kind(RoleKind.TEACHER), world.of_kind(RoleKind.IB_ER)
    client.force_login(director)
    page = reverse("pupils:staff", args=[world.school.pk])
    assert str(teacher.email) in client.get(page).content.decode()
    for person in (teacher, director):
        make_guardian(world.pupil, person=person)
    client = at_work(director)
    shown = client.get(page).content.decode()
    assert str(teacher.email) not in shown
    assert all(str(one.email) in shown for one in (other, director))


def test_the_forms_say_what_is_wrong(client: Client, world: World, director: Person) -> None:
    client.force_login(director)
    own = RoleAssignment.objects.get(person=director, kind=RoleKind.DIRECTOR)
    page = reverse("pupils:role_end", args=[world.school.pk, own.pk])
    assert "geen directeur meer" in send(client, director, page, from_day=TODAY).content.decode()
    page = reverse("pupils:staff_leave", args=[world.school.pk, world.of_kind(RoleKind.TEACHER).pk])
    assert send(client, director, page, from_day=TODAY, successor="").status_code == 302
