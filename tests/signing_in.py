"""What a session remembers of how somebody came in, for clients that `force_login` signs in without any page."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as SHOWN
from django.test import Client

from pupils.models import Person

WHOSE = f"{SHOWN}_user"


def signed_in_for_real(force_login: Callable[..., None], client: Client, person: Person, *more: Any) -> None:
    """As through the pages: with password and second factor, a moment ago."""
    force_login(client, person, *more)
    remember(client, person, ("password", "mfa"))


def without_second_factor(client: Client, person: Person) -> None:
    """As with the right password, by somebody who was asked for nothing more."""
    client.force_login(person)
    remember(client, person, ("password",))


def remember(client: Client, person: Person, methods: tuple[str, ...], *, ago: int = 0) -> None:
    session = client.session
    session[SHOWN] = [{"method": method, "at": time.time() - ago} for method in methods]
    session[WHOSE] = str(person.pk)
    session.save()
