"""A new version begins: the cases of dropped steps move, with who, when, why and by which version; or it waits."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.route import succession
from caseflow.route.commands import case as cases
from caseflow.route.commands import sop as life
from caseflow.route.models import Case
from caseflow.route.rail import rail_of
from caseflow.route.readiness import NotReady
from caseflow.route.viewing import view_of
from caseflow.route.watch import sweep
from caseflow.sop.succession import StepMove
from caseflow.sop.vocabulary import RoleKind
from pupils.models import SopVersion
from pupils.sop import sop_for
from pupils.waiting import waiting_for
from tests.route.stories import case_at, crescendo, sign_in
from tests.route.versions import STEP, adopted, laid, renamed, text_with_moves
from tests.world import version_text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
FIRST = date(2026, 8, 1)
DAY = timedelta(days=1)
NEW = "intern_overleg"


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def judged_by(world, on: date) -> str:
    return sop_for(world.school, on)[0].version


def test_on_its_first_day(world):
    case, other = case_at(world, STEP), case_at(world, "zorgteam", world.new_pupil())
    version = adopted(world, text_with_moves(FIRST))
    assert version.moves_due
    assert sweep(FIRST - DAY)["caseflow.route.succession.take_over_on_first_day"] == 0
    assert (fresh(case).step, judged_by(world, FIRST)) == (STEP, "2023-2025")
    assert sweep(FIRST)["caseflow.route.succession.take_over_on_first_day"] == 1
    assert sweep(FIRST)["caseflow.route.succession.take_over_on_first_day"] == 0
    moved = fresh(case)
    assert (moved.step, moved.state, moved.visits, moved.step_since) == (NEW, case.state, case.visits, case.step_since)
    assert (fresh(other).step, judged_by(world, FIRST)) == ("zorgteam", str(FIRST))
    assert not CaseEvent.objects.filter(chain=other.chain, kind="follow_sop").exists()


def test_the_event_says_who_when_why_and_by_which_version(world):
    case = case_at(world, STEP)
    version = adopted(world, text_with_moves(FIRST))
    sweep(FIRST)
    event = CaseEvent.objects.get(chain=case.chain, kind="follow_sop")
    assert (event.from_step, event.to_step, event.from_state, event.to_state) == (STEP, NEW, case.state, case.state)
    assert (event.on, event.actor_id, event.sop_version_id) == (FIRST, None, version.pk)
    assert event.data == {"adoption_recorded_by": world.of_kind(RoleKind.DIRECTOR).pk}
    assert event.texts["why"].endswith("Vastgesteld op 9 maart 2026 door Bo, bestuurder.")
    assert verify(case.chain) == verify(world.school.chain) == []


def test_at_once_when_its_day_has_come(world):
    case, director = case_at(world, STEP), world.of_kind(RoleKind.DIRECTOR)
    version = adopted(world, text_with_moves(TODAY))
    assert not version.moves_due
    assert (fresh(case).step, judged_by(world, TODAY)) == (NEW, str(TODAY))
    assert CaseEvent.objects.get(kind="follow_sop").actor_id == director.pk


def test_a_dropped_step_without_moves_is_refused_and_says_which_and_how_many(world):
    case_at(world, STEP), case_at(world, STEP, world.new_pupil())
    version = laid(world, renamed(version_text(FIRST)))
    with pytest.raises(NotReady) as refusal:
        life.adopt_version(version.pk, on=TODAY, by="Bo", actor=world.of_kind(RoleKind.DIRECTOR))
    [found] = refusal.value.readiness.errors
    assert found.what == "2 casussen staan in de stap ‘Leerlingbespreking’, en die stap vervalt."
    assert len(found.cases) == 2
    assert SopVersion.objects.get(pk=version.pk).state == "before_mr"


def test_a_move_to_another_state_is_refused(world):
    case_at(world, STEP)
    version = laid(world, text_with_moves(FIRST, "{leerlingbespreking: zorgteam}"))
    with pytest.raises(NotReady) as refusal:
        life.adopt_version(version.pk, on=TODAY, by="Bo", actor=world.of_kind(RoleKind.DIRECTOR))
    assert "andere toestand" in refusal.value.readiness.errors[0].what


def test_closed_cases_hold_nothing_up_and_are_read_as_they_closed(world):
    with clock.at(TODAY - DAY):
        case = cases.open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="zorgen")
        cases.take_exit(case.pk, "close-moved", actor=world.of_kind(RoleKind.IB_ER), reason="verhuisd")
    adopted(world, renamed(version_text(TODAY), "hgw", "in_de_groep").replace("first: hgw", "first: in_de_groep"))
    assert view_of(world.of_kind(RoleKind.IB_ER), fresh(case)).step.name == world.sop.steps["hgw"].name
    page = sign_in(world.of_kind(RoleKind.IB_ER)).get(f"/casussen/{case.pk}/")
    assert page.status_code == 200


def test_a_case_that_came_to_stand_there_later_holds_it_up_until_it_moves(world):
    """And the version before it goes on judging, so that nobody's page breaks."""
    director = world.of_kind(RoleKind.DIRECTOR)
    version = adopted(world, renamed(version_text(FIRST)))
    case = case_at(world, STEP)
    sweep(FIRST)
    with clock.at(FIRST):
        assert (judged_by(world, FIRST), fresh(case).step) == ("2023-2025", STEP)
        assert [row.title for row in waiting_for(director) if row.late] == ["De nieuwe SOP kan nog niet ingaan"]
        assert "geldt de vorige versie" in sign_in(director).get(f"/sop-versies/{version.pk}/").content.decode()
        cases.take_exit(case.pk, "close-moved", actor=world.of_kind(RoleKind.IB_ER), reason="verhuisd")
    sweep(FIRST + DAY)
    assert judged_by(world, FIRST + DAY) == str(FIRST)


def test_a_newer_version_that_judges_goes_past_one_that_waits(world):
    case = case_at(world, "zorgteam")
    adopted(world, renamed(version_text(FIRST)))
    stuck = case_at(world, STEP, world.new_pupil())
    newest = adopted(world, version_text(FIRST + 30 * DAY))
    sweep(FIRST), sweep(FIRST + 30 * DAY)
    assert judged_by(world, FIRST + 30 * DAY) == newest.version
    assert {fresh(one).step for one in (case, stuck)} == {"zorgteam", STEP}
    assert not succession.waiting_to_begin(FIRST + 31 * DAY).exists()


def test_a_version_in_between_makes_a_later_one_move(world):
    """The later one keeps all steps of today's, and drops one of the one that comes between."""
    later = adopted(world, version_text(FIRST + 60 * DAY))
    assert not later.moves_due
    adopted(world, text_with_moves(FIRST))
    assert SopVersion.objects.get(pk=later.pk).moves_due


@pytest.mark.parametrize("text", [text_with_moves, version_text])
def test_a_version_begins_as_a_whole_or_not_at_all(world, monkeypatch, text):
    """What the watch does for a school on that day is one transaction: PostgreSQL locks nothing outside of one."""
    case_at(world, STEP)
    adopted(world, text(FIRST))
    around, within, really = len(connection.savepoint_ids), [], succession.involve_all

    def involve_all(*said) -> None:
        within.append(len(connection.savepoint_ids))
        really(*said)

    monkeypatch.setattr(succession, "involve_all", involve_all)
    sweep(FIRST)
    assert within == [around + 1]


def test_the_same_few_statements_however_many_cases(world):
    assert statements(world, 1) == statements(world, 4)


def statements(world, number: int) -> int:
    """How many it takes to begin with so many cases to move; nothing of it stays."""
    with transaction.atomic():
        rows = [case_at(world, STEP, world.new_pupil()) for _number in range(number)]
        adopted(world, text_with_moves(FIRST))
        with CaptureQueriesContext(connection) as queries, clock.at(FIRST):
            assert succession.take_over_on_first_day(FIRST) == 1
        assert {fresh(row).step for row in rows} == {NEW}
        transaction.set_rollback(True)
    return len(queries)


def test_the_child_goes_on_in_the_new_step(world):
    case = case_at(world, STEP)
    adopted(world, text_with_moves(TODAY))
    moved = fresh(case)
    names = [stop["name"] for stop in rail_of(moved, sop_for(world.school, TODAY)[1]) if stop["state"] == "here"]
    assert names == ["Leerlingbespreking"]
    ib_er = world.of_kind(RoleKind.IB_ER)
    page = sign_in(ib_er).get(f"/casussen/{case.pk}/").content.decode()
    assert "Een nieuwe SOP heeft een andere stap" in page
    assert cases.take_exit(case.pk, "close-moved", actor=ib_er, reason="verhuisd").state == "closed"


def test_a_case_is_not_moved_past_its_state(world):
    case = case_at(world, STEP)
    assert Case.objects.follow(StepMove(STEP, "opp", "opp")) == 0
    with pytest.raises(TypeError):
        Case.objects.filter(pk=case.pk).update(step="opp")
