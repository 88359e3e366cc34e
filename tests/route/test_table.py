"""Who comes to the table so many times a year, and who of the school gets a copy of what was decided."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.route.commands.deciding import propose_exit
from caseflow.route.commands.talk import invite_guardians, plan_item, take_off_agenda
from caseflow.route.commands.telling import involve
from caseflow.route.leaving import places_of_a_role
from caseflow.route.meetings import seats_of, slots_of
from caseflow.route.models import Case
from caseflow.sop.naming import once
from caseflow.sop.vocabulary import RoleKind
from pupils.models import RoleAssignment
from tests.route.stories import case_at, sign_in
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
    text = CRESCENDO.replace("      - {role: jgz_arts}\n", "      - {role: jgz_arts, times_a_year: 1}\n")
    world = make_world(REAL / "kbs-crescendo.yaml", text)
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    plan_item(case.pk, on=TODAY + timedelta(days=7), question="x", actor=ib_er)
    take_off_agenda(case.pk, reason="ziek", actor=ib_er)
    item = plan_item(case.pk, on=TODAY + timedelta(days=14), question="x", actor=ib_er)
    assert "jgz_arts" in set(item.invitations.values_list("role", flat=True))


def test_who_holds_two_roles_of_the_table_is_invited_once_and_named_in_both():
    """A director who is IB-er too loses neither hat: on the form, on the case, on the agenda, at the guardians'."""
    world = make_world(REAL / "kbs-crescendo.yaml")
    director, ib_er = world.of_kind(RoleKind.DIRECTOR), world.of_kind(RoleKind.IB_ER)
    RoleAssignment.objects.filter(person=ib_er).update(person=director)
    world.people["ib_er"] = director
    case = case_at(world, "zorgteam")
    sees = sign_in(director)
    both = f"{director.name} (Intern begeleider, Directeur)"
    turned = f"{director.name} (Directeur, Intern begeleider)"
    page = sees.get(reverse("route:act", args=[case.pk, "plan_item"])).content.decode()
    assert both in page or turned in page
    item = plan_item(case.pk, on=TODAY + timedelta(days=7), question="x", actor=director)
    place = item.invitations.get(person=director)
    assert set(place.seats) == {"ib_er", "director"}
    assert {"ib_er", "director"} <= set(seats_of(item))
    (slot,) = slots_of([item], world.sop)
    assert not slot.nobody
    invite_guardians(case.pk, actor=director)
    own = item.invitations.get(guardian=world.guardians[0])
    as_parent = sign_in(world.guardians[0].person).get(reverse("route:guardian_invitation", args=[own.pk]))
    named = once(place.seats.values())
    assert named in as_parent.content.decode()
    assert named in " ".join(sees.get(reverse("route:case", args=[case.pk])).content.decode().split())
    with clock.at(TODAY + timedelta(days=1)):
        lost = next(iter(place.also))
        ended = RoleAssignment.objects.get(person=director, role=lost)
        RoleAssignment.objects.filter(pk=ended.pk).update(ends_on=TODAY)
        places_of_a_role([ended], None)
    assert list(item.invitations.get(person=director).seats) == [place.role]


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
