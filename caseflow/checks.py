"""What must be so before the project starts."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from caseflow.sop.providers import unprovided


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
