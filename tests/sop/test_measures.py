"""What a fact is asked with: read when the SOP is loaded, with the line and what to do when it cannot be."""

from datetime import date

import pytest

from caseflow.sop.measures import LEVELS, Measured, Weeks
from caseflow.sop.rules import need
from tests.sop.documents import changed, errors_of, loaded

EXIT = "      - {name: Terug naar de groep, to: hgw,"
ASKING = "      - {{name: Terug naar de groep, needs: [{need}], to: hgw,"
REST = 'say: x, cite: "SOP §3"'


def asking(wanted: str) -> tuple[str, str]:
    """The real SOP with one more requirement, on the exit back to the group."""
    return EXIT, ASKING.format(need=f"{{{wanted}, {REST}}}")


@pytest.mark.parametrize(
    "wanted",
    [
        "fact: measured_in_a_row, of: lib D E V-min, min: 3, todo: record_measurement",
        "fact: measured_in_a_row, of: lib I+, max: 0, todo: record_measurement",
        "fact: hours_missed_a_week, of: 4 weeks, min: 8, todo: record_absence",
        "fact: hours_missed_a_week, of: 7 days, max: 0, todo: record_absence",
        "fact: incidents, of: 3 months, min: 2, todo: record_incident",
        "fact: limit, of: zindelijk, is: reached, todo: judge_limit",
        "fact: limit, of: zindelijk, not: [none, within], todo: judge_limit",
    ],
)
def test_it_can_be_asked(wanted):
    assert loaded(asking(wanted))


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("fact: measured_in_a_row, min: 3", "vraagt 'of'"),
        ("fact: measured_in_a_row, of: lib, min: 3", "'lib' noemt geen toets met een niveau"),
        ("fact: measured_in_a_row, of: lib F, min: 3", "'F' is geen niveau; na de toets komen"),
        (
            "fact: measured_in_a_row, of: schaakscore E, min: 3",
            "het instrument 'schaakscore' bestaat niet; bekend zijn:",
        ),
        ("fact: hours_missed_a_week, of: vier weken, min: 3", "verwacht een termijn zoals"),
        ("fact: hours_missed_a_week, of: 6 days, min: 3", "kijk over minstens een week"),
        ("fact: incidents, of: 0 days, min: 3", "kijk over minstens een dag"),
        ("fact: limit, of: zwemmen, is: reached", "de grens 'zwemmen' bestaat niet"),
        ("fact: limit, of: zindelijk, is: over", "'over' kan het feit 'limit' niet zijn; wel: none, within, reached"),
        ("fact: limit, of: zindelijk, is: reached, todo: enrol", "'enrol' kan 'limit' niet waar maken"),
    ],
)
def test_it_cannot_be_asked_so(wanted, says):
    before, after = asking(wanted)
    text = changed((before, after))
    (error,) = errors_of(text)
    assert says in error.message
    assert error.line == text[: text.index(after)].count("\n") + 1


LIMIT = (
    "    text: Een kind is zindelijk als het bij ons begint. Een ongelukje kan gebeuren, maar verder gaat het zelf "
    "en op tijd naar de wc.\n"
)


@pytest.mark.parametrize(
    ("judges", "says"),
    [
        ("[conrector]", "de rol 'conrector' bestaat niet"),
        ("[ib_er, orthopedagoog]", "een grens wordt door iemand van de school beoordeeld"),
    ],
)
def test_a_limit_is_judged_by_somebody_of_the_school(judges, says):
    text = changed((LIMIT, f"{LIMIT}    judges: {judges}\n"))
    (error,) = errors_of(text)
    assert says in error.message
    assert error.line == text[: text.index("judges: ")].count("\n") + 1


def test_where_no_judge_is_named_it_is_the_director():
    assert loaded().judges("zindelijk") == ("director",)
    named = loaded((LIMIT, f"{LIMIT}    judges: [ib_er]\n"))
    assert named.judges("zindelijk") == ("ib_er",)


@pytest.mark.parametrize("act", ["record_measurement", "record_absence", "record_incident", "hold_session"])
def test_nothing_is_asked_before_one_records_what_is_so(act):
    rule = '{fact: advices, min: 1, say: x, cite: "SOP §3"}'
    (error,) = errors_of(changed(("    acts:\n", f"    acts:\n      {act}: [{rule}]\n")))
    assert f"voor '{act}' vraagt Caseflow niets" in error.message


def test_a_level_says_which_and_the_key_holds_all_that_is_asked():
    assert Measured.parse("toets E V-min") == Measured("toets", ("E", "V-min"))
    one = need("measured_in_a_row", "x", "record_measurement", "x", of="toets E V-min", min=3)
    assert one.key == "measured_in_a_row(toets E V-min)"
    assert len(set(LEVELS)) == len(LEVELS)


@pytest.mark.parametrize(
    ("today", "over", "first", "count"),
    [
        (date(2026, 9, 28), "4 weeks", date(2026, 8, 31), 4),  # a Monday
        (date(2026, 10, 4), "4 weeks", date(2026, 8, 31), 4),  # the Sunday of that week: it is not over
        (date(2026, 10, 5), "4 weeks", date(2026, 9, 7), 4),
        (date(2026, 9, 30), "7 days", date(2026, 9, 21), 1),
        (date(2026, 3, 31), "1 month", date(2026, 2, 23), 5),  # from 28 February, in the week of the 23rd
    ],
)
def test_only_weeks_that_are_over_count(today, over, first, count):
    weeks = Weeks.before(today, over)
    assert (weeks.first, weeks.count) == (first, count)
    assert weeks.until <= today
