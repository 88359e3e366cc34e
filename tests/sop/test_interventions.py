"""What the school's profile offers to do, for whom, and how much of it there is."""

import pytest

from caseflow.sop.interventions import Offer, offers_of
from caseflow.sop.loading import load_sop
from tests.world import REAL

SOP = load_sop((REAL / "kbs-crescendo.yaml").read_text(), "kbs-crescendo.yaml")


@pytest.mark.parametrize(
    ("years", "there", "not_there"),
    [
        ({3}, {"bouw", "kanjertraining"}, {"lijn_1f"}),
        ({7}, {"lijn_1f", "kanjertraining", "plusaanbod"}, {"bouw"}),
        ((), {"bouw", "lijn_1f", "kanjertraining"}, set()),
    ],
)
def test_it_is_what_is_for_the_years_of_the_children(years, there, not_there) -> None:
    offers = offers_of(SOP, years)
    assert there <= set(offers)
    assert set(offers).isdisjoint(not_there)


@pytest.mark.parametrize(("year", "minutes"), [(1, 120), (5, 60)])
def test_the_profile_says_how_much_of_it_there_is(year, minutes) -> None:
    assert offers_of(SOP, {year})["kanjertraining"] == Offer("kanjertraining", "Kanjertraining", minutes)


@pytest.mark.parametrize(
    ("a_week", "given", "filled"),
    [
        (0, (None, None), (None, None)),
        (0, (20, 3), (20, 3)),
        (60, (None, None), (60, 1)),
        (60, (20, None), (20, 3)),
        (60, (None, 4), (15, 4)),
        (60, (90, None), (90, 1)),
        (60, (10, 2), (10, 2)),
        (10, (None, 25), (1, 25)),
    ],
)
def test_what_is_left_open_is_filled_in(a_week, given, filled) -> None:
    assert Offer("x", "X", a_week).shared_out(*given) == filled
