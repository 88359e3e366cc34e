"""The way in of a mail: the link, then a code to the same mailbox, then a password; and all that opens nothing."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.commands import staff
from pupils.mail_proof import KEY as PROVING
from pupils.mail_proof import MOST_TRIES, WORD_JOINER, masked
from pupils.models import Invitation, Person
from tests import by_mail
from tests.by_mail import own_day
from tests.pupils.colleagues import invited, sees, send
from tests.world import REAL, World, make_world

__all__ = ["own_day"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def world() -> World:
    return make_world(REAL / "kbs-crescendo.yaml")


@pytest.fixture
def director(world: World) -> Person:
    return world.of_kind(RoleKind.DIRECTOR)


def test_from_the_directors_form_to_the_first_page(client: Client, world: World, director: Person) -> None:
    client.force_login(director)
    page = reverse("pupils:staff_invite", args=[world.school.pk])
    said = {"name": "Nina Nieuw", "email": "Nina@School.example", "role": "teacher", "groups": [world.group.pk]}
    assert send(client, director, page, **said, starts_on=TODAY, ends_on="").status_code == 302
    listed = client.get(reverse("pupils:staff", args=[world.school.pk])).content.decode()
    assert "Nina Nieuw" in listed
    assert "Uitgenodigd, tot en met 16 " in listed

    nina, browser, link = Person.objects.get(email="nina@school.example"), Client(), by_mail.link_in_the_mail()
    assert mail.outbox[-1].to == ["nina@school.example"]
    answer = browser.get(link)
    assert answer.headers["Location"] == by_mail.FIRST  # and so no Referer has the code
    assert link.split("/")[2] not in browser.get(by_mail.FIRST).content.decode()
    assert browser.post(by_mail.FIRST).headers["Location"] == by_mail.PROVE
    assert mail.outbox[-1].to == ["nina@school.example"]
    assert browser.post(by_mail.PROVE, {"code": by_mail.code_in_the_mail()}).headers["Location"] == by_mail.CHOOSE
    answer = browser.post(by_mail.CHOOSE, {"name": "Nina N.", "password": by_mail.GOOD, "again": by_mail.GOOD})
    assert answer.headers["Location"] == reverse("mfa_index")
    assert browser.get("/groepen/").headers["Location"] == reverse("mfa_index")  # still without a second factor
    nina.refresh_from_db()
    assert (nina.name, nina.check_password(by_mail.GOOD), sees(nina, world)) == ("Nina N.", True, True)


def test_a_used_ended_or_old_link_shows_one_and_the_same_page(world: World, director: Person) -> None:
    nina = invited(world, director)
    ended = by_mail.link_in_the_mail()
    staff.invite_again(world.school.pk, nina.pk, actor=director)
    used = by_mail.link_in_the_mail()
    by_mail.come_in(Client(), used)
    other = invited(world, director, "oud@school.example")
    old = by_mail.link_in_the_mail()
    with clock.at(TODAY + timedelta(weeks=2, days=1)):
        assert Invitation.objects.filter(person=other).exists()
        pages = [by_mail.followed(link) for link in (ended, used, old, "/uitnodiging/NOOITGEMAAKT/")]
    assert set(pages) == {(404, pages[0][1])}
    assert "Deze link werkt niet" in pages[0][1]


def test_a_link_that_was_sent_on_shows_half_an_address_and_opens_nothing(world: World, director: Person) -> None:
    nina = invited(world, director)
    link, stranger = by_mail.link_in_the_mail(), Client()
    pages = stranger.get(link, follow=True).content.decode()
    assert masked("nieuw@school.example") in pages
    assert "Stuur mij de code" in pages
    assert mail.outbox[-1].subject == "Je account voor Caseflow"  # following a link sends nothing
    stranger.post(by_mail.FIRST)
    code = by_mail.code_in_the_mail()
    for _try in range(MOST_TRIES):
        pages += stranger.post(by_mail.PROVE, {"code": "BBBB-BBBB"}, follow=True).content.decode()
    assert "Deze code klopt niet" in pages
    late = stranger.post(by_mail.PROVE, {"code": code}, follow=True)  # even the right one, by now
    assert late.redirect_chain[-1][0] == by_mail.FIRST
    for page in (
        stranger.get(by_mail.CHOOSE),
        stranger.post(by_mail.CHOOSE, {"name": "X", "password": by_mail.GOOD, "again": by_mail.GOOD}),
    ):
        assert page.headers["Location"] == by_mail.FIRST
    for secret in ("Nina", "nieuw@", world.school.name):
        assert secret not in pages + late.content.decode()
    assert not Person.objects.get(pk=nina.pk).has_usable_password()
    assert by_mail.come_in(Client(), link).headers["Location"] == reverse("mfa_index")  # and whose it is gets in


def test_a_code_of_another_mailbox_proves_nothing(world: World, director: Person) -> None:
    """Also where one browser holds two invitations, each to its own address."""
    invited(world, director, "een@school.example")
    first = by_mail.link_in_the_mail()
    invited(world, director, "twee@school.example")
    second, browser = by_mail.link_in_the_mail(), Client()
    browser.get(first)
    browser.post(by_mail.FIRST)
    code = by_mail.code_in_the_mail()
    session = browser.session
    proof = session[PROVING]
    browser.get(second)
    session = browser.session
    session[PROVING] = proof
    session.save()
    assert browser.post(by_mail.PROVE, {"code": code}).headers["Location"] == by_mail.FIRST
    assert browser.get(by_mail.CHOOSE).headers["Location"] == by_mail.FIRST


def test_only_so_many_codes_go_to_a_mailbox(world: World, director: Person) -> None:
    invited(world, director)
    link = by_mail.link_in_the_mail()
    sent = len(mail.outbox)
    for _browser in range(7):
        browser = Client()
        browser.get(link)
        page = browser.post(by_mail.FIRST, follow=True).content.decode()
    assert len(mail.outbox) == sent + 5
    assert "Wacht een uur" in page


def test_two_browsers_with_one_link_let_one_in(world: World, director: Person) -> None:
    nina, browsers = invited(world, director), (Client(), Client())
    link = by_mail.link_in_the_mail()
    for browser in browsers:
        by_mail.prove_mailbox(browser, link)
    said = {"name": "Nina", "password": by_mail.GOOD, "again": by_mail.GOOD}
    answers = [browser.post(by_mail.CHOOSE, said) for browser in browsers]
    assert [answer.status_code for answer in answers] == [302, 404]
    assert browsers[0].session["_auth_user_id"] == str(nina.pk)
    assert "_auth_user_id" not in browsers[1].session


def test_a_weak_password_or_two_different_ones_leave_the_link_as_it_was(world: World, director: Person) -> None:
    invited(world, director)
    browser = Client()
    by_mail.prove_mailbox(browser, by_mail.link_in_the_mail())
    for password, again in (("Welkom2026!!", "Welkom2026!!"), (by_mail.GOOD, by_mail.GOOD + "x")):
        answer = browser.post(by_mail.CHOOSE, {"name": "Nina", "password": password, "again": again})
        assert answer.status_code == 200
    assert Invitation.objects.get().used_at is None


def test_half_an_address_tells_whose_it_is_to_nobody_else() -> None:
    assert masked("nina.nieuw@school.example").replace(WORD_JOINER, "") == "n…@school.example"
