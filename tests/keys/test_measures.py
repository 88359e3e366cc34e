"""What a requirement names in its `of`, and so what is measured, counted and judged: changed, it asks another thing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from caseflow import clock
from caseflow.route.acting import exit_ruling
from caseflow.route.commands.limit import judge_limit
from caseflow.route.facting import facts_of
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.measured import record_absence, record_measurement
from pupils.commands.observation import log_observation
from pupils.models import School, Swv
from tests.route.stories import case_at
from tests.world import SCHOOLS, World, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 7)
TEXT = (SCHOOLS / "de-vuurtoren.yaml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def school(tmp_path):
    """The school with one thing in its SOP changed; each time another school, of its own number."""

    def make(number: int, before: str = "", after: str = "") -> World:
        assert before in TEXT, before
        path = tmp_path / f"{number}.yaml"
        changed = TEXT.replace(before, after) if before else TEXT
        changed = changed.replace("93VT", f"{93 + number}VT").replace("key: de_vuurtoren", f"key: s{number}")
        path.write_text(changed, encoding="utf-8")
        world = make_world(path)
        assert School.objects.count() == Swv.objects.count() == number + 1
        return world

    return make


def passes(case: Case, world: World, key: str) -> bool:
    """Whether all is met that the exit itself asks."""
    way = world.sop.exit(case.step, "main", key)
    findings = exit_ruling(case, world.sop, way, TODAY).findings
    return all(one.met is True for one in findings if one.rule in way.needs)


def compared(school, before: str, after: str, step: str, key: str, happens) -> tuple[bool, bool]:
    """Whether the exit opens after what happens, under the SOP as it is and under the changed one."""
    opened = []
    for number, change in enumerate(((), (before, after))):
        world = school(number, *change)
        case = case_at(world, step)
        happens(world, case)
        opened.append(passes(case, world, key))
    return (opened[0], opened[1])


def measured(*levels: str, instrument: str = "woordentoets"):
    """Main measurements, the newest last; one without a level has a score alone."""

    def happens(world: World, case: Case) -> None:
        for number, level in enumerate(reversed(levels)):
            day = TODAY - timedelta(days=150 * number)
            record_measurement(
                case.pupil_id, instrument=instrument, day=day, moment="main", level=level,
                score=None if level else Decimal(31),
                actor=world.of_kind(RoleKind.TEACHER),
            )  # fmt: skip

    return happens


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ([], None),
        ([""], None),  # nobody knows at which level it was: that is not "at another"
        (["", ""], None),
        (["E", ""], 1),
        (["E", "", "E"], 2),
        (["", "E"], 1),
        (["C", ""], 0),
        (["E", "C", "", "E"], 1),
    ],
)
def test_a_score_alone_says_nothing_about_levels(school, levels, found):
    world = school(0)
    case = case_at(world, "niveau_drie")
    measured(*levels)(world, case)
    key = "measured_in_a_row(woordentoets E V-min)"
    assert facts_of(case, frozenset({key}))[key] == found


def absent(*hours: int):
    def happens(world: World, case: Case) -> None:
        for number, missed in enumerate(hours, start=1):
            week = TODAY - timedelta(weeks=number)
            record_absence(case.pupil_id, week=week, hours=Decimal(missed), actor=world.of_kind(RoleKind.TEACHER))

    return happens


def seen(*days_ago: int):
    def happens(world: World, case: Case) -> None:
        for days in days_ago:
            log_observation(case.pupil_id, TODAY - timedelta(days=days), "gedrag", f"viel uit, {days}",
                            actor=world.of_kind(RoleKind.TEACHER), incident=True)  # fmt: skip

    return happens


def judged(word: str, limit: str = "veiligheid"):
    def happens(world: World, case: Case) -> None:
        judge_limit(case.pk, limit=limit, word=word, reasons="zo gezien", actor=world.people["kapitein"])

    return happens


@pytest.mark.parametrize(
    ("before", "after", "levels"),
    [
        ("of: woordentoets D E V-min, min: 1", "of: woordentoets E V-min, min: 1", ["D"]),  # which levels
        ("of: woordentoets D E V-min, min: 1", "of: spelwijzer D E V-min, min: 1", ["E"]),  # which instrument
        ("of: woordentoets D E V-min, min: 1", "of: woordentoets D E V-min, min: 2", ["C", "E"]),  # how often in a row
    ],
)
def test_measured_in_a_row_of(school, before, after, levels):
    assert compared(school, before, after, "niveau_een", "niveau_twee", measured(*levels)) == (True, False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hours_missed_a_week, of: 4 weeks, min: 4", "hours_missed_a_week, of: 8 weeks, min: 4"),
        ("hours_missed_a_week, of: 4 weeks, min: 4", "hours_missed_a_week, of: 4 weeks, min: 6"),
    ],
)
def test_hours_missed_a_week_of(school, before, after):
    happens = absent(5, 5, 5, 5)
    assert compared(school, before, after, "in_de_stamgroep", "verzuimoverleg", happens) == (True, False)


@pytest.mark.parametrize(
    ("before", "after"),
    [("incidents, of: 3 months", "incidents, of: 2 weeks"), ("of: 3 months, min: 2", "of: 3 months, min: 3")],
)
def test_incidents_of(school, before, after):
    happens = seen(3, 60)
    assert compared(school, before, after, "in_de_stamgroep", "incidentenoverleg", happens) == (True, False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("of: veiligheid, is: within", "of: medisch_handelen, is: within"),
        ("of: veiligheid, is: within", "of: veiligheid, is: reached"),
    ],
)
def test_limit_of(school, before, after):
    happens = judged("within")
    assert compared(school, before, after, "incidentenoverleg", "in_de_stamgroep", happens) == (True, False)


def test_a_second_way_stands_beside_the_first(school):
    """Word reading E three times; or D or lower three times with spelling E (the issue's own example)."""
    world = school(0)
    case, way = case_at(world, "niveau_drie"), world.sop.exit("niveau_drie", "main", "bij_gemeente")

    def found() -> bool | None:
        (one,) = (one for one in exit_ruling(case, world.sop, way, TODAY).findings if one.rule == way.needs[0])
        return one.met

    measured("D", "E", "E")(world, case)
    assert found() is not True
    measured("E", "E", "E", instrument="spelwijzer")(world, case)
    assert found() is True
