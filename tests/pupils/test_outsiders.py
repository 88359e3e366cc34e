"""Who comes from outside the school: for a time, in a role of the SOP, and reading nothing by that alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.http import Http404
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.drafts.tokens import FIELD, issue
from caseflow.notices.models import Notice
from caseflow.sop.vocabulary import RoleKind
from pupils.commands import outsiders, staff
from pupils.commands.addressing import person_at
from pupils.commands.inviting import make_invitation
from pupils.errors import Invalid
from pupils.models import Grant, Invitation, Person, Pupil, RoleAssignment
from pupils.outsiders import outsiders as listed
from pupils.ways_in import may_sign_in_by_code
from tests.cast import PASSWORD, make_grant, make_guardian, make_person, make_pupil, make_school, make_staff
from tests.world import REAL, World, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
LAST = date(2026, 7, 10)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return make_world(REAL / "kbs-crescendo.yaml")


@pytest.fixture
def ib_er(world: World) -> Person:
    return world.of_kind(RoleKind.IB_ER)


def added(world: World, actor: Person, email: str = "sigrid@poa.example", **said: Any) -> RoleAssignment:
    usual = {"name": "Sigrid", "role": "orthopedagoog", "starts_on": TODAY, "ends_on": LAST}
    return outsiders.add_outsider(world.school.pk, email=email, **{**usual, **said}, actor=actor)


def send(client: Client, person: Person, page: str, **said: Any) -> Any:
    return client.post(page, {**said, FIELD: issue(person, page)})


def page_of(world: World, name: str, *more: int) -> str:
    return reverse(f"pupils:{name}", args=[world.school.pk, *more])


# --- Coming ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [RoleKind.IB_ER, RoleKind.DIRECTOR])
def test_who_steers_the_school_adds_somebody_and_no_mail_goes(client: Client, world: World, kind: RoleKind) -> None:
    person = world.of_kind(kind)
    client.force_login(person)
    said = {"name": "Sigrid Aalten", "email": "Sigrid@POA.example", "role": "orthopedagoog"}
    answer = send(client, person, page_of(world, "outsider_add"), **said, starts_on=TODAY, ends_on=LAST)
    assert answer.headers["Location"] == page_of(world, "outsiders")
    sigrid = Person.objects.get(email="sigrid@poa.example")
    held = RoleAssignment.objects.get(person=sigrid)
    assert (held.kind, held.starts_on, held.ends_on) == (RoleKind.OUTSIDER, TODAY, LAST)
    page = client.get(page_of(world, "outsiders")).content.decode()
    for shown in ("Sigrid Aalten", "sigrid@poa.example", world.sop.called("orthopedagoog"), "t/m 10 jul 2026"):
        assert shown in page
    assert "Krijgt een uitnodiging zodra je iets deelt." in page
    assert not Notice.objects.exists()
    assert not Invitation.objects.exists()


def test_the_role_by_itself_opens_nothing(client: Client, world: World, ib_er: Person) -> None:
    person = added(world, ib_er).person
    assert not Pupil.objects.visible_to(person).exists()
    client.force_login(person)
    assert "Er is nu niets met u gedeeld" in client.get(reverse("route:invited_start")).content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"role": "tovenaar"}, "role"),
        ({"role": "ib_er"}, "role"),
        ({"ends_on": TODAY - DAY, "starts_on": TODAY - DAY}, "ends_on"),
        ({"starts_on": LAST + DAY}, "ends_on"),
        ({"ends_on": date(2027, 3, 3)}, "ends_on"),
        ({"email": "geen adres"}, "email"),
    ],
)
def test_what_is_refused(said: dict[str, Any], field: str, world: World, ib_er: Person) -> None:
    with pytest.raises(Invalid) as wrong:
        added(world, ib_er, **said)
    assert wrong.value.field == field
    assert not Person.objects.filter(email="sigrid@poa.example").exists()


def test_a_year_is_the_longest(world: World, ib_er: Person) -> None:
    assert added(world, ib_er, ends_on=date(2027, 3, 2)).ends_on == date(2027, 3, 2)


def test_a_last_day_is_asked(client: Client, world: World, ib_er: Person) -> None:
    client.force_login(ib_er)
    said = {"name": "Sigrid", "email": "sigrid@poa.example", "role": "orthopedagoog", "starts_on": TODAY}
    answer = send(client, ib_er, page_of(world, "outsider_add"), **said, ends_on="")
    assert "Kies een datum." in answer.content.decode()


def test_the_same_role_again_only_after_the_last_day(world: World, ib_er: Person) -> None:
    added(world, ib_er)
    with pytest.raises(Invalid, match="heeft deze rol al, tot en met 10 juli 2026"):
        added(world, ib_er, starts_on=LAST)
    added(world, ib_er, starts_on=LAST + DAY, ends_on=LAST + 9 * DAY)
    added(world, ib_er, role="jgz_arts")


def test_who_works_here_does_not_come_from_outside(world: World, ib_er: Person) -> None:
    with pytest.raises(Invalid, match="werkt op deze school"):
        added(world, ib_er, world.of_kind(RoleKind.TEACHER).email)
    Person.objects.create_user("weg@poa.example", "Weg", is_active=False)
    with pytest.raises(Invalid, match="afgesloten"):
        added(world, ib_er, "weg@poa.example")


def test_known_elsewhere_is_the_same_person_with_the_same_password(world: World, ib_er: Person) -> None:
    known = make_staff(make_school(), person=make_person("Kim", email="kim@poa.example", password=PASSWORD))
    assert added(world, ib_er, "KIM@poa.example", name="Anders").person == known
    known.refresh_from_db()
    assert (known.name, known.check_password(PASSWORD)) == ("Kim", True)


def test_an_address_that_another_school_writes_down_in_the_same_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Looked for and not there, and there when it is made."""
    there = make_person("Kim", email="kim@poa.example")
    nobody = Person.objects.none()
    with monkeypatch.context() as patch:
        patch.setattr(Person.objects, "filter", lambda **_which: nobody)
        assert person_at("kim@poa.example", "Kim van hier", make_school()) == there


def test_only_who_steers_this_school(world: World) -> None:
    for actor in (world.of_kind(RoleKind.TEACHER), make_staff(make_school(), RoleKind.IB_ER), make_person()):
        with pytest.raises(Http404):
            added(world, actor)


def test_a_parent_who_is_written_down_keeps_her_way_to_her_child(world: World, ib_er: Person) -> None:
    """She comes in by a code in the mail; a role that opens nothing takes nothing, until something is shared."""
    parent = world.guardians[0].person
    added(world, ib_er, parent.email, same=parent.email)
    assert may_sign_in_by_code(parent)
    make_grant(parent, make_pupil(world.school))
    assert not may_sign_in_by_code(parent)


# --- Stopping --------------------------------------------------------------------------------------------------------


def test_stopping_ends_all_at_once(client: Client, world: World, ib_er: Person) -> None:
    person = added(world, ib_er).person
    second = added(world, ib_er, role="jgz_arts")
    here = make_grant(person, world.pupil)
    there = make_school()
    make_staff(there, RoleKind.OUTSIDER, person=person)
    elsewhere = make_grant(person, make_pupil(there))
    outsiders.invite_outsider_again(world.school.pk, person.pk, actor=ib_er)
    browser = Client()
    browser.force_login(person)
    client.force_login(ib_er)
    page = page_of(world, "outsider_end", person.pk)
    assert "Adviezen blijven bewaard" in client.get(page).content.decode()
    assert send(client, ib_er, page).headers["Location"] == page_of(world, "outsiders")
    assert not RoleAssignment.objects.current().filter(person=person, school=world.school).exists()
    here.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (here.ended_on, elsewhere.ended_on) == (TODAY, None)
    assert Grant.objects.live(TODAY).filter(person=person).get() == elsewhere
    assert not Invitation.objects.open(TODAY).exists()
    assert browser.get(reverse("route:invited_start")).headers["Location"].startswith(reverse("account_login"))
    event = CaseEvent.objects.get(kind="end_outsider")
    assert event.data["person"] == person.pk
    assert second.pk in event.data["assignments"]
    assert event.data["grants"] == 1
    assert person.name not in client.get(page_of(world, "outsiders")).content.decode()


def test_who_is_of_another_school_is_not_there(client: Client, world: World, ib_er: Person) -> None:
    other = make_staff(make_school(), RoleKind.OUTSIDER)
    client.force_login(ib_er)
    for name in ("outsider_end", "outsider_again"):
        assert send(client, ib_er, page_of(world, name, other.pk)).status_code == 404


def test_the_night_ends_the_way_in_of_whose_last_day_has_been(world: World, ib_er: Person) -> None:
    person = added(world, ib_er, ends_on=TODAY).person
    make_grant(person, world.pupil)
    outsiders.invite_outsider_again(world.school.pk, person.pk, actor=ib_er)
    with clock.at(TODAY + DAY):
        assert staff.close_ended_roles() == 1
    assert Invitation.objects.get().ended_at


# --- The page --------------------------------------------------------------------------------------------------------


def test_the_page_counts_what_is_shared_and_names_no_child(client: Client, world: World, ib_er: Person) -> None:
    person = added(world, ib_er).person
    for item in (1, 2):
        make_grant(person, world.pupil, item_id=item)
    make_grant(person, world.pupil, item_id=3, ended_on=TODAY)
    client.force_login(ib_er)
    page = client.get(page_of(world, "outsiders")).content.decode()
    assert "Leest nu mee bij 2 gesprekken of vragen." in page
    assert world.pupil.last_name not in page


def test_a_new_mail_only_while_something_is_shared_and_there_is_no_password(
    client: Client, world: World, ib_er: Person
) -> None:
    person = added(world, ib_er).person
    client.force_login(ib_er)
    again = page_of(world, "outsider_again", person.pk)
    assert again not in client.get(page_of(world, "outsiders")).content.decode()
    assert "Er is nu niets met deze persoon gedeeld" in send(client, ib_er, again).content.decode()
    make_grant(person, world.pupil)
    assert again in client.get(page_of(world, "outsiders")).content.decode()
    assert send(client, ib_er, again).status_code == 302
    person.set_password(PASSWORD)
    person.save()
    assert again not in client.get(page_of(world, "outsiders")).content.decode()
    assert "heeft al een wachtwoord" in send(client, ib_er, again).content.decode()


def test_a_lost_telephone(client: Client, world: World, ib_er: Person) -> None:
    person = added(world, ib_er).person
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    client.force_login(ib_er)
    lost = page_of(world, "outsider_factor", person.pk)
    assert lost not in client.get(page_of(world, "outsiders")).content.decode()
    assert "kwam niet binnen met een uitnodiging van deze school" in send(client, ib_er, lost).content.decode()
    invitation = make_invitation(person, world.school, Invitation.Kind.OUTSIDER, actor=ib_er)
    Invitation.objects.filter(pk=invitation.pk).update(used_at=clock.now())
    elsewhere = make_staff(make_school(), person=person)
    assert "ook elders" in send(client, ib_er, lost).content.decode()
    assert Authenticator.objects.filter(user=person).exists()
    RoleAssignment.objects.filter(person=elsewhere).exclude(kind=RoleKind.OUTSIDER).delete()
    assert lost in client.get(page_of(world, "outsiders")).content.decode()
    assert send(client, ib_er, lost).status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()
    event = CaseEvent.objects.get(kind="reset_second_factor")
    assert (event.actor_id, event.data["person"]) == (ib_er.pk, person.pk)
    assert lost not in client.get(page_of(world, "outsiders")).content.decode()


def has_a_role_there(world: World, person: Person) -> None:
    make_staff(make_school(), RoleKind.OUTSIDER, person=person, role="orthopedagoog")


def reads_there(world: World, person: Person) -> None:
    make_grant(person, make_pupil(make_school()))


def is_a_parent(world: World, person: Person) -> None:
    make_guardian(world.new_pupil(), person=person)


@pytest.mark.parametrize("more", [None, has_a_role_there, reads_there, is_a_parent])
def test_the_account_of_who_is_more_than_our_outsider_is_not_ours_to_weaken(
    world: World, ib_er: Person, more: Any
) -> None:
    person = added(world, ib_er).person
    person.set_password(PASSWORD)
    person.save()
    make_grant(person, world.pupil)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    invitation = make_invitation(person, world.school, Invitation.Kind.OUTSIDER, actor=ib_er)
    Invitation.objects.filter(pk=invitation.pk).update(used_at=clock.now())
    if more is None:
        outsiders.reset_outsiders_factor(world.school.pk, person.pk, actor=ib_er)
        assert not Authenticator.objects.filter(user=person).exists()
        return
    more(world, person)
    with pytest.raises(Invalid, match="ook elders"):
        outsiders.reset_outsiders_factor(world.school.pk, person.pk, actor=ib_er)
    assert Authenticator.objects.filter(user=person).exists()


def test_nor_is_her_own(world: World, ib_er: Person) -> None:
    made = {"role": "orthopedagoog", "kind": RoleKind.OUTSIDER, "starts_on": TODAY}
    RoleAssignment.objects.create(person=ib_er, school=world.school, **made)
    invitation = make_invitation(ib_er, world.school, Invitation.Kind.OUTSIDER, actor=ib_er)
    Invitation.objects.filter(pk=invitation.pk).update(used_at=clock.now())
    with pytest.raises(Invalid, match="verander je zelf"):
        outsiders.reset_outsiders_factor(world.school.pk, ib_er.pk, actor=ib_er)


def test_a_role_that_the_sop_lost_says_so(client: Client, world: World, ib_er: Person) -> None:
    given = added(world, ib_er)
    RoleAssignment.objects.filter(pk=given.pk).update(role="van_vroeger")
    client.force_login(ib_er)
    assert "Niet meer in het SOP" in client.get(page_of(world, "outsiders")).content.decode()


def test_it_takes_the_same_statements_for_one_and_for_three(
    world: World, ib_er: Person, django_assert_num_queries: Any
) -> None:
    RoleAssignment.objects.filter(kind=RoleKind.OUTSIDER).delete()
    for number in (1, 2, 3):
        added(world, ib_er, f"nummer{number}@poa.example")
        if number != 2:
            with django_assert_num_queries(9):
                assert len(listed(world.school, TODAY)) == number
