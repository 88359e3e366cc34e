"""The story on the page of a case: whole or one thread of it, and what rests folded but never left out."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.case import open_case
from caseflow.route.telling_words import TITLES
from caseflow.route.themes import OF_THEME, Theme, theme_of, threads_of
from caseflow.sop.acts import ENTERING
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.observation import log_observation
from tests.route.stories import crescendo, shared, sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
SEEN, WHY = "kijkt uit het raam", "leest moeizaam"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


def test_every_kind_of_event_that_is_told_is_of_one_theme() -> None:
    placed = [kind for kinds in OF_THEME.values() for kind in kinds]
    assert sorted(set(TITLES) - set(placed)) == []
    assert len(placed) == len(set(placed))
    assert {theme_of(kind, moves=True) for kind in ENTERING.values()} == {Theme.STEPS}
    [whole, *_rest] = threads_of([Theme.TALKS, Theme.TALKS], "iets anders")
    assert (whole.chosen, whole.number) == (True, 2)


def test_a_thread_is_shown_alone_and_whole() -> None:
    world = crescendo()
    teacher, ib_er = world.of_kind(RoleKind.TEACHER), world.of_kind(RoleKind.IB_ER)
    case = open_case(world.pupil.pk, actor=ib_er, reason=WHY)
    for number in range(12):
        log_observation(world.pupil.pk, TODAY, "taal", f"{SEEN} ({number})", actor=teacher)
    client, url = sign_in(ib_er), reverse("route:case", args=[case.pk])
    whole = client.get(url)
    assert len(whole.context["events"]) == 13
    assert "Nog 5 gebeurtenissen daarvoor" in whole.content.decode()
    group = client.get(url, {"wat": Theme.GROUP})
    assert {one.theme for one in group.context["events"]} == {Theme.GROUP}
    assert "gebeurtenissen daarvoor" not in group.content.decode()
    steps = client.get(url, {"wat": Theme.STEPS})
    assert [one.text for one in steps.context["events"]] == [WHY]
    assert len(client.get(url, {"wat": "<b>"}).context["events"]) == 13


def test_what_waits_for_nobody_is_folded_and_all_there() -> None:
    world = crescendo()
    case, _item, consent = shared(world)
    page = sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("route:case", args=[case.pk]))
    text = page.content.decode()
    assert [panel.rests for panel in page.context["resting"]] == ["Toestemming van de ouders (1)"]
    assert text.index("Ook in deze casus") < text.index("Verslag van deze toestemming (pdf)")
    assert reverse("route:consent_record", args=[consent.pk]) in text
    names = {one.name for one in page.context["people"]}
    assert {world.of_kind(RoleKind.IB_ER).name, world.of_kind(RoleKind.TEACHER).name} <= names
    assert page.context["ahead"].on == date(2026, 3, 16)
