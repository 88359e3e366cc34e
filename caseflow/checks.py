"""What must be so before the project starts."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from caseflow.sop.providers import unprovided

#: In this order: who somebody is, whether she showed it well enough, and what she may see then.
DOORS = (
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "caseflow.second_factor.SecondFactorMiddleware",
    "caseflow.own_account.OwnAccountMiddleware",
    "pupils.served.PolicyMiddleware",
)
#: Settings of allauth that are for trying things out.
LOOSE = ("MFA_TOTP_INSECURE_BYPASS_CODE", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN")


@register()
def demo_stays_out_of_production(**_: Any) -> list[CheckMessage]:
    """The demo lets anybody look as anybody."""
    if settings.MODE != "production" or not apps.is_installed("caseflow.demo"):
        return []
    return [
        Error("caseflow.demo is installed in production.", hint="Take it out of INSTALLED_APPS.", id="caseflow.E001")
    ]


@register()
def every_fact_has_one_provider(**_: Any) -> list[CheckMessage]:
    """A fact that nobody answers is never met; one that two answer may differ from page to page."""
    odd = unprovided()
    return [Error(f"Facts without exactly one provider: {', '.join(odd)}.", id="caseflow.E002")] if odd else []


@register()
def second_factor_is_asked(**_: Any) -> list[CheckMessage]:
    """allauth asks for a factor only of who has one: what makes everybody have one stands in MIDDLEWARE."""
    order = [name for name in settings.MIDDLEWARE if name in DOORS]
    wrong = [] if order == list(DOORS) else [Error(f"MIDDLEWARE must have {', '.join(DOORS)}.", id="caseflow.E003")]
    loose = [name for name in LOOSE if getattr(settings, name, None)]
    said = f"{', '.join(loose)} lets a second factor be passed by."
    return [*wrong, *([Error(said, hint="Take it out.", id="caseflow.E004")] if loose else [])]
