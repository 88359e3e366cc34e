"""The public page of a school, before and after one key of its SOP is changed."""

import re
from copy import deepcopy
from functools import cache
from html import unescape
from typing import Any

import yaml
from django.test import Client
from django.urls import reverse

from pupils.models import School
from tests.sop.documents import CRESCENDO
from tests.world import store_version

NOTHING = object()
READ = yaml.safe_load(CRESCENDO)


def html_of(document: dict[str, Any]) -> str:
    """The page of this SOP as somebody without an account gets it."""
    said = document["school"]
    school = School.objects.create(name=said["name"], brin=said["brin"], key=said["key"])
    store_version(
        school, yaml.safe_dump(document, allow_unicode=True, sort_keys=False), adopted_on=document["first_day"]
    )
    answer = Client().get(reverse("route:profile", args=[school.key]))
    assert answer.status_code == 200
    School.objects.filter(pk=school.pk).update(key=f"was_{school.pk}", brin=f"{school.pk:04d}")
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def words_of(html: str) -> str:
    """What is read: tags left out, and no room between the words of one line."""
    one_line = re.sub(r'<span lang="nl">|</span>', "", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", one_line)).split())


def words_on(document: dict[str, Any]) -> str:
    return words_of(html_of(document))


@cache
def words_before() -> str:
    """What the page of the real SOP says: the same for every key that is changed."""
    return words_on(READ)


def part_of(html: str, anchor: str) -> str:
    """The part of the page to which a link with this anchor leads."""
    found = re.search(rf'<(\w+)[^>]* id="{anchor}".*?(?=<details|<article|</section)', html, re.S)
    assert found, anchor
    return found[0]


def changed(path: str, value: Any) -> dict[str, Any]:
    """The real SOP with the value at this path replaced, added, or (NOTHING) left out."""
    document = deepcopy(READ)
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    here = document
    for part in way:
        here = here[part]
    if value is NOTHING:
        del here[last]
    else:
        here[last] = value
    return document


def effect(path: str, value: Any, *, says: str = "", no_more: str = "") -> None:
    """The page of the changed SOP says what that of the real one does not, or no longer says what that did."""
    before, after = words_before(), words_on(changed(path, value))
    assert before != after
    assert says or no_more
    if says:
        assert (says in before, says in after) == (False, True)
    if no_more:
        assert (no_more in before, no_more in after) == (True, False)
