"""By what somebody who is signed in was known: it is kept with every answer that she gives."""

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from pupils.models.answer import Identified


def identified_by(request: HttpRequest) -> str:
    """The strongest of what she showed since she signed in."""
    shown = get_authentication_records(request, request.user)
    methods = {one.get("method") for one in shown}
    if any(one.get("method") == "mfa" and one.get("passwordless") for one in shown):
        return Identified.PASSKEY
    if "mfa" in methods:
        return Identified.SECOND_FACTOR
    if "code" in methods:
        return Identified.MAIL_CODE
    return Identified.PASSWORD if "password" in methods else Identified.SESSION
