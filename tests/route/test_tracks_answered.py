"""Who answers the proposal of a track, on which page; and what a night costs where there are many."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.route import tracks
from caseflow.route.acting import found_again, told
from caseflow.route.commands.track import dismiss_proposal
from caseflow.route.commands.undo import undo_step
from caseflow.route.facting import facts_before_a_case, facts_of
from caseflow.route.models import Case, TrackProposal
from caseflow.route.proposed import bases
from caseflow.route.ruling import NotYourHand, SomeoneWasFirst
from caseflow.sop.facts import FACTS
from caseflow.sop.rules import Group, judge, need
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.observation import log_observation
from pupils.errors import Invalid
from pupils.models import Absence, Measurement, Pupil
from pupils.waiting import waiting_for
from tests.cast import make_staff
from tests.route.stories import case_at, post, sign_in
from tests.route.tracks import (
    DAY,
    NIGHT,
    TEXT,
    VUURTOREN,
    closed,
    dismissed,
    measured,
    night,
    opened,
    read_badly,
    reading_school,
)
from tests.world import SCHOOLS, World, make_pupil, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return reading_school()


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
        for row in Measurement.objects.all():
            assert date_format(row.day, "j b Y") in page
        assert page.count('data-label="Niveau">E<') == 2
        assert ReadRow.objects.filter(person_id=ib_er.pk, object=f"track-proposal-{one.pk}").exists()
        answer = post(ib_er, url, reason="Woordlezen was twee keer E")
        case = Case.objects.get(track="dyslexie")
        assert answer.url == reverse("route:case", args=[case.pk])
        assert client.get(url).url == reverse("pupils:pupil", args=[world.pupil.pk])


@pytest.mark.parametrize(
    ("need", "todo", "shown"),
    [
        ("hours_missed_a_week, of: 4 weeks, min: 2", "record_absence", ("De gemiste uren", "12,5")),
        ("incidents, of: 3 months, min: 1", "record_incident", ("De incidenten", "Gooide een stoel om")),
    ],
)
def test_the_page_shows_the_hours_or_incidents_that_were_counted(need, todo, shown):
    text = TEXT.replace("measured_in_a_row, of: woordentoets E V-min, min: 2", need, 1)
    world = make_world(VUURTOREN, text.replace("todo: record_measurement", f"todo: {todo}", 1))
    Pupil.objects.update(enrolled_on=date(2024, 8, 1))
    teacher, week = world.of_kind(RoleKind.TEACHER), date(2025, 9, 22)
    Absence.objects.create(pupil=world.pupil, week=week, minutes=750, recorded_by=teacher, recorded_on=DAY)
    with clock.at(week):
        log_observation(world.pupil.pk, week, "gedrag", "Gooide een stoel om.", "", incident=True, actor=teacher)
        log_observation(world.pupil.pk, week, "gedrag", "Een gewone dag.", "", actor=teacher)
    night()
    one, ib_er = TrackProposal.objects.get(), world.of_kind(RoleKind.IB_ER)
    with clock.at(DAY):
        page = sign_in(ib_er).get(reverse("route:track_proposal", args=[one.pk])).content.decode()
    for words in shown:
        assert words in page
    assert "Een gewone dag" not in page


def test_the_rows_that_a_measurement_counts_are_the_rows_that_are_shown(world):
    """Held to the fact: what was struck, is of another test, in between or without a level is not shown."""
    read_badly(world, None, "C", "E", "E")
    struck, between, other = (Measurement.objects.create(
        pupil=world.pupil, instrument=instrument, day=date(2025, 8, number), moment=moment, level="E",
        recorded_by=world.of_kind(RoleKind.TEACHER), recorded_on=DAY,
    ) for number, instrument, moment in (
        (1, "woordentoets", "main"), (2, "woordentoets", "between"), (3, "spelwijzer", "main"),
    ))  # fmt: skip
    with clock.at(DAY):
        struck.strike(world.of_kind(RoleKind.TEACHER), DAY)
    night()
    (basis,) = bases(world.of_kind(RoleKind.IB_ER), TrackProposal.objects.get())
    assert [row.level for row in basis.rows] == ["E", "E", "C"]
    assert not {between, other, struck} & set(basis.rows)
    (unseen,) = bases(world.guardians[0].person, TrackProposal.objects.get())
    assert unseen.rows == []


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
    assert "Caseflow stelt een spoor voor: Dyslexie" in page
    assert "Casus geopend: Dyslexie" in page


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


def test_a_case_that_is_open_again_is_not_proposed() -> None:
    """Closed by mistake in the evening, proposed in the night, undone in the morning."""
    world = reading_school()
    read_badly(world)
    case = opened(world)
    measured(world, world.pupil, "woordentoets", "A")
    assert night() == 1  # what the case answered is over
    closed(world, case, DAY)
    read_badly(world)
    assert night() == 1
    assert TrackProposal.objects.waiting().exists()
    with clock.at(DAY):
        undo_step(case.pk, event=2, actor=case.opened_by)
    assert not TrackProposal.objects.waiting().exists()
    assert night() == 0
