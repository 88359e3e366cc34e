"""A track whose trigger became true is proposed, once, to who may open it; and answered."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.route import tracks
from caseflow.route.acting import found_again, told
from caseflow.route.commands import case as cases
from caseflow.route.commands.track import dismiss_proposal
from caseflow.route.facting import facts_before_a_case, facts_of
from caseflow.route.models import Case, TrackProposal
from caseflow.route.proposed import evidence
from caseflow.route.ruling import NotYourHand, SomeoneWasFirst
from caseflow.route.tracks import propose_tracks
from caseflow.sop.facts import FACTS
from caseflow.sop.rules import Group, judge, need
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Measurement, Pupil
from pupils.waiting import waiting_for
from tests.cast import make_staff
from tests.route.stories import case_at, post, sign_in
from tests.world import REAL, SCHOOLS, World, make_pupil, make_world, store_version

pytestmark = pytest.mark.django_db
DAY = date(2025, 10, 1)
NIGHT = timedelta(days=1)
NEXT_YEAR = date(2026, 8, 3)
VUURTOREN = SCHOOLS / "de-vuurtoren.yaml"
FIRST = "    first: niveau_een\n"
TRIGGER = """    trigger:
      - any:
          - {fact: measured_in_a_row, of: woordentoets E V-min, min: 2, say: Woordlezen was twee keer E, cite: "SOP 3.2", todo: record_measurement}
          - {fact: incidents, of: 3 months, min: 9, say: Er waren negen incidenten, cite: "SOP 5", todo: record_incident}
        say: Het lezen blijft achter
        cite: "SOP 3.2"
      - {fact: pupil_born_on, past: 5 years, say: Het kind is vijf of ouder, cite: "SOP 3.1"}
"""  # noqa: E501
TEXT = VUURTOREN.read_text(encoding="utf-8").replace(FIRST, FIRST + TRIGGER)
_days = count()


@pytest.fixture
def world():
    made = make_world(VUURTOREN, TEXT)
    Pupil.objects.update(enrolled_on=date(2024, 8, 1))
    made.pupil.refresh_from_db()
    return made


def read_badly(world: World, pupil: Pupil | None = None, *levels: str) -> None:
    """Main measurements, one after another."""
    for level in levels or ("E", "E"):
        measured(world, pupil or world.pupil, "woordentoets", level)


def measured(world: World, pupil: Pupil, instrument: str, level: str) -> None:
    Measurement.objects.create(
        pupil=pupil, instrument=instrument, day=date(2025, 1, 1) + next(_days) * NIGHT, moment="main", level=level,
        recorded_by=world.of_kind(RoleKind.TEACHER), recorded_on=DAY,
    )  # fmt: skip


def night(on: date = DAY) -> int:
    with clock.at(on):
        return propose_tracks(on)


def opened(world: World, on: date = DAY) -> Case:
    with clock.at(on):
        return cases.open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="lezen", track="dyslexie")


def closed(world: World, case: Case, on: date) -> None:
    with clock.at(on):
        cases.take_exit(case.pk, "close-moved", actor=world.of_kind(RoleKind.IB_ER), reason="weg")


def dismissed(world: World, on: date = DAY) -> TrackProposal:
    with clock.at(on):
        one = TrackProposal.objects.waiting().get()
        return dismiss_proposal(one.pk, reason="de bril was stuk", actor=world.of_kind(RoleKind.IB_ER))


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


# --- Who answers -----------------------------------------------------------------------------------------------------


def test_only_who_may_open_the_track_dismisses_it_and_with_a_reason(world):
    read_badly(world)
    night()
    one, ib_er = TrackProposal.objects.get(), world.of_kind(RoleKind.IB_ER)
    with clock.at(DAY):
        with pytest.raises(NotYourHand):
            dismiss_proposal(one.pk, reason="x", actor=world.of_kind(RoleKind.TEACHER))
        for other in (make_staff(world.school, RoleKind.TEACHER, role="stamgroepleider"), world.guardians[0].person):
            with pytest.raises(TrackProposal.DoesNotExist):
                dismiss_proposal(one.pk, reason="x", actor=other)
        with pytest.raises(Invalid):
            dismiss_proposal(one.pk, reason=" ", actor=ib_er)
        dismiss_proposal(one.pk, reason="x", actor=ib_er)
        with pytest.raises(SomeoneWasFirst):
            dismiss_proposal(one.pk, reason="x", actor=ib_er)


def rows_of(person, on: date = DAY) -> list[tuple[str, str]]:
    with clock.at(on):
        return [(row.title, row.url) for row in waiting_for(person) if "spoor voor" in row.title]


def test_it_waits_on_the_start_page_of_who_may_open_it_until_it_is_answered(world):
    read_badly(world)
    night()
    one, ib_er = TrackProposal.objects.get(), world.of_kind(RoleKind.IB_ER)
    waits = [("Caseflow stelt een spoor voor: Dyslexie", reverse("route:track_proposal", args=[one.pk]))]
    assert rows_of(ib_er) == waits
    assert rows_of(world.of_kind(RoleKind.TEACHER)) == rows_of(world.of_kind(RoleKind.DIRECTOR)) == []
    dismissed(world)
    assert rows_of(ib_er) == []


# --- The page --------------------------------------------------------------------------------------------------------


def page_of(world: World) -> tuple[TrackProposal, str]:
    read_badly(world)
    night()
    one = TrackProposal.objects.get()
    return one, reverse("route:track_proposal", args=[one.pk])


def test_the_page_says_why_and_opens_the_case_with_one_button(world):
    one, url = page_of(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    with clock.at(DAY):
        client = sign_in(ib_er)
        page = client.get(url).content.decode()
        for words in ("Woordlezen was twee keer E", "SOP 3.2", "3 oktober 2017", "Begin het spoor Dyslexie"):
            assert words in page
        assert ReadRow.objects.filter(person_id=ib_er.pk, object=f"track-proposal-{one.pk}").exists()
        answer = post(ib_er, url, reason="Woordlezen was twee keer E")
        case = Case.objects.get(track="dyslexie")
        assert answer.url == reverse("route:case", args=[case.pk])
        assert client.get(url).url == reverse("pupils:pupil", args=[world.pupil.pk])


def test_the_page_to_dismiss_it(world):
    one, url = page_of(world)
    with clock.at(DAY):
        ib_er = world.of_kind(RoleKind.IB_ER)
        client = sign_in(ib_er)
        no = reverse("route:track_dismiss", args=[one.pk])
        assert no in client.get(url).content.decode()
        assert "Vul dit nog in" in post(ib_er, no, reason="").content.decode()
        assert post(ib_er, no, reason="de bril was stuk").url == reverse("route:start")
        assert client.get(no).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.reason) == ("dismissed", "de bril was stuk")


def test_the_timeline_names_the_track(world):
    _one, _url = page_of(world)
    case = opened(world)
    with clock.at(DAY):
        page = sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("route:case", args=[case.pk])).content.decode()
    assert "Caseflow stelt een ander spoor voor: Dyslexie" in page


# --- The same for many -----------------------------------------------------------------------------------------------


def counted(on: date) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as seen:
        done = night(on)
    return done, len(seen)


def more_pupils(world: World, number: int) -> None:
    for _one in range(number):
        pupil = make_pupil(world.school, world.group, date(2017, 1, 1))
        Pupil.objects.filter(pk=pupil.pk).update(enrolled_on=date(2024, 8, 1))
        read_badly(world, pupil)


def test_ten_cost_as_much_as_one_and_a_second_run_changes_nothing(world):
    night()  # the text is parsed once a process
    read_badly(world)
    first, first_cost = counted(DAY)
    more_pupils(world, 10)
    many, many_cost = counted(DAY + NIGHT)
    assert (first, many) == (1, 10)
    assert first_cost == many_cost
    assert counted(DAY + NIGHT)[0] == 0


def test_more_schools_in_bites_each_by_its_own_sop(world, monkeypatch):
    other = make_world(SCHOOLS / "de-regenboog.yaml")
    Pupil.objects.update(enrolled_on=date(2024, 8, 1))
    for one in (world, other):
        read_badly(one, one.pupil)
    monkeypatch.setattr(tracks, "SCHOOLS", 1)
    assert night() == 1
    assert TrackProposal.objects.get().school == world.school


def test_schools_without_a_trigger_cost_two_questions_a_bite():
    make_world(SCHOOLS / "de-regenboog.yaml")
    night()
    done, statements = counted(DAY)
    assert (done, statements) == (0, 1 + 2 + 2)  # the schools; two for the bite; its savepoint


# --- Facts without a case --------------------------------------------------------------------------------------------

OF = {"measured": "woordentoets E", "weeks": "4 weeks", "period": "3 months", "part": "a.b", "moment": "setting"}


def test_every_fact_says_before_a_case_what_it_says_of_one_just_opened(world):
    keys = {f"{one.name}({OF.get(one.of, 'x')})" if one.of else one.name for one in FACTS.values()}
    read_badly(world)
    with clock.at(DAY):
        before = facts_before_a_case(Pupil.objects.filter(pk=world.pupil.pk), keys)[world.pupil.pk]
        assert before == facts_of(case_at(world, "niveau_een"), keys)
    assert (before["measured_in_a_row(woordentoets E)"], before["in_step_since"]) == (2, DAY)


@pytest.mark.parametrize("value", [DAY, None])
def test_a_finding_is_found_again_as_it_was(value):
    day = need("enrolled_on", "is ingeschreven", "enrol", "WPO", past="0 days")
    number = need("hgw_cycles", "een cyclus", "close_hgw_cycle", "SOP", min=1)
    for rule in (day, number, Group(any=(day, number), say="een van beide", cite="x")):
        finding = judge(rule, {"enrolled_on": value, "hgw_cycles": 3}, DAY)
        assert found_again(rule, told(finding)) == finding
