import re

import pytest

from caseflow.drafts.keeping import MOST_CHARACTERS, take
from caseflow.drafts.models import Draft
from caseflow.drafts.tokens import issue

pytestmark = pytest.mark.urls("tests.drafts.urls")


@pytest.fixture(autouse=True)
def _plain_house(settings):
    """The page above has no policy, so the policy's middleware stays at home."""
    settings.LOGIN_URL = "account_login"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("pupils.")]


@pytest.fixture
def shown(client, ida):
    """Ida has the page open; gives the token in it."""
    client.force_login(ida)
    return token_in(client.get("/note/"))


def token_in(page) -> str:
    return re.search(r'name="form_token" value="([^"]+)"', page.content.decode())[1]


def test_what_was_typed_is_back_after_login_and_gone_after_sending(client, ida, shown):
    client.logout()
    answer = client.post("/note/", {"form_token": shown, "words": "Zij <b>lacht</b> weer."})
    assert (answer.status_code, answer.url) == (302, "/login/?next=/note/")
    assert "lacht" not in str(client.cookies) + answer.content.decode()
    client.force_login(ida)
    page = client.get("/note/")
    assert "Wat hier eerder is ingetypt" in page.content.decode()
    assert "Zij &lt;b&gt;lacht&lt;/b&gt; weer." in page.content.decode()
    assert client.post("/note/", {"form_token": token_in(page), "words": "Zij lacht weer."}).content == b"done"
    assert not Draft.objects.exists()
    assert "Wat hier eerder is ingetypt" not in client.get("/note/").content.decode()


def test_nobody_else_gets_it(client, ida, tom, shown):
    client.logout()
    client.post("/note/", {"form_token": shown, "words": "Van Ida."})
    client.force_login(tom)
    assert "Van Ida." not in client.get("/note/").content.decode()
    assert take(tom, "/note/") == {}


def test_secrets_and_our_own_fields_are_not_kept(client, ida, shown):
    client.logout()
    sent = {"form_token": shown, "csrfmiddlewaretoken": "x", "new_password1": "x", "words": "", "parts": ["opp", "hgw"]}
    client.post("/note/", sent)
    assert take(ida, "/note/") == {"words": "", "parts": ["opp", "hgw"]}


def test_the_last_typed_counts(client, ida, shown):
    client.logout()
    for words in ("eerst", "later"):
        client.post("/note/", {"form_token": shown, "words": words})
    assert take(ida, "/note/") == {"words": "later"}


def test_htmx_is_sent_to_login_as_a_page(client, shown):
    client.logout()
    answer = client.post("/note/", {"form_token": shown, "words": "x"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/login/?next=/note/")


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/note/", {"words": "x"}),
        ("/note/", {"words": "x", "form_token": "forged"}),
        ("/note/", {"words": "x" * (MOST_CHARACTERS + 1), "form_token": None}),
        ("/login/", {"words": "x", "form_token": None}),
    ],
)
def test_nothing_is_kept_without_our_token_too_much_or_of_the_login_itself(client, shown, path, fields):
    client.logout()
    client.post(path, {name: value or shown for name, value in fields.items()})
    assert not Draft.objects.exists()


def test_who_is_signed_in_is_let_through(client, ida, shown):
    assert client.post("/note/", {"form_token": shown, "words": "x"}).content == b"done"
    assert not Draft.objects.exists()


def test_a_form_of_somebody_deleted_since_is_no_error(client, ida, shown):
    client.logout()
    token = issue(ida, "/note/")
    ida.delete()
    assert client.post("/note/", {"form_token": token, "words": "x"}).status_code == 302
    assert not Draft.objects.exists()


def test_nobody_gets_no_token(client, rf):
    from django.contrib.auth.models import AnonymousUser
    from django.template import engines

    request = rf.get("/note/")
    request.user = AnonymousUser()
    assert engines["django"].from_string("{% load form_token %}{% form_token %}").render({}, request) == ""
