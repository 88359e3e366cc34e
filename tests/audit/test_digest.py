from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from caseflow.audit.digest import canonical, chain_problems, digest_of, text_digest_of

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def record(**given):
    usual = {
        "chain": "case-1",
        "number": 1,
        "kind": "enter",
        "school_id": 1,
        "pupil_id": 7,
        "case_id": 1,
        "actor_id": 3,
        "role": "ib_er",
        "on": date(2026, 3, 2),
        "at": MOMENT,
        "from_state": "",
        "to_state": "zorgteam",
        "from_step": "",
        "to_step": "zorgteam",
        "sop_version_id": 1,
        "data": {},
        "text_digest": "",
        "previous": "",
        "text": None,
    }
    made = {**usual, **given}
    return {**made, "digest": digest_of(made)}


def test_one_moment_has_one_spelling():
    elsewhere = MOMENT.astimezone(timezone(timedelta(hours=1)))
    assert canonical({"b": MOMENT, "a": 1}) == canonical({"a": 1, "b": elsewhere})


def test_what_is_not_plain_has_no_place():
    with pytest.raises(TypeError, match="set"):
        canonical({"parts": {1}})
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


@pytest.mark.parametrize("name", sorted(set(record()) - {"digest", "text"}))
def test_every_field_is_covered(name):
    assert digest_of({**record(), name: "other"}) != record()["digest"]


def test_a_whole_chain_has_no_problems():
    first = record()
    assert chain_problems([first, record(number=2, previous=first["digest"])]) == []


def test_a_missing_event_is_seen():
    first = record()
    second = record(number=2, previous=first["digest"])
    third = record(number=3, previous=second["digest"])
    assert chain_problems([first, third]) == [
        "case-1#3: expected number 2",
        "case-1#3: does not follow from the event before it",
    ]


def test_a_changed_event_is_seen():
    assert chain_problems([{**record(), "actor_id": 4}]) == ["case-1#1: its contents were changed"]


def test_a_changed_text_is_seen_and_an_erased_one_is_no_problem():
    written = record(text_digest=text_digest_of("salt", {"reason": "Hij leest graag."}))
    assert chain_problems([written]) == []
    assert chain_problems([{**written, "text": ("salt", {"reason": "Hij leest graag."})}]) == []
    assert chain_problems([{**written, "text": ("salt", {"reason": "Iets anders."})}]) == [
        "case-1#1: its texts were changed"
    ]
