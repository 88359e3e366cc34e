"""The hidden field `form_token`: whose form this is, on which page, and its number used once. Signed, not secret."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing

FIELD = "form_token"
MAX_AGE = timedelta(days=7)
_SALT = "caseflow.drafts.form_token"


@dataclass(frozen=True)
class Token:
    person_id: int
    path: str
    nonce: str


def issue(person: AbstractBaseUser, path: str) -> str:
    """A token for one showing of the form on the page `path`."""
    return signing.dumps([person.pk, path, secrets.token_urlsafe(16)], salt=_SALT)


def read(token: str | None) -> Token | None:
    """What the token says, or None when it is not ours or too old."""
    try:
        return Token(*signing.loads(token or "", salt=_SALT, max_age=MAX_AGE))
    except signing.BadSignature:
        return None
