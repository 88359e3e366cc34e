"""One's own account: what adds or changes something of it is for who showed a moment ago who she is.

allauth asks that of who has a password or a factor, and lets everybody else through. A guardian who came in by a code
in the mail has neither: on a tablet that she left behind, whoever holds it would make a way in of his own.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pupils.proving import Why, is_recent, show_it_again
from pupils.ways_in import may_ask_password

THEIRS = "allauth."
#: All of allauth's addresses that ask nothing more: in and out, what shows who one is, and what only tells.
CHANGES_NOTHING = {
    *("account_login", "account_request_login_code", "account_confirm_login_code", "account_logout"),
    *("account_inactive", "mfa_authenticate", "mfa_trust", "mfa_login_webauthn"),
    *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("account_reset_password", "account_reset_password_done"),  # by a link that goes to the mailbox
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    "account_change_password",  # asks the password of before
    *("mfa_index", "mfa_list_webauthn"),
}
#: What stands beside a code or a password, so of no use to who has nothing but a passkey. And with a password, an
#: address that a school only typed would count as hers.
BESIDE_A_MAILBOX = {
    *("mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_generate_recovery_codes"),
    "account_set_password",
}


class OwnAccountMiddleware:
    """Stands behind the second factor: who was asked for that has shown it first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or not view.__module__.startswith(THEIRS):
            return None
        name = request.resolver_match and request.resolver_match.url_name
        if name in CHANGES_NOTHING:
            return None
        if name in BESIDE_A_MAILBOX and not may_ask_password(request.user):
            return redirect("mfa_index")
        return None if is_recent(request) else show_it_again(request, Why.ACCOUNT)
