"""Somebody from outside, from the page on which she is written down to the parts of the file that she may read."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from caseflow.audit.models import ReadRow
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.models import Notice
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.talk import invite_guardians, plan_item
from caseflow.route.models import Case, Item
from caseflow.route.models import Invitation as Place
from caseflow.sop.vocabulary import PART_LABELS, Part, RoleKind
from pupils.commands import outsiders
from pupils.commands.observation import log_observation
from pupils.mail_proof import MOST_TRIES, masked
from pupils.models import Consent, Grant, Invitation, Person, RoleAssignment
from tests import by_mail
from tests.by_mail import own_day
from tests.cast import PASSWORD, make_person, make_school, make_staff
from tests.factor.test_second_factor import code_of
from tests.route.stories import QUESTION, case_at, crescendo, post, question_seen, sign_in
from tests.world import World

__all__ = ["own_day"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)
ADDRESS = "sigrid@poa.example"
ROLE = "orthopedagoog"
START = reverse("route:invited_start")


@pytest.fixture
def world() -> World:
    """A school to which nobody comes from outside yet."""
    world = crescendo()
    RoleAssignment.objects.filter(kind=RoleKind.OUTSIDER).delete()
    log_observation(
        world.pupil.pk, TODAY, "taal", "Sam raadt woorden.", "Een leesliniaal", actor=world.of_kind(RoleKind.TEACHER)
    )
    return world


def comes(world: World, email: str = ADDRESS, role: str = ROLE, same: str = "") -> Person:
    given = outsiders.add_outsider(
        world.school.pk, name="Sigrid Aalten", email=email, role=role, starts_on=TODAY,
        ends_on=TODAY + timedelta(days=120), same=same,
        actor=world.of_kind(RoleKind.DIRECTOR),
    )  # fmt: skip
    return given.person


def act(world: World, case: Case, name: str, **said: Any) -> Any:
    """As the IB-er presses it."""
    page = reverse("route:act", args=[case.pk, name])
    answer = post(world.of_kind(RoleKind.IB_ER), page, **said)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def planned(world: World, *people: Person) -> Case:
    case = case_at(world, "zorgteam")
    said = {"on": TODAY + timedelta(days=7), "kind": "hold_meeting", "question": QUESTION}
    act(world, case, "plan_item", **said, invite=[one.pk for one in people])
    act(world, case, "invite_guardians")
    act(world, case, "ask_consent", seen=question_seen(world, case))
    return case


def shared(world: World, *people: Person) -> Case:
    case = planned(world, *people)
    asked = Consent.objects.get(case_id=case.pk)
    for guardian in world.guardians:
        page = reverse("route:guardian_consent", args=[asked.pk])
        assert post(guardian.person, page, answer="given").status_code == 302
    act(world, case, "share")
    return case


def set_up_app(browser: Client) -> Any:
    page = browser.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'authenticator_secret">(\w+)<', page)
    assert secret
    return browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret[1])})


def read(browser: Client, item: Item) -> str:
    answer = browser.get(reverse("route:invited_item", args=[item.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


# --- The whole way ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)  # the session hears of the second factor after the commit
def test_from_the_directors_form_to_the_parts_that_the_parents_named(world: World) -> None:
    director = world.of_kind(RoleKind.DIRECTOR)
    page = reverse("pupils:outsider_add", args=[world.school.pk])
    said = {"name": "Sigrid", "email": ADDRESS, "role": ROLE, "starts_on": TODAY, "ends_on": TODAY + 90 * DAY}
    assert post(director, page, **said).status_code == 302
    sigrid = Person.objects.get(email=ADDRESS)

    case = planned(world, sigrid)
    deliver_waiting()
    [before] = [one for one in mail.outbox if one.to == [ADDRESS]]  # the day and no more, before the parents' yes
    assert "16 maart 2026" in before.body
    for word in (world.pupil.first_name, world.pupil.last_name, QUESTION, "http", "Zorgteam"):
        assert word not in f"{before.subject} {before.body}"
    consent = Consent.objects.get(case_id=case.pk)
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    act(world, case, "share")

    browser, link = Client(), by_mail.link_in_the_mail()
    [letter] = [one for one in mail.outbox if one.to == [ADDRESS] and one is not before]
    assert world.school.name in letter.body
    for word in (world.pupil.first_name, world.pupil.last_name, QUESTION):
        assert word not in f"{letter.subject} {letter.body}"
    assert f"tot en met {(TODAY + timedelta(days=35)).day} april 2026" in letter.body
    code = link.split("/")[2]
    assert code not in str([*Notice.objects.values(), *Invitation.objects.values()])

    browser.get(link)
    assert masked(ADDRESS) in browser.get(by_mail.FIRST).content.decode()
    browser.post(by_mail.FIRST)
    assert mail.outbox[-1].to == [ADDRESS]
    browser.post(by_mail.PROVE, {"code": by_mail.code_in_the_mail()})
    said = {"name": "Sigrid van Aalten", "password": by_mail.GOOD, "again": by_mail.GOOD}
    assert browser.post(by_mail.CHOOSE, said).headers["Location"] == reverse("mfa_index")
    assert browser.get(START).headers["Location"] == reverse("mfa_index")  # nothing without a second factor
    assert set_up_app(browser).status_code == 302

    item = Item.objects.get(case=case)
    landed = browser.get("/", follow=True)
    assert landed.redirect_chain[-1][0] == START
    assert reverse("route:invited_item", args=[item.pk]) in landed.content.decode()
    page = read(browser, item)
    assert "Sam raadt woorden." in page
    for part in Part:
        assert (PART_LABELS[part].capitalize() in page or PART_LABELS[part] in page) == (part in consent.parts), part
    opened = ReadRow.objects.filter(person_id=sigrid.pk, object=f"item-{item.pk}")
    assert set(opened.values_list("part", flat=True)) == set(consent.parts)
    assert by_mail.followed(link)[0] == 404


def test_one_mail_a_share_and_a_link_to_sign_in_for_who_can(world: World) -> None:
    sigrid = comes(world)
    sigrid.set_password(PASSWORD)
    sigrid.save()
    shared(world, sigrid, comes(world, "jgz@ggd.example", "jgz_arts"))
    deliver_waiting()
    deliver_waiting()
    of_sharing = [one for one in mail.outbox if one.subject == "Er ligt iets voor u klaar om te lezen"]
    told = {one.to[0]: one.body for one in of_sharing if one.to[0] in (ADDRESS, "jgz@ggd.example")}
    assert len([one for one in of_sharing if one.to == [ADDRESS]]) == 1
    assert START in told[ADDRESS]
    assert "/uitnodiging/" not in told[ADDRESS]
    assert "/uitnodiging/" in told["jgz@ggd.example"]
    assert list(Invitation.objects.values_list("person__email", "kind")) == [("jgz@ggd.example", "outsider")]


@pytest.mark.django_db(transaction=True)  # the session hears of the second factor after the commit
def test_a_second_case_shared_before_she_came_in_gives_one_link_that_works(world: World) -> None:
    sigrid = comes(world)
    shared(world, sigrid)
    first = by_mail.link_in_the_mail()
    world.pupil = world.new_pupil()
    case = case_at(world, "zorgteam")
    ib_er = world.of_kind(RoleKind.IB_ER)
    plan_item(case.pk, on=TODAY, question=QUESTION, actor=ib_er, invite=[sigrid.pk])
    invite_guardians(case.pk, actor=ib_er)
    act(world, case, "ask_consent", seen=question_seen(world, case))
    for guardian in world.guardians:
        answer_consent(Consent.objects.get(case_id=case.pk).pk, answer="given", actor=guardian.person)
    act(world, case, "share")
    second = by_mail.link_in_the_mail()
    assert second != first
    assert by_mail.followed(first)[0] == 404
    browser = Client()
    by_mail.come_in(browser, second)
    set_up_app(browser)
    page = browser.get(START).content.decode()
    assert all(reverse("route:invited_item", args=[item.pk]) in page for item in Item.objects.all())


def test_the_mail_goes_again_when_it_was_lost(world: World) -> None:
    sigrid = comes(world)
    shared(world, sigrid)
    lost = by_mail.link_in_the_mail()
    outsiders.invite_outsider_again(world.school.pk, sigrid.pk, actor=world.of_kind(RoleKind.IB_ER))
    new = by_mail.link_in_the_mail()
    assert by_mail.followed(lost)[0] == 404
    assert by_mail.come_in(Client(), new).headers["Location"] == reverse("mfa_index")


# --- What opens nothing ----------------------------------------------------------------------------------------------


def test_a_link_that_was_sent_on_tells_nothing_and_opens_nothing(world: World) -> None:
    sigrid = comes(world)
    shared(world, sigrid)
    link, stranger = by_mail.link_in_the_mail(), Client()
    pages = stranger.get(link, follow=True).content.decode()
    pages += stranger.post(by_mail.FIRST, follow=True).content.decode()
    code = by_mail.code_in_the_mail()
    for _try in range(MOST_TRIES):
        pages += stranger.post(by_mail.PROVE, {"code": "BBBB-BBBB"}, follow=True).content.decode()
    pages += stranger.post(by_mail.PROVE, {"code": code}, follow=True).content.decode()
    for page in (by_mail.CHOOSE, START, "/"):
        answer = stranger.get(page, follow=True)
        assert answer.redirect_chain
        pages += answer.content.decode()
    stranger.post(by_mail.CHOOSE, {"name": "X", "password": by_mail.GOOD, "again": by_mail.GOOD})
    for secret in (ADDRESS, "Sigrid", world.school.name, world.pupil.last_name, QUESTION):
        assert secret not in pages
    assert "_auth_user_id" not in stranger.session
    assert not Person.objects.get(pk=sigrid.pk).has_usable_password()
    assert by_mail.come_in(Client(), link).headers["Location"] == reverse("mfa_index")


def used(world: World, _sigrid: Person, link: str) -> None:
    by_mail.come_in(Client(), link)


def expired(_world: World, _sigrid: Person, _link: str) -> None:
    Invitation.objects.update(until=TODAY - DAY)


def withdrawn(world: World, _sigrid: Person, _link: str) -> None:
    answer_consent(Consent.objects.get().pk, answer="withdrawn", actor=world.guardians[1].person)


def grant_ended(_world: World, _sigrid: Person, _link: str) -> None:
    Grant.objects.update(ended_on=TODAY)


def role_ended(world: World, sigrid: Person, _link: str) -> None:
    outsiders.end_outsider(world.school.pk, sigrid.pk, actor=world.of_kind(RoleKind.IB_ER))


def taken_off(world: World, _sigrid: Person, _link: str) -> None:
    act(world, Case.objects.get(), "take_off_agenda", reason="Zij is ziek.")


@pytest.mark.parametrize("what", [used, expired, withdrawn, grant_ended, role_ended, taken_off])
def test_a_link_with_nothing_behind_it_is_as_one_that_never_was(what: Any, world: World) -> None:
    sigrid = comes(world)
    shared(world, sigrid)
    link = by_mail.link_in_the_mail()
    assert by_mail.followed(link)[0] == 200
    proved = Client()
    by_mail.prove_mailbox(proved, link)
    what(world, sigrid, link)
    assert by_mail.followed(link) == by_mail.followed("/uitnodiging/NOOITGEMAAKT/")
    answer = proved.post(by_mail.CHOOSE, {"name": "Sigrid", "password": by_mail.GOOD, "again": by_mail.GOOD})
    assert answer.status_code == 404
    assert "_auth_user_id" not in proved.session


def test_what_was_stopped_before_the_mail_went_is_not_mailed(world: World) -> None:
    sigrid = comes(world)
    shared(world, sigrid)
    role_ended(world, sigrid, "")
    deliver_waiting()
    assert ADDRESS not in [address for one in mail.outbox for address in one.to]


def test_who_is_known_elsewhere_gets_no_way_into_her_account(world: World) -> None:
    known = make_staff(make_school(), person=make_person("Kim Bekend", email="kim@poa.example", password=PASSWORD))
    assert comes(world, "KIM@poa.example") == known
    shared(world, known)
    deliver_waiting()
    assert not Invitation.objects.exists()
    assert "/uitnodiging/" not in "".join(str(one.body) for one in mail.outbox)
    known.refresh_from_db()
    assert (known.name, known.check_password(PASSWORD)) == ("Kim Bekend", True)


# --- What ends while she looks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", [withdrawn, grant_ended, taken_off])
def test_what_ends_while_her_page_is_open_is_gone_at_the_next_click(what: Any, world: World) -> None:
    sigrid = comes(world)
    case = shared(world, sigrid)
    item, browser = Item.objects.get(case=case), sign_in(sigrid)
    assert QUESTION in read(browser, item)
    what(world, sigrid, "")
    assert browser.get(reverse("route:invited_item", args=[item.pk])).status_code == 404
    assert "Er is nu niets met u gedeeld" in browser.get(START).content.decode()


def test_whose_role_ends_is_out_and_her_place_is_free(world: World) -> None:
    sigrid = comes(world)
    case = shared(world, sigrid)
    item, browser = Item.objects.get(case=case), sign_in(sigrid)
    role_ended(world, sigrid, "")
    page = reverse("route:invited_item", args=[item.pk])
    assert browser.get(page).headers["Location"].startswith(reverse("account_login"))
    assert sign_in(Person.objects.get(pk=sigrid.pk)).get(page).status_code == 404
    assert not Place.objects.filter(item=item, person=sigrid).exists()


def test_a_parent_who_came_from_outside_too_keeps_her_place_as_a_parent(world: World) -> None:
    parent = world.guardians[0].person
    assert comes(world, parent.email, same=parent.email) == parent
    case = planned(world, parent)
    role_ended(world, parent, "")
    place = Place.objects.get(item__case=case, person=parent)
    assert (place.outsider, place.role, place.guardian_id) == (False, "guardian", world.guardians[0].pk)


# --- Planning --------------------------------------------------------------------------------------------------------


def test_the_form_says_which_role_from_outside_nobody_has_and_where_to_add_one(world: World) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    page = reverse("route:act", args=[case.pk, "plan_item"])
    shown = sign_in(ib_er).get(page).content.decode()
    assert reverse("pupils:outsiders", args=[world.school.pk]) in shown
    assert "Van buiten komt er nog niemand als" in shown
    assert world.sop.called(ROLE) in shown
    for role in world.sop.outsiders("zorgteam"):
        comes(world, f"{role}@buiten.example", role)
    shown = sign_in(ib_er).get(page).content.decode()
    assert "Van buiten komt er nog niemand" not in shown
