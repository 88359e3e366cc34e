"""Planned against held: plain arithmetic on school weeks, where a short week asks its share."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.sop.dates import Days
from caseflow.sop.sessions import Counted, count_sessions, is_school_day, share

MONDAY = date(2026, 3, 2)
SPRING = Days(date(2026, 2, 21), date(2026, 3, 1))
MAY = Days(date(2026, 4, 25), date(2026, 5, 3))
GOOD_FRIDAY = Days(date(2026, 4, 3), date(2026, 4, 3))


def days(*numbers: int, start: date = MONDAY) -> list[date]:
    return [start + timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("times", "starts", "ends", "free", "held", "today", "counted"),
    [
        pytest.param(3, 0, 4, [], [0, 2, 4], 4, Counted(3, 3, 1, 1), id="one whole week, all of it held"),
        pytest.param(3, 0, 4, [], [0, 2], 4, Counted(3, 2, 1, 0), id="one short"),
        pytest.param(3, 0, None, [], [0], 0, Counted(1, 1, 1, 0), id="a Monday is not yet a week"),
        pytest.param(3, 0, None, [], [0, 1], 1, Counted(2, 2, 1, 0), id="ahead of its share, early in the week"),
        pytest.param(3, 0, None, [], [0, 1, 2, 3], 3, Counted(3, 4, 1, 1), id="more than a week asks"),
        pytest.param(3, 0, None, [], [], -3, Counted(), id="not begun"),
        pytest.param(3, 3, None, [], [3], 6, Counted(1, 1, 1, 1), id="begun on a Thursday: its share is one"),
        pytest.param(3, 0, 7, [], [0, 1, 2, 7], 30, Counted(4, 4, 2, 2), id="over on a Monday, long ago"),
        pytest.param(1, 0, 3, [], [3], 3, Counted(1, 1, 1, 1), id="once a week in four days is once"),
        pytest.param(1, 3, 4, [], [], 4, Counted(0, 0, 0, 0), id="two days do not ask what is once a week"),
        pytest.param(10, 0, 4, [], [0, 1, 2, 3, 4], 4, Counted(5, 5, 1, 1), id="twice a day is counted in days"),
        pytest.param(3, 0, 4, [], [0, 0, 0], 4, Counted(3, 1, 1, 0), id="a day counts once"),
        pytest.param(3, 0, 4, [], [-1, 5, 30], 40, Counted(3, 0, 1, 0), id="what lies outside does not count"),
        pytest.param(3, 0, 4, [], [0, 2, 4], 2, Counted(2, 2, 1, 0), id="what has still to come does not count"),
        pytest.param(3, -9, 4, [SPRING], [0, 1, 2], 4, Counted(3, 3, 1, 1), id="a holiday asks nothing"),
        pytest.param(4, 28, 34, [GOOD_FRIDAY], [28, 29, 30], 34, Counted(3, 3, 1, 1), id="four school days of five"),
        pytest.param(5, 28, 34, [GOOD_FRIDAY], [28, 29, 30, 31], 34, Counted(4, 4, 1, 1), id="daily, one day free"),
        pytest.param(2, 0, None, [MAY], [], 13 * 7 - 1, Counted(24, 0, 12, 0), id="a quarter of a year with a holiday"),
        pytest.param(2, 0, None, [Days(date(2026, 3, 1), date(2026, 8, 1))], [], 60, Counted(), id="all free"),
        pytest.param(3, 5, 6, [], [], 30, Counted(), id="a weekend"),
    ],
)  # fmt: skip
def test_what_was_planned_and_what_was_held(times, starts, ends, free, held, today, counted) -> None:
    first, last = days(starts)[0], days(ends)[0] if ends is not None else None
    assert count_sessions(times, first, last, free, days(*held), days(today)[0]) == counted


def test_a_leap_day_is_a_day_of_school() -> None:
    first, last = date(2028, 2, 28), date(2028, 3, 3)
    held = [date(2028, 2, 29), date(2028, 3, 1)]
    assert count_sessions(2, first, last, [], held, last) == Counted(2, 2, 1, 1)


def test_a_long_period_is_its_weeks() -> None:
    assert count_sessions(3, date(2024, 1, 1), None, [], [], date(2025, 12, 28)).planned == 3 * 104


@pytest.mark.parametrize("times", range(1, 26))
def test_a_share_is_never_more_than_there_are_days_nor_than_is_asked(times: int) -> None:
    asked = [share(times, number) for number in range(6)]
    assert asked == sorted(asked)
    assert all(number <= day for day, number in enumerate(asked))
    assert asked[5] == min(times, 5)


def test_a_school_day() -> None:
    assert [is_school_day(day, [GOOD_FRIDAY]) for day in days(32, 33, 31, 34)] == [False, False, True, False]


day = st.dates(date(2025, 1, 1), date(2027, 12, 31))
free = st.lists(
    st.builds(lambda first, long: Days(first, first + timedelta(days=long)), day, st.integers(0, 40)), max_size=4
)
held = st.lists(day, max_size=60)
times = st.integers(1, 25)
later = st.integers(0, 400).map(lambda number: timedelta(days=number))


@given(times, day, free, held, later, later)
def test_it_never_counts_twice_and_never_plans_less_in_a_longer_time(times, first, free, held, until, more) -> None:
    today = first + until
    short = count_sessions(times, first, None, free, held, today)
    twice = count_sessions(times, first, None, free, [*held, *held], today)
    longer = count_sessions(times, first, None, free, held, today + more)
    assert short == twice
    assert short.held <= len(set(held))
    assert short.planned <= longer.planned
    assert short.held <= longer.held
    assert short.effective <= longer.effective
    assert 0 <= short.effective <= short.held


@given(times, day, free, held, later, later)
def test_a_later_last_day_plans_no_less(times, first, free, held, until, more) -> None:
    today = first + timedelta(days=900)
    short = count_sessions(times, first, first + until, free, held, today)
    longer = count_sessions(times, first, first + until + more, free, held, today)
    assert short.planned <= longer.planned
    assert short.held <= longer.held
