"""The passkey by which a guardian comes in from now on: asked of her device before anything of her letter is spent."""

from dataclasses import replace
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import SignupWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from fido2.webauthn import ResidentKeyRequirement, UserVerificationRequirement

from pupils.models import Person


def asked_of_device(person: Person) -> dict[str, Any]:
    """What the browser hands to her device: a key that signs in by itself, since she has no password.

    Keys of before are not named: they end with the new one, and a page that anybody with the letter opens tells nothing
    of them. Nor her address, by which the device would call the key: it may be hidden from who opened the letter.
    """
    asked, state = auth.get_server().register_begin(
        user=replace(auth.build_user_payload(person), name=person.name),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        extensions=auth.EXTENSIONS,
    )
    auth.set_state(state)
    return {"creation_options": dict(asked)}


class FirstKey(SignupWebAuthnForm):
    """What the device answered; it holds only when finger, face or PIN was asked, as signing in by it will."""

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
            credential = cleaned.get("credential")
            shown = auth.parse_registration_response(credential) if credential else None
        except (KeyError, ValueError) as strange:  # no answer of a device at all
            raise get_adapter().validation_error("incorrect_code") from strange
        if shown and not shown.response.attestation_object.auth_data.is_user_verified():
            raise ValidationError("not verified")
        return cleaned


def keep_key(person: Person, name: str, credential: dict[str, Any]) -> Authenticator:
    kept: Authenticator = auth.WebAuthn.add(person, name, credential).instance
    return kept
