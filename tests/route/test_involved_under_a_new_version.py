"""Who sees a pupil because a step names her: from the first day of a version it is as that version says."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from caseflow import clock
from caseflow.route.commands.telling import involve
from caseflow.route.models import Case
from caseflow.route.watch import sweep
from pupils.models import Involved, Person, Pupil, School
from tests.route.stories import case_at
from tests.route.versions import STEP, adopted, renamed, with_moves
from tests.world import REAL, World, make_world, version_text

pytestmark = pytest.mark.django_db
TODAY, FIRST, DAY = date(2026, 3, 9), date(2026, 8, 1), timedelta(days=1)
ROLES = "  director: {name: Directeur"
KNOWN = (
    ROLES,
    f"  rekencoach: {{name: Rekencoach, kind: specialist}}\n  bestuurder: {{name: Bestuurder, kind: board}}\n{ROLES}",
)
SEATS = "    takes_part: [{role: ib_er}, {role: teacher}]\n"


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def seated(*roles: str) -> tuple[str, str]:
    """The change by which these sit at the table of the step too."""
    return SEATS, SEATS.replace("]\n", "".join(f", {{role: {role}}}" for role in roles) + "]\n")


def school(*roles: str) -> World:
    return make_world(REAL / "kbs-crescendo.yaml", version_text(date(2023, 8, 1), KNOWN, seated(*roles)))


def standing(world: World) -> Case:
    case = case_at(world, STEP, world.new_pupil())
    involve(case, world.sop)
    return case


def seen_by(person: Person) -> set[int]:
    return set(Pupil.objects.visible_to(person).values_list("pk", flat=True))


def test_who_is_named_no_more_sees_no_more_from_its_first_day():
    world = school("rekencoach")
    case, coach = standing(world), world.people["rekencoach"]
    adopted(world, version_text(FIRST))
    sweep(FIRST - DAY)
    assert seen_by(coach) == {case.pupil_id}
    sweep(FIRST)
    with clock.at(FIRST):
        assert seen_by(coach) == set()


def test_who_is_newly_named_sees_from_its_first_day():
    world = school("rekencoach")
    case = standing(world)
    case_at(world, "hgw")
    adopted(world, version_text(FIRST, KNOWN, seated("bestuurder")))
    sweep(FIRST)
    with clock.at(FIRST):
        assert seen_by(world.people["bestuurder"]) == {case.pupil_id}
        assert seen_by(world.people["rekencoach"]) == set()


def test_at_once_where_the_day_has_come_when_it_is_adopted():
    world = school("rekencoach")
    standing(world)
    adopted(world, version_text(TODAY))
    assert seen_by(world.people["rekencoach"]) == set()


def test_with_the_moves_of_the_version_too():
    """Also for who stands in a step that stays."""
    world = school("rekencoach")
    stays, moves = standing(world), case_at(world, "hgw")
    text = version_text(FIRST, KNOWN, seated("bestuurder"), ("first: hgw", "first: in_de_groep"))
    adopted(world, with_moves(renamed(text, "hgw", "in_de_groep"), "{hgw: in_de_groep}"))
    sweep(FIRST)
    assert Case.objects.get(pk=moves.pk).step == "in_de_groep"
    with clock.at(FIRST):
        assert seen_by(world.people["bestuurder"]) == {stays.pupil_id}


def test_once_and_also_where_nobody_ever_looked():
    """A school of before this was kept is made right in its first night."""
    world = school("rekencoach")
    case = standing(world)
    School.objects.update(involved_by=None)
    adopted(world, version_text(FIRST, KNOWN, seated("bestuurder")))
    sweep(FIRST)
    kept = Involved.objects.get(case_id=case.pk)
    sweep(FIRST), sweep(FIRST + DAY)
    assert Involved.objects.get().pk == kept.pk


def test_the_same_few_statements_however_many_cases():
    world = school("rekencoach")
    assert statements(world, 1) == statements(world, 4)


def statements(world: World, number: int) -> int:
    """How many it takes to begin with so many open cases; nothing of it stays."""
    with transaction.atomic():
        cases = [standing(world) for _number in range(number)]
        adopted(world, version_text(FIRST, KNOWN, seated("bestuurder")))
        with CaptureQueriesContext(connection) as queries, clock.at(FIRST):
            sweep(FIRST)
        assert set(Involved.objects.values_list("case_id", "role")) == {(case.pk, "bestuurder") for case in cases}
        transaction.set_rollback(True)
    return len(queries)
