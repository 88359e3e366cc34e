"""By what somebody who answers was known: how she last showed in this session who she is."""

from typing import Any

import pytest

from pupils.identity import identified_by
from tests.cast import make_person

PASSWORD, CODE = {"method": "password"}, {"method": "code", "email": "x@example.com"}
APP, TRUST = {"method": "mfa", "type": "totp"}, {"method": "mfa", "type": "trust"}
LETTER, MADE = {"method": "letter"}, {"method": "mfa", "type": "webauthn", "id": 1}  # a key made in this session
AGAIN = {"reauthenticated": True}
KEY_AGAIN = {**MADE, **AGAIN}
KEY = {"method": "mfa", "type": "webauthn", "passwordless": True}


@pytest.mark.parametrize(
    ("shown", "known"),
    [
        ([], "session"),
        ([PASSWORD], "password"),
        ([CODE], "mail_code"),
        ([PASSWORD, APP], "second_factor"),
        ([PASSWORD, TRUST], "trusted"),
        ([PASSWORD, TRUST, APP], "second_factor"),
        ([KEY], "passkey"),
        ([CODE, KEY], "passkey"),
        ([LETTER], "letter"),
        ([LETTER, MADE], "letter"),
        ([CODE, MADE], "mail_code"),
        ([LETTER, MADE, KEY_AGAIN], "passkey"),
        ([CODE, {**PASSWORD, **AGAIN}], "password"),
        ([KEY, {**PASSWORD, **AGAIN}], "password"),
        ([PASSWORD, APP, {**PASSWORD, **AGAIN}], "password"),
        ([PASSWORD, APP, KEY_AGAIN], "passkey"),
        ([CODE, {**PASSWORD, **AGAIN}, MADE], "second_factor"),
        ([LETTER, {**APP, **AGAIN}], "step"),
        ([PASSWORD, APP, {**APP, **AGAIN}], "step"),
        ([LETTER, {"method": "mfa", "type": "recovery_codes", **AGAIN}], "step"),
        ([{**PASSWORD, **AGAIN}, KEY_AGAIN, {**PASSWORD, **AGAIN}], "password"),
        ([PASSWORD, MADE], "second_factor"),
        ([MADE], "session"),
        ([TRUST], "session"),
    ],
)
def test_what_she_showed(db: None, rf: Any, shown: list[dict[str, Any]], known: str) -> None:
    request = rf.get("/")
    request.user = make_person()
    request.session = {
        "account_authentication_methods": shown,
        "account_authentication_methods_user": str(request.user.pk),
    }
    assert identified_by(request) == known


def test_what_somebody_else_showed_on_this_computer_is_not_hers(db: None, rf: Any) -> None:
    request = rf.get("/")
    request.user = make_person()
    request.session = {"account_authentication_methods": [KEY], "account_authentication_methods_user": "0"}
    assert identified_by(request) == "session"
