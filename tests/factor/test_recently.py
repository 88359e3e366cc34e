"""What signs, and what leaves with somebody, is for who showed a moment ago who she is.

Which addresses ask it: tests/access/test_recently.py.
"""

import time

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from caseflow.drafts.models import Draft
from caseflow.drafts.tokens import FIELD, issue
from caseflow.route.commands.consent import ask_consent
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Consent, Person
from pupils.proving import Why, is_recent
from tests.cast import PASSWORD, make_person, make_school, make_staff
from tests.route.stories import case_at, crescendo
from tests.signing_in import remember

pytestmark = pytest.mark.django_db
AGAIN = "/accounts/reauthenticate/"


@pytest.fixture
def director() -> Person:
    return make_staff(make_school(), RoleKind.DIRECTOR, person=make_person("Dirk Bos", password=PASSWORD))


def came_in_long_ago(client: Client, person: Person) -> None:
    client.force_login(person)
    remember(client, person, ("password", "mfa"), ago=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1)


def test_it_is_asked_before_the_page_says_whether_it_is_there(client: Client, director: Person) -> None:
    came_in_long_ago(client, director)
    for name in ("route:scan", "opp:scan", "route:paper_scan", "route:view_scan", "route:pupil_scan"):
        page = reverse(name, args=[999_999])
        answer = client.get(page)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{AGAIN}?next={page}")


def test_the_password_is_enough_and_brings_one_back(client: Client, director: Person) -> None:
    came_in_long_ago(client, director)
    page = reverse("route:scan", args=[999_999])
    assert Why.TAKES.value in client.get(page, follow=True).content.decode()
    answer = client.post(AGAIN, {"password": PASSWORD, "next": page})
    assert answer.headers["Location"] == page
    assert client.get(page).status_code == 404
    assert client.post(AGAIN, {"password": "iets anders", "next": page}).status_code == 200


def test_what_was_typed_is_kept(client: Client, director: Person) -> None:
    came_in_long_ago(client, director)
    page = reverse("route:pass_over", kwargs={"consent_id": 1, "guardian_id": 1})
    answer = client.post(page, {"reasons": "niet te bereiken", FIELD: issue(director, page)})
    assert answer.headers["Location"] == f"{AGAIN}?next={page}"
    assert Why.SIGNS.value in client.get(answer.headers["Location"]).content.decode()
    assert Draft.objects.get(person_id=director.pk).data == {"reasons": ["niet te bereiken"]}


def test_who_has_nothing_to_show_it_with_comes_in_again(client: Client) -> None:
    director = make_staff(make_school(), RoleKind.DIRECTOR, person=make_person("Zonder", password=None))
    came_in_long_ago(client, director)
    page = reverse("route:scan", args=[1])
    assert client.get(page).headers["Location"] == f"/accounts/login/?next={page}"
    assert "_auth_user_id" not in client.session
    assert Why.TAKES.value in client.get(f"/accounts/login/?next={page}").content.decode()


@pytest.mark.parametrize(("ago", "recent"), [(0, True), (14 * 60, True), (15 * 60 + 1, False), (10**6, False)])
def test_for_a_quarter_of_an_hour(ago: int, recent: bool, rf, director: Person) -> None:
    request = rf.get("/")
    request.user, request.session = director, {}
    request.session["account_authentication_methods"] = [{"method": "password", "at": time.time() - ago}]
    request.session["account_authentication_methods_user"] = str(director.pk)
    assert is_recent(request) is recent


def test_adding_a_factor_is_the_same_rule(client: Client, director: Person) -> None:
    came_in_long_ago(client, director)
    add = reverse("mfa_add_webauthn")
    again = client.get(add).headers["Location"]
    assert again.startswith(AGAIN)
    assert Why.ACCOUNT.value in client.get(again).content.decode()
    client.force_login(director)
    assert client.get(add).status_code == 200


# --- An act that decides is signed, by whichever way it is done ------------------------------------------------------


@pytest.fixture
def at_the_end() -> tuple[Person, Case]:
    """A case from which one way out goes to a desk, and its director, who came in long ago."""
    world = crescendo()
    return world.of_kind(RoleKind.DIRECTOR), case_at(world, "handelingsverlegen")


def test_an_exit_that_decides_asks_it_where_it_is_sent(client: Client, at_the_end: tuple[Person, Case]) -> None:
    director, case = at_the_end
    came_in_long_ago(client, director)
    page = reverse("route:exit", args=[case.pk, "verwijzing_swv"])
    assert client.get(page).status_code == 200
    said = {"reason": "Wij kunnen niet verder.", "seen_visit": case.visits, FIELD: issue(director, page)}
    answer = client.post(page, said)
    assert answer.headers["Location"] in (f"{AGAIN}?next={page}", f"/accounts/login/?next={page}")
    assert Draft.objects.get(person_id=director.pk).data["reason"] == ["Wij kunnen niet verder."]
    assert Case.objects.get(pk=case.pk).step == "handelingsverlegen"


def test_the_api_says_that_she_must_show_it_again(client: Client, at_the_end: tuple[Person, Case]) -> None:
    director, case = at_the_end
    came_in_long_ago(client, director)
    move = reverse("api:move", args=[case.pk, "verwijzing_swv"])
    said = {"reason": "Wij kunnen niet verder.", "seen_visit": case.visits}
    answer = client.post(move, said, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "show_again")
    client.force_login(director)
    assert client.post(move, said, content_type="application/json").json()["code"] == "refused"  # by the law now


def test_an_everyday_exit_asks_nothing(client: Client) -> None:
    world = crescendo()
    case, ib_er = case_at(world, "hgw"), world.of_kind(RoleKind.IB_ER)
    came_in_long_ago(client, ib_er)
    page = reverse("route:exit", args=[case.pk, "leerlingbespreking"])
    said = {"reason": "Het lukt niet.", "seen_visit": case.visits, FIELD: issue(ib_er, page)}
    assert client.post(page, said).status_code == 409  # by what the SOP asks


# --- A guardian reads at leisure, and signs by who she showed to be a moment ago -------------------------------------


@pytest.fixture
def asked() -> tuple[Person, str, Consent]:
    world = crescendo()
    case = case_at(world, "hgw")
    consent = ask_consent(case.pk, purpose="advies_deskundige", actor=world.of_kind(RoleKind.IB_ER))
    mother = world.guardians[0].person
    mother.set_unusable_password()
    mother.save()
    return mother, reverse("route:guardian_consent", args=[consent.pk]), consent


def test_a_guardian_who_came_in_long_ago_reads_and_comes_in_again_to_sign(client: Client, asked) -> None:
    mother, page, consent = asked
    came_in_long_ago(client, mother)
    assert client.get(page).status_code == 200
    answer = client.post(page, {"answer": "given", "view": "Bel mij even.", FIELD: issue(mother, page)})
    assert answer.headers["Location"] == f"/accounts/login/?next={page}"
    assert not consent.answers.exists()
    login = client.get(answer.headers["Location"]).content.decode()
    assert f"{reverse('account_request_login_code')}?next={page}" in login
    client.force_login(mother)
    assert "Bel mij even." in client.get(page).content.decode()
    client.post(page, {"answer": "given", FIELD: issue(mother, page)})
    assert consent.answers.get().answer == "given"


def test_her_answer_says_how_she_last_showed_who_she_is(client: Client, asked) -> None:
    """Who came in by mail hours ago and shows a password now was known by the password."""
    mother, page, consent = asked
    mother.set_password(PASSWORD)
    mother.save()
    client.force_login(mother)
    remember(client, mother, ("code",), ago=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1)
    said = {"answer": "given", FIELD: issue(mother, page)}
    assert client.post(page, said).headers["Location"] == f"{AGAIN}?next={page}"
    client.post(AGAIN, {"password": PASSWORD, "next": page})
    client.post(page, said)
    assert consent.answers.get().identified_by == "password"


@pytest.mark.parametrize("name", ["account_set_password", "mfa_add_webauthn", "mfa_activate_totp"])
def test_a_guardian_who_came_in_by_mail_long_ago_adds_no_way_in(name: str, client: Client, asked) -> None:
    """allauth itself lets through who has nothing to show again; every address of its: test_own_account.py."""
    mother, _page, _consent = asked
    client.force_login(mother)
    remember(client, mother, ("code",), ago=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1)
    assert client.post(reverse(name)).headers["Location"] == f"/accounts/login/?next={reverse(name)}"
    client.force_login(mother)
    assert client.get(reverse(name)).status_code == 200
