"""Keeping, giving back and dropping what was typed."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import QueryDict

from caseflow import clock

from .models import Draft, SpentToken
from .tokens import FIELD, Token

DRAFTS_FOR = timedelta(days=14)
#: Longer than a token is valid, so that a spent one is never forgotten while it could still be sent.
SPENT_FOR = timedelta(days=30)
MOST_CHARACTERS = 200_000


def keep(token: Token, posted: QueryDict) -> bool:
    """Keep what came in for the token's person and page.

    No when it is far more than a person types, or when that person has no account any more.
    """
    data = {name: posted.getlist(name) for name in posted if not _is_secret(name)}
    writer = get_user_model().objects.filter(pk=token.person_id, is_active=True)
    if len(json.dumps(data)) > MOST_CHARACTERS or not writer.exists():
        return False
    whose: dict[str, Any] = {"person_id": token.person_id, "path": token.path}
    what: dict[str, Any] = {"data": data, "saved_at": clock.now()}
    if data:
        Draft.objects.update_or_create(**whose, defaults=what)
    else:  # a plain button: it overwrites nothing that was typed
        Draft.objects.get_or_create(**whose, defaults=what)
    return True


def take(person: AbstractBaseUser, path: str) -> dict[str, Any]:
    """What this person typed on this page, as a form's `initial`; empty when nothing waits. It stays until `drop`."""
    draft = Draft.objects.filter(person_id=person.pk, path=path).first()
    if draft is None:
        return {}
    return {name: values[0] if len(values) == 1 else values for name, values in draft.data.items()}


def take_press(person: AbstractBaseUser) -> bool:
    """Whether this person pressed a plain button after her session had ended: nothing to give back, only to say."""
    deleted, _by_model = Draft.objects.filter(person_id=person.pk, data={}).delete()
    return bool(deleted)


def drop(person: AbstractBaseUser, path: str) -> None:
    """The form was sent: nothing has to wait any more."""
    Draft.objects.filter(person_id=person.pk, path=path).delete()


def purge_drafts(on: date) -> None:
    """Forget the drafts that nobody came back for, and the tokens that are too old to be sent again."""
    oldest = datetime.combine(on - DRAFTS_FOR, time.min, clock.AMSTERDAM)
    Draft.objects.filter(saved_at__lt=oldest).delete()
    SpentToken.objects.filter(spent_on__lt=on - SPENT_FOR).delete()


def _is_secret(name: str) -> bool:
    return name in ("csrfmiddlewaretoken", FIELD) or "password" in name.lower()
