"""By what somebody who is signed in was known: it is kept with every answer that she gives."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from pupils.models.answer import Identified


def identified_by(request: HttpRequest) -> str:
    """How she last showed who she is, and never more: it stands as evidence for good.

    Who came in by a code hours ago and showed a password a minute ago was known by the password: the code says who sat
    there then. What she showed at once counts together, the strongest of it. A second step is one beside a password. A
    key that was made in this session vouches for nobody: she came in by what came before it. A device that was trusted
    earlier shows no second step now.
    """
    shown = _last_shown(get_authentication_records(request, request.user))
    methods = {one.get("method") for one in shown}
    factors = [one for one in shown if one.get("method") == "mfa"]
    if any(one.get("passwordless") for one in factors):
        return Identified.PASSKEY
    if "password" in methods and factors:
        now = any(one.get("type") != "trust" for one in factors)
        return Identified.SECOND_FACTOR if now else Identified.TRUSTED
    if any(one.get("reauthenticated") for one in factors):
        return Identified.PASSKEY if factors[0].get("type") == "webauthn" else Identified.STEP
    for method, known in KNOWN.items():
        if method in methods:
            return known
    return Identified.SESSION


def _last_shown(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """From the last time that she was asked again; all of them where she only came in."""
    again = [place for place, one in enumerate(records) if one.get("reauthenticated")]
    return records[again[-1] :] if again else records


#: What allauth, or the page of the letter, wrote down: what it is called here, the strongest first.
KNOWN = {"code": Identified.MAIL_CODE, "password": Identified.PASSWORD, "letter": Identified.LETTER}
