"""Every test of a child that left begins on the same day, in the first school."""

from datetime import date
from typing import Any

import pytest

from caseflow import clock
from pupils.models import Pupil
from tests.route.left.scenes import TODAY, Scene, make_scene
from tests.route.stories import crescendo
from tests.world import World


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    world = crescendo()
    Pupil.objects.update(enrolled_on=date(2022, 8, 1))
    return world


@pytest.fixture
def scene(world: World) -> Scene:
    return make_scene(world)
