"""By what somebody who answers was known: the strongest of what she showed in this session."""

from typing import Any

import pytest

from pupils.identity import identified_by
from tests.cast import make_person

PASSWORD, CODE = {"method": "password"}, {"method": "code", "email": "x@example.com"}
APP, TRUST = {"method": "mfa", "type": "totp"}, {"method": "mfa", "type": "trust"}
LETTER, MADE = {"method": "letter"}, {"method": "mfa", "type": "webauthn", "id": 1}  # a key made in this session
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
        ([LETTER, MADE, {**MADE, "reauthenticated": True}], "passkey"),
        ([LETTER, {**APP, "reauthenticated": True}], "letter"),
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
