"""A telephone that makes a passkey: what its browser would send for the challenge that stands in the session."""

import hashlib
import json
from typing import Any

from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

HOST = "testserver"


def made_by(person: Any, client: Client, *, verified: bool = True) -> str:
    """Needs a page that asked the device before; `verified`: a finger, a face or a PIN was asked."""
    client.get("/welkom/inloggen/")
    challenge = client.session[STATE_SESSION_KEY]["challenge"]
    said = CollectedClientData.create(CollectedClientData.TYPE.CREATE, challenge, f"https://{HOST}")
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    number = f"key of {person.pk}".encode()
    attested = AttestedCredentialData.create(bytes(16), number, key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    if verified:
        flags |= AuthenticatorData.FLAG.UV
    shown = AuthenticatorData.create(hashlib.sha256(HOST.encode()).digest(), flags, 0, attested)
    sealed = AttestationObject.create("none", shown, {})
    answer = {"clientDataJSON": websafe_encode(bytes(said)), "attestationObject": websafe_encode(bytes(sealed))}
    identity = websafe_encode(number)
    more: dict[str, Any] = {"clientExtensionResults": {"credProps": {"rk": True}}, "type": "public-key"}
    return json.dumps({"id": identity, "rawId": identity, "response": answer, **more})
