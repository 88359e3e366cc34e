"""A colleague is called "je", whoever comes as a guest, "u": each page speaks to its readers in one way."""

import re

import pytest
from django.conf import settings

from tests.front import of_guardians
from tests.front.test_translations import asked_by, words_of

TEMPLATES = settings.ROOT / "templates"
#: Who comes from outside, the desk, whoever passes by; and what staff and they read alike (signing in, errors, mails).
GUESTS = (
    *("route/desk/*", "route/invited/*", "route/profile/*", "route/_*", "pupils/way_in*", "4*.html", "500.html"),
    *("notices/shared_with_you.txt", "notices/referral_received.txt", "notices/meeting*.txt", "notices/base.txt"),
    *("notices/answer_awaited.txt", "base*.html", "components/*", "demo/*"),
    "route/document_print.html",
)
U = re.compile(r"\b[Uu]w?\b")


def of_staff() -> list[str]:
    guests = {path for pattern in GUESTS for path in TEMPLATES.glob(pattern)} | set(of_guardians.templates())
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*") if path not in guests)


@pytest.mark.parametrize("name", of_staff())
def test_a_page_of_staff_says_je(name: str) -> None:
    said = words_of([(name, asked_by((TEMPLATES / name).read_text("utf-8")))])[name]
    assert [words for words in said if U.search(" ".join(words))] == []
