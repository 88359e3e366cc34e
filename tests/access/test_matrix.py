"""Every door, tried by everybody, against the written matrix (floor rules 13 and 14; design §6)."""

import re
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLResolver

from caseflow.route.doors import doors
from pupils.commands.handover import sign_handover
from pupils.models import Pupil
from pupils.served import OTHERS
from tests.access.knocking import Knocker, all_urls, letter_of, words_of
from tests.access.matrix import COLUMNS, Row, rows
from tests.access.who import WITHOUT_FACTOR

pytestmark = pytest.mark.django_db
ROWS = rows()
DOORS = ("route:guardian_start", "route:desk_inbox", "route:invited_start")
#: One row of each address that takes a number, and that somebody may not GET.
WITH_NUMBERS = list({row.name: row for row in ROWS if row.place and "4" in row.shown()}.values())
METHODS = ("GET", "POST")
#: For how an absence looks, one column of each sort is enough.
SORTS = ("--", "te", "ot", "i2", "g0", "gx", "oe", "sx")
#: And for how it looks after a form, which costs more.
SENDING = ("ot", "gx", "sx")
#: One row of each address: what a session lacks is asked before what it asks for.
ONE_OF_EACH = list({row.name: row for row in ROWS}.values())
#: Pages that list: none of them may name a child to who may not see it.
LISTS = ("route:start", "route:board", "pupils:groups", "pupils:calendar", "api:cases", *DOORS)
SCHOOL = {"te", "as", "bo", "ib", "di"}
READS = {*SCHOOL, "lo"}
SEES = {
    "start": {*READS, "g1", "g2"},
    "free": {*READS, "g1", "g2"},
    "cared": {*READS, "g1", "g2"},
    "closed": {*READS, "g1", "g2"},
    "stepped": {*READS, "g1", "g2"},
    "gone": {"ib", "di", "g1", "g2", "g?", "g0", "gc"},
    "talk": {*READS, "g1", "g2", "g?", "g0", "gc", "ou"},
    "refused": {*READS, "g1", "g2", "g?", "g0", "gc"},
    "paper": {*READS, "g1", "g2", "g?", "g0", "gc"},
    "plan": {*READS, "g1", "g2", "g?", "g0", "gc", "ou"},
    "desk": {*READS, "g1", "g2", "g?", "g0", "gc", "sd", "se"},
}


def test_every_view_says_its_policy() -> None:
    """Or stands in the list of those of others, with the reason."""
    silent = [url.name for url in all_urls() if not hasattr(url.view, "policy") and url.view.__module__ not in OTHERS]
    assert silent == []


def test_a_policy_says_why() -> None:
    assert all(url.view.policy.because for url in all_urls() if hasattr(url.view, "policy"))
    assert all(OTHERS.values())


def test_every_address_is_in_the_matrix_and_nothing_else() -> None:
    assert {url.name for url in all_urls()} == {row.name for row in ROWS}


def test_every_act_is_in_the_matrix() -> None:
    assert set(doors) <= {row.word for row in ROWS if row.name == "route:act"}


@pytest.fixture
def short_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the letter of an answer is asked, what is not there says so and no more: two in three are that."""
    whole = URLResolver.resolve_error_handler

    def handler(resolver: URLResolver, view_type: int) -> Any:
        return _not_there if view_type == 404 else whole(resolver, view_type)

    monkeypatch.setattr(URLResolver, "resolve_error_handler", handler)


def _not_there(_request: Any, **_why: Any) -> HttpResponse:
    return HttpResponse(status=404)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_person_gets_what_the_matrix_says(row: Row, knocker: Knocker, short_of_words: None) -> None:
    got = {column: "".join(letter_of(knocker.knock(column, method, row)) for method in METHODS) for column in COLUMNS}
    assert got == row.cells, row.told(got)


def test_once_the_hand_over_is_signed_last_years_teacher_is_as_any_other(knocker: Knocker) -> None:
    read = [row for row in ROWS if row.cells["lo"] != row.cells["ot"]]
    assert read
    with transaction.atomic():
        sign_handover(knocker.stage.places["start"]["group_id"], actor=knocker.stage.people["te"])
        for row in read:
            got = "".join(letter_of(knocker.knock("lo", method, row)) for method in METHODS)
            assert got == row.cells["ot"], row
        transaction.set_rollback(True)


#: Who had a place here herself reads that it is over, and nothing else: it tells her no more than she knew.
SAYS_CLOSED = {("route:invited_item", "oe")}


@pytest.mark.parametrize("row", WITH_NUMBERS, ids=str)
def test_absent_and_forbidden_look_the_same(row: Row, knocker: Knocker) -> None:
    for column in [column for column in SORTS if row.cells[column][0] == "4"]:
        forbidden, absent = knocker.knock(column, "GET", row), knocker.knock_at_nothing(column, row)
        assert forbidden.status_code == absent.status_code == 404
        if (row.name, column) in SAYS_CLOSED and "Deze bladzijde is gesloten" in words_of(forbidden):
            continue
        assert words_of(forbidden) == words_of(absent), COLUMNS[column]


@pytest.mark.parametrize("row", WITH_NUMBERS, ids=str)
def test_so_do_they_where_something_is_sent(row: Row, knocker: Knocker) -> None:
    for column in [column for column in SENDING if row.cells[column] == "44"]:
        forbidden, absent = knocker.knock(column, "POST", row), knocker.knock_at_nothing(column, row, "POST")
        assert words_of(forbidden) == words_of(absent), COLUMNS[column]


@pytest.mark.parametrize("row", ONE_OF_EACH, ids=str)
def test_without_a_second_factor_nobody_comes_further_than_a_teacher_does(
    row: Row, knocker: Knocker, short_of_words: None
) -> None:
    """Nor who was invited from outside, nor who works at the SWV: the door is the same for all who must have one."""
    for column in WITHOUT_FACTOR:
        got = "".join(letter_of(knocker.knock(column, method, row)) for method in METHODS)
        assert got == row.cells["s1"], column


@pytest.mark.parametrize("column", COLUMNS)
def test_no_list_names_a_child_to_who_may_not_see_it(column: str, knocker: Knocker) -> None:
    shown = [words_of(answer) for name in LISTS if (answer := knocker.open(column, name)).status_code == 200]
    named = {place for place, name in _names(knocker).items() if any(re.search(rf"{name}\b", page) for page in shown)}
    assert named <= {place for place, columns in SEES.items() if column in columns}
    if column in SCHOOL:
        assert named == {
            place for place, columns in SEES.items() if column in columns
        }  # and so the names are looked for as the pages write them


def _names(knocker: Knocker) -> dict[str, str]:
    """The last name of each child, by the first place where she stands: no two are alike."""
    places: dict[int, str] = {}
    for place, known in knocker.stage.places.items():
        if "pupil_id" in known:
            places.setdefault(known["pupil_id"], place)
    names = dict(Pupil.objects.values_list("pk", "last_name"))
    return {place: names[pk] for pk, place in places.items()}
