"""Days that follow from other days (domain §2.1)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.sop.dates import Days, Span, evaluation_due, last_school_day, school_year

SPANS = st.builds(Span, st.integers(0, 40), st.sampled_from(["days", "weeks", "months", "years"]))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
SUMMER = Days(date(2026, 7, 4), date(2026, 8, 16))
TERM_OF_6_MONTHS = Span(6, "months")


@pytest.mark.parametrize(
    ("day", "span", "last"),
    [
        ("2025-01-15", "6 months", "2025-07-15"),
        ("2025-08-31", "6 months", "2026-02-28"),  # the month's last day
        ("2023-08-31", "6 months", "2024-02-29"),
        ("2023-08-30", "6 months", "2024-02-29"),
        ("2025-08-28", "6 months", "2026-02-28"),
        ("2025-03-31", "6 months", "2025-09-30"),
        ("2025-09-30", "6 months", "2026-03-30"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2025-12-31", "2 months", "2026-02-28"),
        ("2025-12-15", "1 month", "2026-01-15"),
        ("2025-11-30", "12 months", "2026-11-30"),
        ("2025-12-01", "6 weeks", "2026-01-12"),  # calendar weeks, holidays or not
        ("2024-02-28", "1 dag", "2024-02-29"),
        ("2026-03-02", "0 days", "2026-03-02"),
        ("2026-03-28", "10 weken", "2026-06-06"),  # across the change of the clock
    ],
)
def test_a_span_after_a_day(day, span, last):
    assert Span.parse(span).after(date.fromisoformat(day)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    "text", ["6", "weeks", "6weeks", "-1 weeks", "6.5 weeks", "1000 days", "6 fortnights", "", "6  weeks"]
)
def test_what_is_no_span(text):
    with pytest.raises(ValueError, match="verwacht een termijn zoals '6 weeks'"):
        Span.parse(text)


@pytest.mark.parametrize(
    ("span", "words"), [("1 week", "1 week"), ("6 weeks", "6 weken"), ("1 jaar", "1 jaar"), ("2 days", "2 dagen")]
)
def test_a_span_in_words(span, words):
    assert str(Span.parse(span)) == words


@given(SPANS)
def test_words_and_back(span):
    assert Span.parse(str(span)) == span


@given(SPANS, DAYS)
def test_a_span_never_goes_back(span, day):
    assert span.after(day) >= day


@pytest.mark.parametrize(
    ("span", "bound", "fits"),
    [
        ("6 weeks", "6 weeks", True),
        ("42 days", "6 weeks", True),
        ("43 days", "6 weeks", False),
        ("7 weeks", "6 weeks", False),
        ("1 month", "6 weeks", True),
        ("2 months", "6 weeks", False),
        ("1 year", "12 months", True),
        ("12 months", "1 year", True),
        ("52 weeks", "12 months", True),
        ("53 weeks", "12 months", False),
        ("365 days", "12 months", True),
        ("366 days", "12 months", False),
        ("13 months", "12 months", False),
    ],
)
def test_within_a_bound(span, bound, fits):
    assert Span.parse(span).within(Span.parse(bound)) is fits


@given(SPANS, SPANS, DAYS)
def test_within_means_never_later(span, bound, day):
    if span.within(bound):
        assert span.after(day) <= bound.after(day)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-07-31", "2025-08-01", "2026-07-31"),
        ("2026-08-01", "2026-08-01", "2027-07-31"),
        ("2026-01-01", "2025-08-01", "2026-07-31"),
        ("2026-12-31", "2026-08-01", "2027-07-31"),
    ],
)
def test_the_school_year(day, first, last):
    assert school_year(date.fromisoformat(day)) == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-07-03", "2026-07-03"),  # a Friday before the holiday
        ("2026-07-04", "2026-07-03"),
        ("2026-08-16", "2026-07-03"),
        ("2026-08-17", "2026-08-17"),
        ("2026-03-07", "2026-03-06"),  # a Saturday
        ("2026-03-08", "2026-03-06"),
    ],
)
def test_the_last_school_day_never_lies_later(day, last):
    assert last_school_day(date.fromisoformat(day), [SUMMER]) == date.fromisoformat(last)


def test_two_holidays_that_touch():
    weeks = [Days(date(2026, 4, 27), date(2026, 5, 1)), Days(date(2026, 5, 4), date(2026, 5, 8))]
    assert last_school_day(date(2026, 5, 9), weeks) == date(2026, 4, 24)


@pytest.mark.parametrize(
    ("in_force", "held", "every", "due"),
    [
        ("2025-09-15", None, "6 months", "2026-03-13"),  # 15 March 2026 is a Sunday
        ("2025-09-15", "2026-03-13", "6 months", "2026-09-11"),
        ("2026-01-05", None, "6 months", "2026-07-03"),  # 5 July: a Sunday in the summer holiday
        ("2025-08-29", None, "6 months", "2026-02-27"),
    ],
)
def test_the_next_evaluation(in_force, held, every, due):
    assert _due(in_force, held, every) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("in_force", "held", "year_ends"),
    [
        ("2026-06-20", None, "2027-07-31"),  # not late on 31 July 2026: that year was not wholly in force
        ("2026-08-01", None, "2027-07-31"),  # this one is, from its first day
        ("2026-08-02", None, "2028-07-31"),
        ("2025-09-01", "2026-07-10", "2027-07-31"),  # so July and then August of the year after do not skip one
        ("2025-09-01", "2026-08-10", "2028-07-31"),
        ("2024-08-01", "2025-07-31", "2026-07-31"),
    ],
)
def test_once_in_every_school_year_that_is_wholly_in_force(in_force, held, year_ends):
    """Floor rule 4, with a rhythm so slow that only the school year binds."""
    last = date.fromisoformat(year_ends)
    assert _due(in_force, held, "5 years") == last_school_day(last, [SUMMER])
    assert _due(in_force, held, "5 years", yearly=False) > last


@pytest.mark.parametrize(
    ("in_force", "held", "last"),
    [
        ("2026-09-07", None, "2027-01-29"),  # the last school day of January, within six months
        ("2026-12-21", None, "2027-06-21"),  # January is within six weeks, June beyond the half year: the half year
        ("2026-12-14", None, "2027-01-29"),  # just far enough: six weeks and some days
        ("2026-09-07", "2027-01-29", "2027-06-30"),
        ("2026-09-07", "2027-06-30", "2027-12-30"),  # seven months to January is longer than the half year
        ("2026-02-27", None, "2026-06-30"),
    ],
)
def test_the_schools_own_months_come_first_where_the_longest_time_allows_it(in_force, held, last):
    before = date.fromisoformat(held) if held else None
    every = {"months": (6, 1), "once_a_school_year": False}
    assert evaluation_due(date.fromisoformat(in_force), before, Span(6, "months"), [], **every) == date.fromisoformat(
        last
    )


@given(st.dates(date(2024, 8, 1), date(2030, 7, 31)), st.sets(st.integers(1, 12)), st.integers(2, 12))
def test_a_month_of_the_school_never_makes_it_later(since, months, every):
    span, yearly = Span(every, "months"), {"once_a_school_year": True}
    with_months = evaluation_due(since, None, span, [SUMMER], months=months, **yearly)
    assert since < with_months <= evaluation_due(since, None, span, [SUMMER], **yearly)


@given(st.dates(date(2020, 8, 1), date(2030, 7, 31)), st.integers(0, 500))
def test_twelve_months_skip_no_school_year(in_force, later):
    """Whatever the day, an evaluation on its last day leaves no school year without one."""
    first = evaluation_due(in_force, None, Span(12, "months"), [], once_a_school_year=True)
    second = evaluation_due(in_force, first, Span(12, "months"), [], once_a_school_year=True)
    assert school_year(second).first.year - school_year(first).first.year <= 1
    if school_year(in_force).first == in_force:
        assert school_year(first) == school_year(in_force)


def _due(in_force: str, held: str | None, every: str, yearly: bool = True) -> date:
    before = date.fromisoformat(held) if held else None
    return evaluation_due(date.fromisoformat(in_force), before, Span.parse(every), [SUMMER], once_a_school_year=yearly)
