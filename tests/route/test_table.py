"""Who comes to the table so many times a year, and who of the school gets a copy of what was decided."""

from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.route.commands.deciding import propose_exit
from caseflow.route.commands.talk import plan_item, take_off_agenda
from caseflow.route.commands.telling import involve
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from pupils.models import RoleAssignment
from tests.route.stories import case_at
from tests.sop.documents import CRESCENDO
from tests.walk.walker import Walker
from tests.world import REAL, SCHOOLS, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


def test_a_talk_that_was_taken_off_uses_no_turn():
    once = CRESCENDO.replace("      - {role: jgz_arts}\n", "      - {role: jgz_arts, times_a_year: 1}\n")
    world = make_world(REAL / "kbs-crescendo.yaml", once)
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    plan_item(case.pk, on=TODAY + timedelta(days=7), question="x", actor=ib_er)
    take_off_agenda(case.pk, reason="ziek", actor=ib_er)
    item = plan_item(case.pk, on=TODAY + timedelta(days=14), question="x", actor=ib_er)
    assert "jgz_arts" in set(item.invitations.values_list("role", flat=True))


@pytest.mark.parametrize("kind", ["teacher", "outsider"])
def test_nobody_outside_the_school_gets_a_copy(kind):
    """Whoever holds the role from outside, whatever the SOP now says of it."""
    world = make_world(SCHOOLS / "de-vliegenier.yaml")
    case, copied = case_at(world, "aan_de_grote_tafel"), world.people["groepsleerkracht"]
    involve(case, world.sop)
    RoleAssignment.objects.filter(person=copied).update(kind=kind)
    way = world.sop.exit("aan_de_grote_tafel", "main", "bovenschools")
    assert way is not None
    Walker(world, TODAY).take(case, way)
    told = Notice.objects.filter(recipient=copied, kind="decision_taken")
    assert told.exists() is (kind == "teacher")


@pytest.mark.parametrize("kind", ["board", "outsider"])
def test_nobody_outside_the_school_is_asked_to_ratify(kind):
    world = make_world(SCHOOLS / "de-vliegenier.yaml")
    case, asked = case_at(world, "aan_de_grote_tafel"), world.people["bestuursmedewerker"]
    RoleAssignment.objects.filter(person=asked).update(kind=kind)
    propose_exit(case.pk, exit_key="bovenschools", reason="meer uren", actor=world.people["ib_bovenbouw"])
    assert Notice.objects.filter(recipient=asked, kind="exit_proposed").exists() is (kind == "board")


def test_who_writes_a_part_here_sees_the_child():
    """A specialist sees a pupil where the step names her: also as the writer of what is made there."""
    text = (SCHOOLS / "de-wilgenhof.yaml").read_text(encoding="utf-8")
    role = "  teamleider: {name: Teamleider, kind: director}\n"
    named = text.replace(role, f"{role}  taalmaat: {{name: Taalmaat, kind: specialist}}\n")
    world = make_world(SCHOOLS / "de-wilgenhof.yaml", named.replace("[zorgcoach, stamgroepleider]", "[taalmaat]"))
    writer = world.people["taalmaat"]
    for step, sees in (("kijkronde", True), ("stamgroep", False)):
        case = case_at(world, step, world.new_pupil())
        involve(case, world.sop)
        assert Case.objects.visible_to(writer).filter(pk=case.pk).exists() is sees
