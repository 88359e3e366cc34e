"""Every opening of something about one child leaves a row in the read log (floor rule 13): pages, files, PDF, API."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse

from caseflow.audit.models import ReadRow
from pupils.models import Pupil
from pupils.policy import LAST_YEAR
from tests.access.knocking import Knocker
from tests.access.matrix import Row, rows

pytestmark = pytest.mark.django_db
#: One of each sort of reader; what one sort reads, the next of the same sort reads by the same view.
READERS = ("te", "ib", "di", "lo", "g1", "g?", "ou", "sd", "se")
OPENED = [row for row in rows() if any(row.cells[column][0] == "2" for column in READERS)]
#: Forms to write on: of the child they show the name, and nothing of the file.
ONLY_THE_NAME = {
    "route:open_case",
    "pupils:observe",
    "pupils:incident",
    "pupils:measure",
    "pupils:intervene",
    "pupils:guardian_add",
}
#: Lists: who stands on them, and nothing of anybody's file.
LISTS = {
    "route:start",
    "route:board",
    "pupils:groups",
    "pupils:calendar",
    "api:cases",
    "route:guardian_start",
    "route:desk_inbox",
    "route:invited_start",
    *("route:my_agenda", "route:calendar_feed"),  # one's own appointments, and no child
    "route:meeting",  # who stands on the day; what is asked of each is a page of its own
    "route:table_clock",  # how long a slot lasts, and no child
    "route:letters",  # to print one is to open it
    "pupils:talk_put",  # of whom something is due it says what, and that is a row (test_group_talk.py)
    "pupils:group_move",
    "pupils:handover",  # of whom something is open, is a row (test_handover.py)
    "pupils:group_plan_begin",
    "route:hand_on",  # whose cases go to a colleague, by name
    "pupils:observe_group",
    "pupils:little_group",
    "pupils:sociograms",
    "pupils:observation_mend",  # the others are whom it may be about; whose it is, is a row (test_observing.py)
}
#: A file that speaks of no child.
OF_NO_CHILD = {"route:sop_download"}
#: Pages of the school or of a group, at a place where a child stands too: whom they name, they write down.
OF_THE_SCHOOL = {
    *("route:profile", "pupils:import", "pupils:import_preview", "pupils:group_overview", "pupils:handover"),
    *("pupils:staff", "pupils:staff_invite", "pupils:staff_role", "pupils:staff_leave", "pupils:role_end"),
}


@pytest.mark.parametrize("row", OPENED, ids=str)
def test_what_shows_a_child_is_written_down(row: Row, knocker: Knocker) -> None:
    for column in [column for column in READERS if row.cells[column][0] == "2"]:
        with transaction.atomic():
            answer, read = _opened(knocker, column, row)
            transaction.set_rollback(True)
        if row.name in LISTS | ONLY_THE_NAME:
            continue
        assert set(_shown(knocker, answer)) <= read, f"{row} by {column}"
        assert read or row.name in OF_NO_CHILD or not _leaves(answer), f"{row} by {column}"
        assert row.name in OF_THE_SCHOOL or _of_whom(knocker, row) <= read, f"{row} by {column}"


def _of_whom(knocker: Knocker, row: Row) -> set[Any]:
    """The pupil whose place it is, whether or not the page names her: the portal's say no more than a first name."""
    known = {**knocker.stage.places.get(row.place, {}), **row.said}
    return {known["pupil_id"]} if "pupil_id" in known else set()


def _opened(knocker: Knocker, column: str, row: Row) -> tuple[HttpResponse, set[int]]:
    before = ReadRow.objects.count()
    answer = knocker.knock_for_good(column, "GET", row, {})
    new = ReadRow.objects.order_by("-pk")[: ReadRow.objects.count() - before]
    assert {one.person_id for one in new} <= {knocker.stage.people[column].pk}
    assert column != "lo" or {one.role for one in new} <= {LAST_YEAR}
    return answer, {one.pupil_id for one in new}


def _leaves(answer: HttpResponse) -> bool:
    """A file: a PDF or a scan, in which no name can be looked for."""
    return "attachment" in answer.headers.get("Content-Disposition", "")


def _shown(knocker: Knocker, answer: HttpResponse) -> Iterator[int]:
    """The pupils whom a page names."""
    page = "" if _leaves(answer) else answer.content.decode()
    for pupil in Pupil.objects.filter(pk__in=_children(knocker)):
        if re.search(rf"{pupil.last_name}\b", page):
            yield pupil.pk


def _children(knocker: Knocker) -> set[Any]:
    return {known["pupil_id"] for known in knocker.stage.places.values() if "pupil_id" in known}


#: What the pages of last year's teacher may link to, beside what she reads: pages of her own that are no child's.
LINK = re.compile(r'<a [^>]*href="(/[^"#?]*)')


def test_what_last_years_teacher_reads_links_to_nothing_that_is_not_there(knocker: Knocker) -> None:
    dead, read = set(), [row for row in OPENED if row.cells["lo"][0] == "2"]
    for row in read:
        page = knocker.knock("lo", "GET", row)
        for link in () if _leaves(page) else set(LINK.findall(page.content.decode())):
            if knocker.follow("lo", link).status_code in (403, 404):
                dead.add((str(row), link))
    assert dead == set()
