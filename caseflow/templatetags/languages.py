"""In which language a page is, in which others it can be read, and what it says of its own translation."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context

from caseflow import language, languages

register = template.Library()


@register.simple_tag
def dutch_binds() -> str:
    return languages.dutch_binds()


@register.simple_tag
def dutch_below() -> str:
    return languages.dutch_below()


@register.simple_tag
def spoken() -> languages.Language:
    return languages.spoken()


@register.simple_tag(takes_context=True)
def languages_here(context: Context) -> list[languages.Language]:
    """Those of the page that is shown; a page that no view made is in any."""
    request: HttpRequest | Any = context.get("request")
    match = getattr(request, "resolver_match", None)
    return language.offered(request, match.func) if match else [*languages.LANGUAGES.values()]
