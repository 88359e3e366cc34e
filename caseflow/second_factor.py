"""The second factor at the door: who must have one goes nowhere without. allauth keeps and asks them."""

import base64
import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import qrcode
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.internal.flows.trust import is_trusted_browser
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from caseflow import clock
from pupils.commands.sessions import end_sessions
from pupils.hats import hats_of
from pupils.models import Person
from pupils.policy import Audience
from pupils.proving import Why, invented, tell_why, with_second_factor
from pupils.refusing import is_api

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

#: Where one goes who has no second factor yet, or has one that this session was not opened with.
TO_SET_UP = {
    *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"),
    *("mfa_view_recovery_codes", "mfa_download_recovery_codes"),
}
TO_SHOW = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
#: Where everybody may go: out, and in as somebody else.
ALWAYS = {
    *("account_login", "account_logout", "account_inactive", "mfa_authenticate", "mfa_trust", "mfa_login_webauthn"),
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
}
NO_DATA = ("drf_spectacular.views", "health_check.views")


def must_have_one(person: Person) -> bool:
    """Whoever comes in as anything but the guardian of an own child. The demo's people are nobody."""
    return not invented(person) and any(hat.audience is not Audience.GUARDIAN for hat in hats_of(person, clock.today()))


def factors_of(person: Person) -> set[str]:
    return set(Authenticator.objects.filter(user=person, type__in=FACTORS).values_list("type", flat=True))


class SecondFactorMiddleware:
    """Stands after authentication and before the policy; the session is asked first, since that costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or with_second_factor(request) or _is_open(request, view):
            return None
        if not must_have_one(request.user):
            return None
        has = factors_of(request.user)
        if _name(request) in (TO_SHOW if has else TO_SET_UP):
            return None
        return _to(request, view, has)


def _is_open(request: HttpRequest, view: Callable[..., Any]) -> bool:
    said = getattr(view, "policy", None)
    public = Audience.PUBLIC in said.audiences if said else view.__module__ in NO_DATA
    return public or _name(request) in ALWAYS


def _name(request: HttpRequest) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""


def _to(request: HttpRequest, view: Callable[..., Any], has: set[str]) -> HttpResponse:
    """Nothing of what was asked for, not even whether it is there."""
    if is_api(view):
        detail = _("Log opnieuw in met de tweede stap.") if has else _("Stel eerst een tweede stap in op de site.")
        return JsonResponse({"code": "second_factor_needed", "detail": detail}, status=401)
    if not has:
        where = reverse("mfa_index")
    else:
        page = "mfa_reauthenticate" if Authenticator.Type.TOTP in has else "mfa_reauthenticate_webauthn"
        where = f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}"
        tell_why(request, Why.FACTOR)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return redirect(where)


# --- What allauth tells us ------------------------------------------------------------------------------------------


def remember_trust(request: HttpRequest, person: Person) -> None:
    """Signing in on a device that was trusted is signing in with the factor that was shown there before."""
    if is_trusted_browser(request, person):
        record_authentication(request, person, method="mfa", type="trust")


@receiver(authenticator_added)
def added(request: HttpRequest, user: Person, authenticator: Authenticator, **_more: Any) -> None:
    """The first one was just shown to work: this session has it. A later one vouches for nothing by itself."""
    if authenticator.type in FACTORS and not _others(user, authenticator):
        record_authentication(request, user, method="mfa", type=authenticator.type, id=authenticator.pk)


@receiver(authenticator_removed)
def removed(request: HttpRequest, user: Person, authenticator: Authenticator, **_more: Any) -> None:
    """With the last one gone, no session stands on it any more: who must have one sets another up after signing in."""
    if authenticator.type in FACTORS and not _others(user, authenticator):
        end_sessions([user])


def _others(person: Person, authenticator: Authenticator) -> bool:
    return Authenticator.objects.filter(user=person, type__in=FACTORS).exclude(pk=authenticator.pk).exists()


class Factors(DefaultMFAAdapter):
    """Secrets of the apps are kept encrypted: the database alone makes no codes."""

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """A drawing that stands in the page itself: the CSP lets no image be loaded from its own text."""
        drawing: str = qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode")
        return drawing

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """A device shows the name of whose key it is; who has no address has a name."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.email or user.name}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        return _("Passkey %(number)d") % {"number": Authenticator.objects.filter(user=user, type=type).count() + 1}


def _keys() -> MultiFernet:
    """From the site's key, and from those it had before, as for everything that Django signs."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"caseflow.second-factor.{secret}".encode()).digest())
