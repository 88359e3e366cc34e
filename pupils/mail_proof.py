"""That somebody reads the mail of an address: a short code sent to it, kept in the session as a digest only."""

import logging
import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from django.http import HttpRequest
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from pupils.models import Person

log = logging.getLogger(__name__)

KEY = "proving_address"
MOST_TRIES = 5
SECONDS = 15 * 60
WORD_JOINER = "\u2060"  # a line may else end after the dots


def send_proof(request: HttpRequest, email: str, *, taken: bool = False) -> None:
    """A new code; one sent before proves nothing any more.

    To a mailbox that is somebody's already goes a mail without it: the page is the same, so that it tells nobody who
    has an account here, and whoever reads the mailbox hears why and what to do.
    """
    adapter = get_adapter()
    code = adapter.generate_login_code()
    request.session[KEY] = {"email": email, "digest": _digest(code, email), "at": time.time(), "tries": 0}
    if taken:
        adapter.send_mail("account/email/way_in_taken", email, {})
    else:
        adapter.send_mail("account/email/way_in_code", email, {"code": code})


def tell_old_address(email: str, person: Person) -> None:
    """To the mailbox that let her in until now ("": there was none): if it was not she, she hears of it.

    She is in already, so a mail server that is down keeps nobody out.
    """
    if not email:
        return
    try:
        with translation.override(person.language):
            get_adapter().send_mail("account/email/way_in_changed", email, {})
    except OSError:
        log.warning("person %s was not told at her old address", person.pk, exc_info=True)


def address_sent_to(request: HttpRequest) -> str:
    """Where a code is under way; "" when none is, or it is too old, or was guessed at too often."""
    sent = request.session.get(KEY)
    return sent["email"] if sent and _holds(sent) else ""


def proves(request: HttpRequest, code: str) -> bool:
    """Whether this is the code that was sent; each miss counts."""
    sent = request.session.get(KEY)
    if not sent or not _holds(sent):
        return False
    if constant_time_compare(_digest(code, sent["email"]), sent["digest"]):
        return True
    request.session[KEY] = {**sent, "tries": sent["tries"] + 1}
    return False


def forget_proof(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def _holds(sent: dict[str, Any]) -> bool:
    return time.time() - sent["at"] <= SECONDS and sent["tries"] < MOST_TRIES


def _digest(code: str, email: str) -> str:
    return salted_hmac("caseflow.proving", f"{normalize_user_code(code)}:{email}", algorithm="sha256").hexdigest()


def masked(email: str) -> str:
    """Enough of an address for whose it is to know it, for somebody else no address: "s…@school.example"."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…{WORD_JOINER}@{domain}"
