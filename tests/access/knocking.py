"""Knocking on one door as one person: the URL filled in, the form sent with its token, nothing kept afterwards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from caseflow.drafts.tokens import FIELD, issue
from pupils.models import Person
from tests.access.matrix import Row
from tests.access.stage import Stage
from tests.access.who import WITHOUT_FACTOR
from tests.scans import a_scan
from tests.signing_in import SHOWN, without_second_factor

ABSENT = 999_999_999
NOWHERE = {"uid": UUID(int=ABSENT)}
LOGIN = "/accounts/login/"


@dataclass(frozen=True, slots=True)
class Url:
    """One address of the URLconf: its name, what it takes, and the view behind it."""

    name: str
    takes: frozenset[str]
    view: Any


def all_urls(
    resolver: URLResolver | None = None, space: str = "", above: frozenset[str] = frozenset()
) -> Iterator[Url]:
    """Every address, those without a name included (by their pattern), so that none is overlooked."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            within = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from all_urls(entry, within, above | set(_takes(entry)))
        else:
            yield Url(f"{space}{entry.name or entry.pattern}", above | set(_takes(entry)), entry.callback)


def _takes(entry: URLPattern | URLResolver) -> Iterator[str]:
    yield from entry.pattern.converters or entry.pattern.regex.groupindex


class Knocker:
    """Everybody signed in once; one client, since a second one would set up the whole middleware again."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.takes = {url.name: url.takes for url in all_urls()}
        self.client = Client()
        self.sessions = {column: self._sign_in(column, person) for column, person in stage.people.items()}

    def _sign_in(self, column: str, person: Person | None) -> SimpleCookie:
        self.client.cookies = SimpleCookie()
        if person is not None and (column == "s1" or column in WITHOUT_FACTOR):
            without_second_factor(self.client, person)
        elif person is not None:
            self.client.force_login(person)
        return self.client.cookies

    def knock(self, column: str, method: str, row: Row) -> HttpResponse:
        """The answer that the person of this column gets."""
        known = {**self.stage.places.get(row.place, {}), **row.said}
        return self._send(column, method, self._path(row, known), row.body(self.stage))

    def knock_for_good(self, column: str, method: str, row: Row, body: dict[str, Any]) -> HttpResponse:
        """The same, with another form, and what it did stays until the caller's transaction ends."""
        known = {**self.stage.places.get(row.place, {}), **row.said}
        self.client.cookies = SimpleCookie(self.sessions[column].output(header="", sep=";"))
        answer: Any = self._sent(method, self._path(row, known), body, self.stage.people[column])
        return _read(answer)

    def knock_at_nothing(self, column: str, row: Row, method: str = "GET") -> HttpResponse:
        """The same address with numbers that no row has."""
        return self._send(column, method, self._path(row, row.said), row.body(self.stage))

    def open(self, column: str, name: str) -> HttpResponse:
        return self._send(column, "GET", reverse(name), {})

    def knock_stale(self, column: str, method: str, row: Row) -> HttpResponse:
        """The same by somebody who came in hours ago."""
        with transaction.atomic():
            session = SessionStore(self.sessions[column][settings.SESSION_COOKIE_NAME].value)
            session[SHOWN] = [{**shown, "at": 0} for shown in session[SHOWN]]
            session.save()
            answer = self.knock(column, method, row)
            transaction.set_rollback(True)
        return answer

    def knock_signed_out(self, column: str, row: Row, body: dict[str, Any]) -> HttpResponse:
        """A form that this person had open, sent after her session ended; what it does stays."""
        self.client.cookies = SimpleCookie()
        path = self._path(row, {**self.stage.places.get(row.place, {}), **row.said})
        return self._sent("POST", path, body, self.stage.people[column])

    def follow(self, column: str, path: str) -> HttpResponse:
        return self._send(column, "GET", path, {})

    def _path(self, row: Row, known: dict[str, Any]) -> str:
        return reverse(row.name, kwargs={key: known.get(key, NOWHERE.get(key, ABSENT)) for key in self.takes[row.name]})

    def _send(self, column: str, method: str, path: str, body: dict[str, Any]) -> HttpResponse:
        self.client.cookies = SimpleCookie(self.sessions[column].output(header="", sep=";"))
        with transaction.atomic():
            answer: Any = self._sent(method, path, body, self.stage.people[column])
            answer = _read(answer)
            transaction.set_rollback(True)
        return answer

    def _sent(self, method: str, path: str, body: dict[str, Any], person: Person | None) -> Any:
        if method == "GET":
            return self.client.get(path)
        if path.startswith("/api/"):
            return self.client.post(path, body, content_type="application/json")
        return self.client.post(path, _filled(body, person, path))


def _read(answer: Any) -> Any:
    """Read to its end, a stream closes without closing the database."""
    if not answer.streaming:
        return answer
    return HttpResponse(b"".join(answer.streaming_content), status=answer.status_code, headers=dict(answer.headers))


def _filled(body: dict[str, Any], person: Person | None, path: str) -> dict[str, Any]:
    """A form sends its token; "<scan>" and "<csv>" are files."""
    sent = {key: FILES[value]() if value in FILES else value for key, value in body.items()}
    return {**sent, **({FIELD: issue(person, path)} if person else {})}


def _csv() -> SimpleUploadedFile:
    """A file with every column that an import of results, or of hours missed, must have."""
    lines = b"roepnaam;achternaam;geboortedatum;toets;afnamedatum;moment;niveau;week;uren\n"
    lines += b"Sam;Kind;3-10-2017;lib;1-9-2026;m;A;1-9-2026;2\n"
    return SimpleUploadedFile("toetsen.csv", lines, content_type="text/csv")


FILES = {"<scan>": a_scan, "<csv>": _csv}


def letter_of(answer: HttpResponse) -> str:
    """The answer in one letter, as the matrix writes it."""
    if answer.status_code == 302:
        return "L" if answer.headers["Location"].startswith(LOGIN) else "R"
    return {200: "2", 204: "2", 400: "0", 401: "1", 403: "3", 404: "4", 405: "5", 409: "9"}.get(answer.status_code, "?")


DIFFERENT_EACH_TIME = re.compile(r'name="(csrfmiddlewaretoken|form_token|next)" value="[^"]*"|"X-CSRFToken": "[^"]*"')


def words_of(answer: HttpResponse) -> str:
    """What is read, without what differs at every showing."""
    return DIFFERENT_EACH_TIME.sub("", answer.content.decode())
