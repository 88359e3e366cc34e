"""The subject of every mail is its own words, and no address of a site before them."""

from pathlib import Path
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from caseflow.notices.kinds import Kind

ACCOUNT = sorted(
    path.name.removesuffix("_subject.txt")
    for path in Path(settings.ROOT, "templates/account/email").glob("*_subject.txt")
)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACCOUNT)
@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_mails_about_an_account(rf: Any, name: str, language: str) -> None:

    with context.request_context(rf.get("/")), translation.override(language):
        made = get_adapter().render_mail(f"account/email/{name}", "ida@school.example", {"code": "1"})
        assert made.subject == render_to_string(f"account/email/{name}_subject.txt").strip()
    assert "localhost" not in made.subject
    assert made.subject[:1].isalpha()


@pytest.mark.parametrize("kind", Kind)
def test_mails_from_the_outbox(kind: Kind) -> None:
    subject = render_to_string(f"notices/{kind}.txt", {"link": settings.SITE_URL}).strip().partition("\n")[0]
    assert subject[:1].isalpha()
    assert "[" not in subject
