"""Staff as schools have them: invited, in dated roles, and gone at once when they leave."""

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.drafts.tokens import FIELD, issue
from caseflow.notices.delivery import deliver_waiting
from caseflow.route.commands import case as cases
from caseflow.route.commands import talk
from caseflow.route.models import Deadline
from caseflow.route.models import Invitation as Place
from caseflow.sop.vocabulary import RoleKind
from pupils.commands import staff
from pupils.commands.staff import Post
from pupils.errors import Invalid
from pupils.mail_proof import KEY as PROVING
from pupils.mail_proof import MOST_TRIES, WORD_JOINER, masked
from pupils.models import Invitation, Person, Pupil, RoleAssignment
from tests.by_mail import (
    CHOOSE,
    FIRST,
    GOOD,
    PROVE,
    code_in_the_mail,
    come_in,
    followed,
    link_in_the_mail,
    own_counting,
    prove_mailbox,
)
from tests.cast import PASSWORD, make_group, make_person, make_school, make_staff
from tests.walk.walker import Walker
from tests.world import REAL, World, make_world

__all__ = ["own_counting"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(own_counting: None):
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return make_world(REAL / "kbs-crescendo.yaml")


@pytest.fixture
def director(world: World) -> Person:
    return world.of_kind(RoleKind.DIRECTOR)


def invited(world: World, director: Person, email: str = "nieuw@school.example", **post: Any) -> Person:
    usual = {"role": "teacher", "starts_on": TODAY, "groups": (world.group.pk,)}
    given = staff.invite_staff(
        world.school.pk, name="Nina Nieuw", email=email, post=Post(**{**usual, **post}), actor=director
    )
    return given.person


def sees(person: Person, world: World) -> bool:
    return Pupil.objects.visible_to(person).filter(pk=world.pupil.pk).exists()


def send(client: Client, person: Person, page: str, **said: Any) -> Any:
    return client.post(page, {**said, FIELD: issue(person, page)})


# --- The way in ------------------------------------------------------------------------------------------------------


def test_from_the_directors_form_to_the_first_page(client: Client, world: World, director: Person) -> None:
    client.force_login(director)
    page = reverse("pupils:staff_invite", args=[world.school.pk])
    said = {"name": "Nina Nieuw", "email": "Nina@School.example", "role": "teacher", "groups": [world.group.pk]}
    assert send(client, director, page, **said, starts_on=TODAY, ends_on="").status_code == 302
    listed = client.get(reverse("pupils:staff", args=[world.school.pk])).content.decode()
    assert "Nina Nieuw" in listed
    assert "Uitgenodigd, tot en met 16 " in listed

    nina, browser, link = Person.objects.get(email="nina@school.example"), Client(), link_in_the_mail()
    assert mail.outbox[-1].to == ["nina@school.example"]
    answer = browser.get(link)
    assert answer.headers["Location"] == FIRST  # and so no Referer has the code
    assert link.split("/")[2] not in browser.get(FIRST).content.decode()
    assert browser.post(FIRST).headers["Location"] == PROVE
    assert mail.outbox[-1].to == ["nina@school.example"]
    assert browser.post(PROVE, {"code": code_in_the_mail()}).headers["Location"] == CHOOSE
    answer = browser.post(CHOOSE, {"name": "Nina N.", "password": GOOD, "again": GOOD})
    assert answer.headers["Location"] == reverse("mfa_index")
    assert browser.get("/groepen/").headers["Location"] == reverse("mfa_index")  # still without a second factor
    nina.refresh_from_db()
    assert (nina.name, nina.check_password(GOOD), sees(nina, world)) == ("Nina N.", True, True)


def test_a_used_ended_or_old_link_shows_one_and_the_same_page(world: World, director: Person) -> None:
    nina = invited(world, director)
    ended = link_in_the_mail()
    staff.invite_again(world.school.pk, nina.pk, actor=director)
    used = link_in_the_mail()
    come_in(Client(), used)
    other = invited(world, director, "oud@school.example")
    old = link_in_the_mail()
    with clock.at(TODAY + timedelta(weeks=2, days=1)):
        assert Invitation.objects.filter(person=other).exists()
        pages = [followed(link) for link in (ended, used, old, "/uitnodiging/NOOITGEMAAKT/")]
    assert set(pages) == {(404, pages[0][1])}
    assert "Deze link werkt niet" in pages[0][1]


def test_a_link_that_was_sent_on_shows_half_an_address_and_opens_nothing(world: World, director: Person) -> None:
    nina = invited(world, director)
    link, stranger = link_in_the_mail(), Client()
    pages = stranger.get(link, follow=True).content.decode()
    assert masked("nieuw@school.example") in pages
    assert "Stuur mij de code" in pages
    assert mail.outbox[-1].subject == "Uw account voor Caseflow"  # following a link sends nothing
    stranger.post(FIRST)
    code = code_in_the_mail()
    for _try in range(MOST_TRIES):
        pages += stranger.post(PROVE, {"code": "BBBB-BBBB"}, follow=True).content.decode()
    assert "Deze code klopt niet" in pages
    late = stranger.post(PROVE, {"code": code}, follow=True)  # even the right one, by now
    assert late.redirect_chain[-1][0] == FIRST
    for page in (stranger.get(CHOOSE), stranger.post(CHOOSE, {"name": "X", "password": GOOD, "again": GOOD})):
        assert page.headers["Location"] == FIRST
    for secret in ("Nina", "nieuw@", world.school.name):
        assert secret not in pages + late.content.decode()
    assert not Person.objects.get(pk=nina.pk).has_usable_password()
    assert come_in(Client(), link).headers["Location"] == reverse("mfa_index")  # and whose it is gets in


def test_a_code_of_another_mailbox_proves_nothing(world: World, director: Person) -> None:
    """Also where one browser holds two invitations, each to its own address."""
    invited(world, director, "een@school.example")
    first = link_in_the_mail()
    invited(world, director, "twee@school.example")
    second, browser = link_in_the_mail(), Client()
    browser.get(first)
    browser.post(FIRST)
    code = code_in_the_mail()
    session = browser.session
    proof = session[PROVING]
    browser.get(second)
    session = browser.session
    session[PROVING] = proof
    session.save()
    assert browser.post(PROVE, {"code": code}).headers["Location"] == FIRST
    assert browser.get(CHOOSE).headers["Location"] == FIRST


def test_only_so_many_codes_go_to_a_mailbox(world: World, director: Person) -> None:
    invited(world, director)
    link = link_in_the_mail()
    sent = len(mail.outbox)
    for _browser in range(7):
        browser = Client()
        browser.get(link)
        page = browser.post(FIRST, follow=True).content.decode()
    assert len(mail.outbox) == sent + 5
    assert "Wacht een uur" in page


def test_two_browsers_with_one_link_let_one_in(world: World, director: Person) -> None:
    nina, browsers = invited(world, director), (Client(), Client())
    link = link_in_the_mail()
    for browser in browsers:
        prove_mailbox(browser, link)
    said = {"name": "Nina", "password": GOOD, "again": GOOD}
    answers = [browser.post(CHOOSE, said) for browser in browsers]
    assert [answer.status_code for answer in answers] == [302, 404]
    assert browsers[0].session["_auth_user_id"] == str(nina.pk)
    assert "_auth_user_id" not in browsers[1].session


def test_a_weak_password_or_two_different_ones_leave_the_link_as_it_was(world: World, director: Person) -> None:
    invited(world, director)
    browser = Client()
    prove_mailbox(browser, link_in_the_mail())
    for password, again in (("Welkom2026!!", "Welkom2026!!"), (GOOD, GOOD + "x")):
        answer = browser.post(CHOOSE, {"name": "Nina", "password": password, "again": again})
        assert answer.status_code == 200
    assert Invitation.objects.get().used_at is None


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


def test_terms_belong_to_a_role_so_who_has_it_next_has_them(world: World, director: Person) -> None:
    """What a leaver had to do is nobody's but her role's: nothing is handed from person to person."""
    ib_er = world.of_kind(RoleKind.IB_ER)
    case = cases.open_case(world.pupil.pk, actor=ib_er, reason="zorgen")
    named = {field.name for field in Deadline._meta.get_fields() if field.is_relation}
    assert Person not in {Deadline._meta.get_field(name).related_model for name in named}
    staff.end_employment(world.school.pk, ib_er.pk, from_day=TODAY, actor=director)
    new = invited(world, director, role="ib_er")
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
        with pytest.raises(Invalid, match="wie dat overneemt"):
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


def test_a_lost_telephone(client: Client, world: World, director: Person) -> None:
    teacher = world.of_kind(RoleKind.TEACHER)
    Authenticator.objects.create(user=teacher, type="totp", data={"secret": "x"})
    client.force_login(director)
    assert send(client, director, reverse("pupils:staff_factor", args=[world.school.pk, teacher.pk])).status_code == 302
    assert not Authenticator.objects.filter(user=teacher).exists()
    answer = send(client, director, reverse("pupils:staff_factor", args=[world.school.pk, director.pk]))
    assert "Uw eigen tweede stap verandert u zelf" in answer.content.decode()


def test_the_forms_say_what_is_wrong(client: Client, world: World, director: Person) -> None:
    client.force_login(director)
    own = RoleAssignment.objects.get(person=director, kind=RoleKind.DIRECTOR)
    page = reverse("pupils:role_end", args=[world.school.pk, own.pk])
    assert "geen directeur meer" in send(client, director, page, from_day=TODAY).content.decode()
    page = reverse("pupils:staff_leave", args=[world.school.pk, world.of_kind(RoleKind.TEACHER).pk])
    assert send(client, director, page, from_day=TODAY, successor="").status_code == 302


def test_half_an_address_tells_whose_it_is_to_nobody_else() -> None:
    assert masked("nina.nieuw@school.example").replace(WORD_JOINER, "") == "n…@school.example"
