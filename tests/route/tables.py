"""A talk with people from outside that is shared, on the day that it is held: what tests of the table begin with."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.drafts.tokens import FIELD, issue
from caseflow.route.commands.talk import hold_item
from caseflow.route.models import Item
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Person
from tests.route.stories import crescendo, shared, sign_in
from tests.world import World

TODAY = date(2026, 3, 9)
DAY = TODAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def on_day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


@pytest.fixture
def item(world: World) -> Item:
    """Shared with those from outside, and its day has come."""
    _case, item, _consent = shared(world)
    Item.objects.filter(pk=item.pk).update(begins=time(9), lasts=30)
    item.refresh_from_db()
    return item


def page(person: Person, name: str, pk: int) -> str:
    return sign_in(person).get(reverse(name, args=[pk])).content.decode()


def opened(person: Person, item: Item) -> tuple[Client, dict[str, str]]:
    """A screen as it stands open: a session, and what its form would send."""
    client = sign_in(person)
    url = reverse("route:table", args=[item.pk])
    form = client.get(url).context["form"]
    return client, {FIELD: issue(person, url), **{one.html_name: one.value() or "" for one in form}}


def send(client: Client, item: Item, said: dict[str, Any]) -> Any:
    return client.post(reverse("route:table", args=[item.pk]), said)


def colleague(world: World) -> Person:
    return world.of_kind(RoleKind.TEACHER)


def held(world: World, item: Item) -> Item:
    hold_item(item.case_id, minutes="Wij spraken over lezen.", actor=world.of_kind(RoleKind.IB_ER))
    item.refresh_from_db()
    return item
