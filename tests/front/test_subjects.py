"""The subject of every mail is its own words, and no address of a site before them."""

import re
from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from caseflow.notices.kinds import Kind

TEMPLATES = Path(settings.ROOT, "templates")
ACCOUNT = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix("_subject.txt") for path in TEMPLATES.glob("*/email/*_subject.txt")
)
#: What allauth tells somebody of her own account; of changing an address there is no page here.
TOLD = {
    told
    for package in ("account", "mfa")
    for path in Path(allauth.__file__).parent.joinpath(package).rglob("*.py")
    for told in re.findall(r'send_notification_mail\(\s*"([^"]+)"', path.read_text("utf-8"))
}
OF_NO_PAGE = {f"account/email/email_{what}" for what in ("changed", "confirm", "deleted")}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACCOUNT)
@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_mails_about_an_account(rf: Any, name: str, language: str) -> None:

    with context.request_context(rf.get("/")), translation.override(language):
        made = get_adapter().render_mail(name, "ida@school.example", {"code": "1"})
        assert made.subject == render_to_string(f"{name}_subject.txt").strip()
    assert "localhost" not in made.subject
    assert made.subject[:1].isalpha()


def test_every_mail_that_allauth_sends_is_in_our_words() -> None:
    assert TOLD - OF_NO_PAGE
    assert set(ACCOUNT) >= TOLD - OF_NO_PAGE


@pytest.mark.parametrize("kind", Kind)
def test_mails_from_the_outbox(kind: Kind) -> None:
    subject = render_to_string(f"notices/{kind}.txt", {"link": settings.SITE_URL}).strip().partition("\n")[0]
    assert subject[:1].isalpha()
    assert "[" not in subject
