"""A groeidocument for who reads from right to left: what Caseflow says and what the school wrote share no line."""

import re
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from caseflow import clock
from caseflow.route.commands.minutes import approve_minutes
from caseflow.route.commands.talk import hold_item, record_advice
from caseflow.route.growing import For, Telling, chapters_for
from caseflow.route.role_words import person_told
from caseflow.sop.vocabulary import RoleKind
from pupils.sop import sop_for
from tests.route.stories import crescendo, shared
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def lines_of(world: World, language: str) -> list[str]:
    case, item, _consent = shared(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    with clock.at(item.planned_on):
        hold_item(case.pk, minutes="Wij spraken.", actor=ib_er)
        record_advice(case.pk, author_name="Sigrid", text="Rustig aan doen.", actor=ib_er)
        approve_minutes(item.pk, minutes="Wij spraken over lezen.", actor=ib_er)
        _version, sop = sop_for(case.school, clock.today())
        with translation.override(language):
            told = Telling(case, sop, For.GUARDIAN, world.guardians[0].person)
            rows = [row for chapter in chapters_for(told) for row in chapter.rows]
    texts = (str(row.get(name) or "") for row in rows for name in ("what", "effect", "also"))
    return [line for text in texts for line in text.split("\n")]


def test_a_label_in_arabic_and_a_text_in_dutch_stand_each_on_a_line(world: World) -> None:
    lines = lines_of(world, "ar")
    for text in ("Wij spraken over lezen.", "Rustig aan doen."):
        assert text in lines


def test_in_dutch_they_stay_on_one(world: World) -> None:
    assert "Verslag: Wij spraken over lezen." in lines_of(world, "nl")


def test_brackets_and_commas_between_two_languages_stay_where_they_belong(world: World) -> None:
    sop = world.sop
    [role] = [key for key, one in sop.roles.items() if one.partner and "GGD" in sop.called(key)][:1]
    said = f"Liselot ({sop.called(role)})"
    with translation.override("ar"):
        told = person_told(sop, said)
        name, inside = re.fullmatch(r"<bdi>(.*?)</bdi> \((.*)\)", told.marked).groups()
        assert name == "Liselot"
        assert re.fullmatch(r'<bdi>[^<]+</bdi>(، <bdi lang="nl">[^<]+</bdi>)?', inside)
        assert ", " not in told.text
    assert person_told(sop, said).text == said
