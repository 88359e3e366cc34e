"""A track whose trigger became true is proposed, once; dismissed, and when it comes anew."""

from datetime import date

import pytest

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.route.commands import case as cases
from caseflow.route.models import TrackProposal
from caseflow.route.proposed import evidence
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Pupil
from tests.route.tracks import (
    DAY,
    NEXT_YEAR,
    NIGHT,
    VUURTOREN,
    closed,
    dismissed,
    measured,
    night,
    opened,
    read_badly,
    reading_school,
)
from tests.world import REAL, make_world, store_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return reading_school()


# --- When the watch proposes -----------------------------------------------------------------------------------------


def test_what_is_not_met_or_not_known_is_not_proposed(world):
    assert night() == 0
    read_badly(world, None, "E")
    assert night() == 0


def test_it_is_proposed_once_with_its_evidence_and_an_event(world):
    read_badly(world)
    assert night() == 1
    assert night() == night(DAY + NIGHT) == 0
    one = TrackProposal.objects.get()
    assert (one.track, one.pupil, one.proposed_on, one.state) == ("dyslexie", world.pupil, DAY, "proposed")
    assert [(part["fact"], part["value"]) for part in one.findings[0]["parts"]] == [
        ("measured_in_a_row(woordentoets E V-min)", 2),
        ("incidents(3 months)", 0),
    ]
    event = CaseEvent.objects.get(kind="propose_track")
    assert (event.chain, event.case_id, event.actor_id) == (world.pupil.chain, None, None)
    assert event.sop_version_id == one.sop_version_id
    assert event.data == {"proposal": one.pk, "track": "dyslexie", "findings": one.findings}
    assert verify(world.pupil.chain) == []


def test_the_evidence_reads_as_it_was_found(world):
    read_badly(world)
    night()
    first, second = evidence(TrackProposal.objects.get())
    assert (first.sentence, first.why, first.met) == ("Woordlezen was twee keer E", "SOP 3.2", True)
    assert (second.sentence, second.value) == ("Het kind is vijf of ouder", "3 oktober 2017")


@pytest.mark.parametrize(
    ("instrument", "level", "times", "track"),
    [
        ("hoofdmeting_woorden", "D", 1, "dyslexie"),
        ("hoofdmeting_rekenen", "I+", 2, "meer_en_hoogbegaafd"),
        ("woordenschat", "V", 1, "nt2"),
        ("taalscreening", "E", 1, "cluster_2"),
    ],
)
def test_the_real_school_proposes_each_of_its_tracks(instrument, level, times, track):
    real = make_world(REAL / "kbs-crescendo.yaml")
    Pupil.objects.update(enrolled_on=date(2024, 8, 1))
    for _one in range(times):
        assert night() == 0
        measured(real, real.pupil, instrument, level)
    assert night() == 1
    assert TrackProposal.objects.waiting().get().track == track


def test_who_is_on_the_track_or_not_at_school_gets_no_proposal(world):
    gone, coming = world.new_pupil(), world.new_pupil()
    Pupil.objects.filter(pk=gone.pk).update(enrolled_on=date(2024, 8, 1), left_on=DAY)
    for pupil in (world.pupil, gone, coming):
        read_badly(world, pupil)
    opened(world)
    assert night() == 0


def test_a_case_on_another_track_is_no_answer(world):
    read_badly(world)
    with clock.at(DAY):
        cases.open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="zorgen")
    assert night() == 1


def test_what_is_not_true_any_more_waits_no_more_and_may_come_anew(world):
    read_badly(world)
    night()
    read_badly(world, None, "B")
    assert night(DAY + NIGHT) == 1
    assert not TrackProposal.objects.waiting().exists()
    assert night(DAY + 2 * NIGHT) == 0
    read_badly(world)
    assert night(DAY + 3 * NIGHT) == 1
    assert TrackProposal.objects.count() == 2


def test_a_new_version_without_the_trigger_takes_it_back(world):
    read_badly(world)
    night()
    text = VUURTOREN.read_text(encoding="utf-8").replace('version: "2025"', 'version: "b"')
    store_version(world.school, text.replace("2025-08-01", "2025-10-02"), adopted_on=DAY)
    assert night(DAY + NIGHT) == 1
    assert not TrackProposal.objects.standing().exists()
    assert night(DAY + 2 * NIGHT) == 0


# --- Dismissed, and when it comes anew -------------------------------------------------------------------------------


def test_dismissed_it_is_not_proposed_again_on_the_same_facts(world):
    read_badly(world)
    night()
    dismissed(world)
    assert night(DAY + NIGHT) == night(date(2026, 7, 31)) == 0
    event = CaseEvent.objects.get(kind="dismiss_track")
    assert (event.actor_id, event.texts) == (world.of_kind(RoleKind.IB_ER).pk, {"reason": "de bril was stuk"})


def test_nor_when_the_facts_only_grow(world):
    read_badly(world)
    night()
    dismissed(world)
    read_badly(world, None, "E")
    assert night(DAY + NIGHT) == 0


def test_dismissed_it_comes_anew_when_it_was_not_true_in_between(world):
    read_badly(world)
    night()
    dismissed(world)
    read_badly(world, None, "B")
    assert night(DAY + NIGHT) == 1
    read_badly(world)
    assert night(DAY + 2 * NIGHT) == 1
    assert TrackProposal.objects.waiting().count() == 1


def test_dismissed_it_comes_anew_in_a_new_school_year(world):
    read_badly(world)
    night()
    dismissed(world)
    assert night(NEXT_YEAR) == 2  # the old one is over, the new one is there
    assert TrackProposal.objects.waiting().get().proposed_on == NEXT_YEAR
    assert night(NEXT_YEAR) == 0


def test_one_that_nobody_answered_stays_the_same_in_a_new_school_year(world):
    read_badly(world)
    night()
    assert night(NEXT_YEAR) == 0


def test_a_case_answers_for_as_long_as_it_is_open_and_the_school_year_in_which_it_closed(world):
    read_badly(world)
    night()
    case = opened(world)
    one = TrackProposal.objects.get()
    assert (one.state, one.case, one.settled_on) == ("taken_up", case, DAY)
    assert CaseEvent.objects.get(kind="open_case").data["proposal"] == one.pk
    assert night(NEXT_YEAR) == 0
    closed(world, case, NEXT_YEAR)
    assert night(NEXT_YEAR + NIGHT) == 0
    assert night(date(2027, 8, 2)) == 2


def test_who_was_before_the_watch_has_answered_too(world):
    read_badly(world)
    case = opened(world)
    assert TrackProposal.objects.get().state == "taken_up"
    closed(world, case, DAY)
    assert night() == 0
    second = opened(world, DAY + NIGHT)  # by hand a track can always be begun again
    assert [one.case for one in TrackProposal.objects.standing()] == [second]


def test_a_track_without_a_trigger_leaves_nothing_behind(world):
    with clock.at(DAY):
        cases.open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="zorgen")
    assert not TrackProposal.objects.exists()
    assert "proposal" not in CaseEvent.objects.get(kind="open_case").data


def test_only_once_by_the_database_too(world):
    read_badly(world)
    night()
    same = TrackProposal.objects.values("pupil_id", "school_id", "track", "findings", "sop_version_id", "proposed_on")
    with pytest.raises(Exception, match=r"(?i)unique"):
        TrackProposal.objects.create(**same.get())
