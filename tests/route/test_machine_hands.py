"""The machines ask whose hand it is: django-fsm's own permission, beside what the commands ask."""

from datetime import timedelta

import pytest
from django_fsm import has_transition_perm

from caseflow import clock
from caseflow.route.models import Arrangement, Case, DeskCase, Referral
from pupils.models import HgwCycle
from tests.law.school import START, Story
from tests.route.machines import paper, things


@pytest.fixture
def story(db):
    with clock.at(START):
        yield Story.begin()


def hands(story: Story) -> dict:
    world = story.world
    return {
        "coach": story.coach,
        "baas": story.baas,
        "juf": world.people["juf"],
        "buur": world.people["buur"],
        "mother": story.mother,
        "desk": world.desk,
        "expert": world.experts[0],
    }


def may(story: Story, move) -> set[str]:
    return {name for name, person in hands(story).items() if has_transition_perm(move, person)}


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("zorgteam", {"coach"}),
        ("handelingsverlegen", {"baas"}),
        ("closed", {"coach"}),  # the track's own end
        ("opp", set()),  # no exit of this step leads there
        ("referred", set()),
    ],
)
def test_who_may_move_a_case(story, state, who):
    assert may(story, getattr(story.case, f"enter_{state}")) == who


def test_a_step_is_undone_by_who_took_it(story):
    assert may(story, story.case.undo) == set()  # a case that was opened is not undone
    story.go("tafel")
    assert may(story, Case.objects.get().undo) == {"coach"}


def test_who_may_open_a_case(story):
    fresh = Case(pupil=story.case.pupil, school=story.case.school, track="main")
    assert may(story, fresh.enter_basisondersteuning) == {"coach"}


@pytest.mark.parametrize(
    ("kind", "move", "who"),
    [
        ("share", "share", {"coach"}),
        ("hold", "hold", {"coach"}),
        ("share", "take_off", {"coach"}),
        ("grant", "grant", {"baas"}),
        ("grant", "refuse", {"baas"}),
        ("send", "send", {"baas"}),
        ("send", "drop", {"coach"}),
        ("perspective", "put_in_force", {"coach"}),
        ("perspective", "end", {"coach"}),
        ("finish", "finish", {"coach"}),
        ("lay", "lay", {"coach"}),
        ("track", "take_up", {"coach"}),
        ("track", "dismiss", {"coach"}),
        ("lay", "write_on", set()),  # no step of this school asks a document
    ],
)
def test_who_may_move_what_belongs_to_a_case(story, kind, move, who):
    thing, *_rest = things(story)[kind]
    assert may(story, getattr(thing, move)) == who


@pytest.mark.parametrize(
    ("state", "move"), [("laid", "settle"), ("refused", "settle"), ("laid", "refuse"), ("refused", "wait_again")]
)
def test_a_guardian_settles_or_stops_a_document_or_who_writes_it_down_for_her(story, state, move):
    assert may(story, getattr(paper(story.case, state), move)) == {"coach", "baas", "mother"}


def test_who_may_end_what_was_granted(story):
    assert may(story, granted(story).end) == {"coach"}


def granted(story: Story) -> Arrangement:
    story.propose()
    story.grant()
    return Arrangement.objects.get()


def test_the_desk_answers_by_its_own_people(story):
    copy = DeskCase(swv_id=story.world.school.swv_id)
    assert may(story, copy.answer) == {"desk"}
    elsewhere = DeskCase(swv_id=story.world.school.swv_id + 1)
    assert may(story, elsewhere.answer) == set()


@pytest.mark.parametrize(("at_a_desk", "who"), [(True, {"desk", "coach"}), (False, {"desk"})])
def test_an_answer_comes_from_the_desk_or_by_letter_which_the_owner_records(story, at_a_desk, who):
    sent = Referral(case=story.case)
    sent.__dict__["state"] = "sent"
    story.case.step = next(key for key, one in story.world.sop.steps.items() if bool(one.desk) is at_a_desk)
    assert may(story, sent.take_answer) == who


def test_who_runs_a_cycle(story):
    cycle = HgwCycle(pupil=story.case.pupil)
    assert may(story, cycle.understand) == {"coach", "baas", "juf"}


def test_a_hand_counts_only_while_it_is_held(story):
    with clock.at(START - timedelta(days=4000)):
        assert may(story, HgwCycle(pupil=story.case.pupil).understand) == set()
