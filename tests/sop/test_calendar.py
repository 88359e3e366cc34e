"""From an entry to days: the last school day of a month, or a while after an event; never none and never two."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caseflow.sop.calendar import after_event, first_of, in_months
from caseflow.sop.dates import Days, last_school_day, school_year
from caseflow.sop.loading import SopErrors, check_text, load_sop
from caseflow.sop.schema import CalendarEntry
from tests.calendars import AUTUMN, CHILD, MEASURED, PLACED, TALK, TRAINING, WINTER, sop_with, text_of
from tests.sop.documents import loaded
from tests.world import REAL

D = date.fromisoformat


def dues(on, *holidays, **changes):
    sop = sop_with(*holidays, it={**TALK, **changes})
    return [(one.due_on, one.appears_on) for one in in_months(sop.calendar["it"], school_year(on), sop.free_days())]


@pytest.mark.parametrize(
    ("on", "months", "holidays", "due"),
    [
        ("2025-09-01", [10], [], ["2025-10-31"]),  # a Friday
        ("2025-09-01", [11], [], ["2025-11-28"]),  # its last day is a Sunday
        ("2025-09-01", [2], [], ["2026-02-27"]),
        ("2023-09-01", [2], [], ["2024-02-29"]),  # a leap year
        ("2027-09-01", [2], [], ["2028-02-29"]),
        ("2025-09-01", [10], [AUTUMN], ["2025-10-31"]),  # over before the month is
        ("2025-09-01", [10], [("2025-10-25", "2025-11-02")], ["2025-10-24"]),
        ("2025-09-01", [12], [WINTER], ["2025-12-19"]),
        ("2025-09-01", [1], [WINTER], ["2026-01-30"]),
        ("2025-09-01", [7], [("2026-07-04", "2026-08-16")], ["2026-07-03"]),
        ("2025-09-01", [8], [("2025-07-12", "2025-08-24")], ["2025-08-29"]),
        ("2025-08-01", [8, 7], [], ["2025-08-29", "2026-07-31"]),  # the two ends of a school year
        ("2025-07-31", [8, 7], [], ["2024-08-30", "2025-07-31"]),
        ("2026-01-15", [4, 10], [], ["2025-10-31", "2026-04-30"]),  # in the order of the school year
    ],
)
def test_the_last_school_day_of_a_month_in_this_school_year(on, months, holidays, due):
    assert [day for day, _ in dues(D(on), *holidays, months=months)] == [D(day) for day in due]


@pytest.mark.parametrize(
    ("prepare", "appears"),
    [(None, "2025-10-10"), ("1 day", "2025-10-30"), ("1 month", "2025-09-30"), ("6 weeks", "2025-09-19")],
)
def test_it_appears_so_long_before(prepare, appears):
    assert dues(D("2025-09-01"), months=[10], prepare=prepare) == [(D("2025-10-31"), D(appears))]


@pytest.mark.parametrize(
    ("day", "event", "within", "holidays", "due"),
    [
        ("2025-09-01", "enrolled", "6 weeks", [], "2025-10-13"),
        ("2025-09-08", "enrolled", "6 weeks", [AUTUMN], "2025-10-17"),  # it would be Monday in the holiday
        ("2025-09-06", "enrolled", "6 weeks", [], "2025-10-17"),  # a Saturday: the Friday before
        ("2024-01-31", "enrolled", "1 month", [], "2024-02-29"),
        ("2025-12-22", "enrolled", "1 week", [WINTER], "2026-01-05"),  # never before the event: then the day after
        ("2026-07-06", "enrolled", "6 weeks", [("2026-07-04", "2026-08-17")], "2026-08-18"),
        ("2020-02-29", "born", "5 years", [], "2025-02-28"),
    ],
)
def test_a_while_after_an_event(day, event, within, holidays, due):
    sop = sop_with(*holidays, it={**PLACED, "after": {"event": event, "within": within}})
    assert after_event(sop.calendar["it"], D(day), sop.free_days()).due_on == D(due)


# --- Never twice, never none -----------------------------------------------------------------------------------------

MONTHS = st.lists(st.integers(1, 12), min_size=1, max_size=12, unique=True)
STRETCHES = st.lists(st.tuples(st.dates(D("2023-08-01"), D("2026-12-31")), st.integers(0, 45)), max_size=6)
SEEN = st.dates(D("2024-08-01"), D("2026-07-31"))


def stretches(found):
    return [(day.isoformat(), (day + timedelta(days=more)).isoformat()) for day, more in found]


@settings(deadline=None)
@given(MONTHS, STRETCHES, SEEN)
def test_each_month_once_in_each_school_year(months, found, on):
    sop = taken(text_of(*stretches(found), it={**TALK, "months": months}))
    assume(sop)
    year, free = school_year(on), sop.free_days()
    days = [one.due_on for one in in_months(sop.calendar["it"], year, free)]
    assert sorted(day.month for day in days) == sorted(months)
    assert days == sorted(set(days))
    assert all(day in year and last_school_day(day, free) == day for day in days)


def taken(text):
    """The SOP, unless its holidays leave one of its months without a school day."""
    try:
        return load_sop(text, "x.yaml")
    except SopErrors as refused:
        if all("geen schooldag" in error.message for error in refused.errors):
            return None
        raise


@given(SEEN, st.integers(1, 12), STRETCHES)
def test_after_an_event_there_is_one_school_day_and_it_lies_after(day, weeks, found):
    free = tuple(Days(first, first + timedelta(days=more)) for first, more in found)
    entry = CalendarEntry.model_validate({**PLACED, "after": {"event": "enrolled", "within": f"{weeks} weeks"}})
    due = after_event(entry, day, free).due_on
    assert due > day
    assert last_school_day(due, free) == due
    if due > day + timedelta(weeks=weeks):  # later than said only where every day before it was free
        assert not any(last_school_day(day + timedelta(days=n), free) > day for n in range(1, weeks * 7 + 1))


@given(st.integers(1, 12), SEEN)
def test_a_month_lies_in_its_school_year(month, on):
    assert first_of(month, school_year(on)) in school_year(on)


# --- What the checker says -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "place", "message"),
    [
        ({**TALK, "months": None}, "it:", "noemt 'months' of 'after'"),
        ({**CHILD, "after": PLACED["after"]}, "after:", "noemt 'months' of 'after', niet allebei"),
        ({**MEASURED, "months": None, "after": PLACED["after"]}, "for:", "'after' gaat over één leerling"),
        ({**TALK, "for": "pupils"}, "for:", "'what: group_talk' gaat samen met 'for: groups'"),
        ({**CHILD, "for": "groups"}, "for:", "'what: pupil_talk' gaat samen met 'for: pupils'"),
        ({**MEASURED, "instrument": None}, "what:", "een screening noemt haar 'instrument'"),
        ({**TALK, "instrument": "toetsmap"}, "instrument:", "een gesprek heeft geen 'instrument'"),
        ({**MEASURED, "minutes_a_week": 60}, "minutes_a_week:", "'minutes_a_week' hoort bij een programma"),
        ({**TALK, "months": [4, 4]}, "months:", "in 'months' staat iets twee keer"),
        ({**TALK, "years": [3, 3]}, "years:", "in 'years' staat iets twee keer"),
        ({**TALK, "months": [13]}, "- 13", "hoogstens 12"),
        ({**TALK, "years": [0]}, "- 0", "minstens 1"),
        ({**TRAINING, "minutes_a_week": 0}, "minutes_a_week", "minstens 1"),
        ({**TALK, "prepare": "0 days"}, "prepare", "een termijn duurt minstens een dag"),
        ({**TALK, "owner": "niemand"}, "owner: niemand", "de rol 'niemand' bestaat niet"),
        ({**MEASURED, "instrument": "niets"}, "instrument: niets", "het instrument 'niets' bestaat niet"),
        ({**TALK, "owner": "wijkteamlid"}, "owner: wijkteamlid", "is van iemand van de school"),
        ({**PLACED, "after": {"event": "verhuisd", "within": "1 week"}}, "event", "'verhuisd' kan hier niet"),
        ({**TALK, "what": "feest"}, "what: feest", "'feest' kan hier niet"),
        ({**TALK, "plaats": "hier"}, "plaats", "bekend zijn: cite, why, name, what, for, years, owner, months, after"),
        ({**TALK, "cite": "own choice"}, "cite:", "zegt waarom: 'why' ontbreekt"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_line_and_its_sentence(entry, place, message):
    text = text_of(it=entry)
    with pytest.raises(SopErrors) as refused:
        load_sop(text, "bad.yaml")
    (error,) = refused.value.errors
    assert message in error.message
    assert error.line == text[: text.index(place, text.index("calendar:"))].count("\n") + 1


def test_a_month_that_the_holidays_leave_without_a_school_day():
    text = text_of(("2026-07-01", "2026-07-31"), it={**TALK, "months": [7]})
    with pytest.raises(SopErrors, match="in maand 7 van 2026 is er geen schooldag"):
        load_sop(text, "bad.yaml")


@pytest.mark.parametrize("last", ["2026-08-16", "2199-12-31"])
def test_a_holiday_without_end_is_an_answer_too(last):
    text = text_of(("1990-01-01", last), it={**TALK, "months": [12]})
    with pytest.raises(SopErrors, match="langer dan twee maanden"):
        load_sop(text, "bad.yaml")


def test_a_role_that_sees_no_pupils_owns_what_is_of_groups_only():
    role = ("roles:\n", "roles:\n  leesspecialist: {name: Leesspecialist, kind: specialist}\n")
    of_groups = "for: groups\n    years: [3, 4, 5]\n    owner: teacher"
    owned = of_groups.replace("teacher", "leesspecialist")
    assert loaded(role, (of_groups, owned)).calendar["sociogram"].owner == "leesspecialist"
    with pytest.raises(SopErrors, match="de rol 'leesspecialist' ziet de leerlingen niet om wie het gaat"):
        loaded(role, (of_groups, owned.replace("groups", "pupils")))


def test_the_real_school_has_what_its_text_says():
    calendar = loaded().calendar
    assert (calendar["sociogram"].years, len(calendar["sociogram"].months)) == ((3, 4, 5), 2)
    assert (calendar["kanvas"].years, len(calendar["kanvas"].months)) == ((6, 7, 8), 2)
    assert calendar["bouw"].years == (2, 3, 4)
    assert {calendar["kanjertraining_onderbouw"].minutes_a_week, calendar["kanjertraining"].minutes_a_week} == {120, 60}
    assert set(calendar["lib"].months) == {2, 6}


def test_who_follows_the_calendar_of_the_real_school_measures_what_its_tracks_read():
    """Speech alone is screened where there is reason to (SOP): the checker says so, and nothing else."""
    checked = check_text((REAL / "kbs-crescendo.yaml").read_bytes())
    assert [(one.rule, "'taalscreening'" in str(one)) for one in checked.complaints] == [
        ("trigger-not-on-the-calendar", True)
    ]
    calendar = loaded().calendar
    for key in ("hoofdmeting_woorden", "hoofdmeting_rekenen", "woordenschat"):
        assert calendar[key].instrument == key
        assert set(calendar[key].months) == {2, 6}
