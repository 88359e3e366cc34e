"""What the checker says to do, done to the letter: then that fault is gone."""

import pytest

from caseflow.sop.loading import check_text
from tests.sop.documents import SOUND, replaced


@pytest.mark.parametrize(
    ("right", "wrong", "advised"),
    [
        ("postcode: 1234 AB", "postcode: 12345", "1234 AB"),
        ("phone: 012-3456789", "phone: 361234567", '"361234567"'),
        ("school_years: [2026-2027]", "school_years: [2026]", "2026-2027"),
        ("school_years: [2026-2027]", "school_years: [2026-2028]", "2026-2027"),
        ("board: Stichting Toets", "board: 23", '"23"'),
        ("name: De Proef", "name: 2026-08-31", '"2026-08-31"'),
        ('version: "2026"', "version: 2026", '"2026"'),
        ("share: 50", "share: 50%", "50"),
        ("share: 50", "share: ongeveer 50 procent", "50"),
        ("a_week: 2.5", 'a_week: "2,5"', "2.5"),
        ("chair: [begeleider]", "chair: begeleider", "[begeleider]"),
        ("months: [2, 6]", "months: []", "[2, 6]"),
        ("owner: directeur", "owner: directuer", "directeur"),
        ("fact: hgw_cycles", "fact: hgw_cycle", "hgw_cycles"),
        ("todo: close_hgw_cycle", "todo: wait", "close_hgw_cycle"),
    ],
)
def test_who_writes_what_is_advised_has_a_sop(right, wrong, advised):
    (one,) = check_text(replaced(SOUND, (right, wrong))).complaints
    assert advised in one.todo
    key = right.partition(":")[0]
    again = f"{key}: [{advised}]" if key == "school_years" else f"{key}: {advised}"
    assert check_text(replaced(SOUND, (right, again))).complaints == ()


def test_a_day_that_does_not_exist_hides_nothing_else():
    day = ("first_day: 2026-08-01", "first_day: 2026-02-30")
    for other, rule in (
        (("share: 50", "share: veel"), "wrong-type"),
        (("within: 5 weeks", "within: 7 weeks"), "term-beyond-the-law"),
        (("owner: directeur", "owner: niemand"), "unknown-name"),
    ):
        checked = check_text(replaced(SOUND, day, other))
        assert checked.sop is None
        assert [one.rule for one in checked.complaints] == ["no-day", rule]


def test_of_a_day_that_does_not_exist_only_that_is_said():
    for right, wrong in (
        ("last: 2026-10-18", "last: 2026-10-38"),
        ("first: 2026-12-19", "first: 2026-12-32"),
        ("name: Leraar,", "name: 2026-02-30,"),
    ):
        assert [one.rule for one in check_text(replaced(SOUND, (right, wrong))).complaints] == ["no-day"]


def test_a_name_of_many_is_not_followed_by_all_of_them():
    (one,) = check_text(replaced(SOUND, ("fact: hgw_cycles", "fact: hgw_rondes"))).complaints
    assert len(one.what) < 120
    assert "hgw_cycles" in one.what
