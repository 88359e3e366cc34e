"""What holds for every answer and every request, whatever page it is."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from caseflow import settings as front_door
from caseflow.sop.vocabulary import RoleKind
from tests.access.knocking import all_urls
from tests.cast import make_group, make_school, make_staff
from tests.front.test_settings import SAID
from tests.front.test_settings import settings as settings_of

pytestmark = pytest.mark.django_db
CSP = "Content-Security-Policy"


@pytest.fixture
def teacher(client: Client) -> Client:
    school = make_school()
    client.force_login(make_staff(school, RoleKind.TEACHER, make_group(school)))
    return client


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/accounts/login/", 200),
        ("/groepen/", 302),
        ("/nergens/", 404),
        ("/api/cases/", 401),
        ("/api/schema/", 200),
        ("/health/", 200),
        ("/static/img/logo.svg", 200),
        ("/static/mfa/js/webauthn.js", 200),
    ],
)
def test_every_kind_of_answer_says_what_a_browser_may_load(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "default-src 'self'" in answer.headers[CSP]
    assert "unsafe" not in answer.headers[CSP]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_so_does_the_page_of_an_error(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("caseflow.route.views.profile.get_object_or_404", breaks)
    client.raise_request_exception = False
    answer = client.get(reverse("route:profile", args=["no_such_school"]))
    assert answer.status_code == 500
    assert "default-src 'self'" in answer.headers[CSP]


def test_what_a_person_was_shown_stays_in_no_browser(teacher: Client, client: Client) -> None:
    assert "no-store" in teacher.get("/groepen/").headers["Cache-Control"]
    assert "no-store" in teacher.get("/api/cases/").headers["Cache-Control"]


def test_no_view_takes_a_form_without_its_token() -> None:
    """REST framework's views are free of Django's check because they make it themselves."""
    free = [url.name for url in all_urls() if getattr(url.view, "csrf_exempt", False) and not hasattr(url.view, "cls")]
    assert free == []


def test_neither_does_the_api() -> None:
    client = Client(enforce_csrf_checks=True)
    school = make_school()
    client.force_login(make_staff(school, RoleKind.IB_ER))
    sent = client.post("/api/cases/1/moves/x/", {}, content_type="application/json")
    assert sent.status_code in {403, 404}
    move = reverse("api:move", kwargs={"case_id": 1, "exit_key": "x"})
    answer = client.post(move, {}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
def test_too_much_at_once_is_turned_away_unread(teacher: Client, kind: str) -> None:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE if kind == "application/json" else settings.REQUEST_MAX_BYTES
    answer = teacher.generic("POST", "/api/cases/", b"{}", content_type=kind, CONTENT_LENGTH=str(most + 1))
    assert answer.status_code == 413
    if kind == "application/json":
        assert answer.json()["code"] == "too_large"
    else:
        assert "10 MB" in answer.content.decode()


def test_so_is_what_does_not_say_how_much_it_is(teacher: Client) -> None:
    answer = teacher.generic("POST", "/groepen/", b"", HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status_code == 411


def test_more_fields_than_a_form_has_are_not_read(teacher: Client) -> None:
    fields = {f"field{number}": "x" for number in range(501)}
    assert teacher.post(reverse("set_language"), fields).status_code == 400


def test_production_keeps_to_https_and_its_cookies_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    said = settings_of(monkeypatch, **SAID)
    assert said["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert said["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    for cookie in ("SESSION", "CSRF"):
        assert said[f"{cookie}_COOKIE_SECURE"]
        assert said[f"{cookie}_COOKIE_HTTPONLY"]
        assert said[f"{cookie}_COOKIE_SAMESITE"] == "Lax"
    assert said["X_FRAME_OPTIONS"] == "DENY"
    assert front_door.MFA_TRUST_COOKIE_AGE.days == 14
