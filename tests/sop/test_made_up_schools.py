"""What a route must be able to say, and which made-up school says it: the table of docs/schools.md, held to the SOPs.

The page names for each line the schools that show it, all of them and no others.
"""

import re
from pathlib import Path

import pytest

from caseflow.sop.loading import load_sop
from tests.sop.shows import SHOWS
from tests.world import SCHOOLS

PAGE = Path(__file__).parents[2] / "docs" / "schools.md"
ALL = {
    sop.school.name: sop
    for path in sorted(SCHOOLS.glob("*.yaml"))
    for sop in [load_sop(path.read_text(encoding="utf-8"), path.name)]
}


def page() -> dict[str, set[str]]:
    """The rows of the page's table: what can be said, and who says it."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", PAGE.read_text(encoding="utf-8"), re.M)
    return {said: set(schools.split(", ")) for said, schools in rows if said not in ("what a route can say", "---")}


def test_there_are_eight():
    assert len(ALL) >= 8
    assert all(sop.school.name in PAGE.read_text(encoding="utf-8") for sop in ALL.values())


def test_the_page_has_these_rows_and_no_others():
    assert list(page()) == list(SHOWS)


@pytest.mark.parametrize("said", SHOWS)
def test_who_says_it(said):
    showing = {name for name, sop in ALL.items() if SHOWS[said](sop)}
    assert showing
    assert page()[said] == showing


def test_each_school_is_the_only_one_to_show_something():
    """None of them is there for nothing."""
    alone = {next(iter(schools)) for schools in page().values() if len(schools) == 1}
    assert alone == set(ALL)
