"""Gezag that is not recorded makes what rests on it unknown, with the button to record it; it drops nobody quietly."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.talk import share_item
from caseflow.route.facting import facts_of
from caseflow.route.ruling import Refused
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Guardian
from tests.route.stories import asked, crescendo, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
FACT = "recipients_without_consent"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(date(2026, 3, 9)):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def said(world: World, first: str, second: str, *, unknown: bool = True) -> Any:
    """Each said this (nothing: ""); of the second it is not recorded whether she has gezag, unless told otherwise."""
    if unknown:
        Guardian.objects.filter(pk=world.guardians[1].pk).update(gezag="unknown")
    case, _item, consent = asked(world)
    for guardian, word in zip(world.guardians, (first, second), strict=True):
        if word:
            answer_consent(consent.pk, answer=word, actor=guardian.person)
    return case


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [
        ("given", "", False),  # whether she must is not known
        ("", "", True),  # who has gezag has not answered
        ("refused", "", True),
        ("given", "refused", True),  # one objection stops, whoever makes it
    ],
)
def test_only_where_her_gezag_alone_decides_it_is_not_known(world: World, first: str, second: str, known: bool) -> None:
    case = said(world, first, second)
    assert (facts_of(case, {FACT})[FACT] is not None) is known
    with pytest.raises(Refused):
        share_item(case.pk, actor=world.of_kind(RoleKind.IB_ER))


def test_who_is_silent_with_gezag_is_waited_for(world: World) -> None:
    case = said(world, "given", "", unknown=False)
    assert facts_of(case, {FACT})[FACT]


def test_the_page_says_it_is_not_known_and_leads_to_recording_it(world: World) -> None:
    case = said(world, "given", "")
    page = sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("route:act", args=[case.pk, "share"])).content.decode()
    assert "Van alle ouders is vastgelegd of zij gezag hebben" in page
    assert reverse("pupils:gezag", args=[world.guardians[1].pk]) in page
