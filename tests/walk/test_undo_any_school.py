"""A step that is undone was never taken: in any school, after any walk (issue 6)."""

from pathlib import Path

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from tests.walk.test_any_school import START, steps
from tests.walk.undone import Doubter
from tests.world import make_world

PLACES = steps()
#: A walk costs seconds: each place of its own number, the same ones every time.
USUAL = settings(
    deadline=None, derandomize=True, database=None, max_examples=25, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.mark.django_db
def test_whatever_is_undone_leaves_no_trace() -> None:
    doubted: list[int] = []

    @USUAL
    @given(place=st.sampled_from(PLACES), which=st.integers(0, 9))
    def walks(place: tuple[Path, str, str], which: int) -> None:
        path, track, step = place
        with transaction.atomic():
            walker = Doubter(make_world(path), START)
            case = walker.walk_to(track, step)
            ways = walker.sop.exits(step, track)
            walker.take(case, ways[which % len(ways)])
            doubted.append(walker.doubted)
            transaction.set_rollback(True)

    walks()
    assert sum(doubted) > len(doubted)
