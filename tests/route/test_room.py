"""A full group and its waiting list: nobody comes in past the bound, nor past who waits longer."""

from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.route.commands.case import enrol_pupil, take_exit
from caseflow.route.commands.place import put_on_waiting_list
from pupils.errors import Invalid
from pupils.models import Pupil
from tests.route.stories import case_at
from tests.world import SCHOOLS, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
TEXT = (SCHOOLS / "de-brug.yaml").read_text(encoding="utf-8")


@pytest.fixture
def world():
    """A group of one child, with room for one more."""
    with clock.at(TODAY):
        made = make_world(SCHOOLS / "de-brug.yaml", TEXT.replace("group_size: 28", "group_size: 2"))
        Pupil.objects.filter(pk=made.pupil.pk).update(enrolled_on=date(2025, 8, 1))
        yield made


def coming(world, **fields):
    pupil = world.new_pupil()
    Pupil.objects.filter(pk=pupil.pk).update(**{"group": None, **fields})
    return case_at(world, "van_de_opvang", pupil)


def enrol(world, case, **how):
    actor = world.people["directeur_brug"]
    return enrol_pupil(case.pk, known_need=False, actor=actor, **{"group_id": world.group.pk, **how})


def waits(world, case, day):
    with clock.at(day):
        put_on_waiting_list(case.pk, group_id=world.group.pk, actor=world.people["directeur_brug"])


def test_a_group_takes_no_more_than_the_sop_says(world):
    enrol(world, coming(world))
    with pytest.raises(Invalid, match="Deze groep is vol"):
        enrol(world, coming(world))


def test_nor_where_the_child_has_its_group_already(world):
    """Placed there at its aanmelding: the same bound, though nobody chooses a group now."""
    enrol(world, coming(world))
    with pytest.raises(Invalid, match="Deze groep is vol"):
        enrol(world, coming(world, group=world.group), group_id=None)


def test_who_waits_longest_is_first(world):
    first, second, other = coming(world), coming(world), coming(world)
    waits(world, first, TODAY - timedelta(days=9))
    waits(world, second, TODAY - timedelta(days=2))
    for case in (second, other):
        with pytest.raises(Invalid, match="langer op een plek"):
            enrol(world, case)
    enrol(world, first)
    assert Pupil.objects.get(pk=first.pupil_id).group == world.group


def test_who_left_the_list_is_no_longer_before_anybody(world):
    first = coming(world)
    waits(world, first, TODAY - timedelta(days=9))
    take_exit(first.pk, "close-not_enrolled", reason="verhuisd", actor=world.people["directeur_brug"])
    case = coming(world)
    enrol(world, case)
    assert Pupil.objects.get(pk=case.pupil_id).group == world.group
