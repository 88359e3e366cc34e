from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..tokens import FIELD, issue

register = template.Library()


@register.simple_tag(takes_context=True)
def form_token(context: dict[str, Any], path: str = "") -> SafeString:
    """The hidden field of a form; `path` is the page to come back to, when it is not the one being shown."""
    request = context["request"]
    if not request.user.is_authenticated:
        return SafeString("")
    # autocomplete off: Firefox would put the old, spent token back when the page is reloaded.
    return format_html(
        '<input type="hidden" name="{}" value="{}" autocomplete="off">',
        FIELD,
        issue(request.user, path or request.path),
    )
