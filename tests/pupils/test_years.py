"""What a group is said to be: the phase of a school that works in phases, its jaargroepen elsewhere."""

from datetime import date

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Group, Pupil
from pupils.years import years_of
from tests.keys.pages import words_of
from tests.route.stories import case_at, sign_in
from tests.world import SCHOOLS, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with clock.at(date(2026, 3, 9)):
        yield


@pytest.fixture
def anker():
    world = make_world(SCHOOLS / "het-anker.yaml")
    Group.objects.filter(pk=world.group.pk).update(name="De Kade")
    Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=date(2025, 8, 25))
    return world


@pytest.mark.parametrize(
    ("years", "name", "said"),
    [
        ("5", "De Kade", "Fase Steiger"),
        ("3-4", "De Kade", "Fase Kade, Fase Steiger"),
        ("5", "Fase Steiger B", ""),
        ("", "De Kade", ""),
    ],
)
def test_a_group_is_in_a_phase_where_the_school_has_those(anker, years, name, said):
    assert years_of(Group(name=name, years=years), anker.sop) == said


@pytest.mark.parametrize(("name", "said"), [("De Kade", "groep 5"), ("Groep 5", "")])
def test_elsewhere_it_has_its_years(anker, name, said):
    bare = anker.sop.model_copy(update={"phases": {}})
    assert years_of(Group(name=name, years="5"), bare) == years_of(Group(name=name, years="5"), None) == said


def test_the_pages_of_staff_name_the_phase(anker):
    teacher = sign_in(anker.of_kind(RoleKind.TEACHER))
    urls = (reverse("pupils:groups"), reverse("pupils:pupil", args=[anker.pupil.pk]), reverse("route:start"))
    for page in (words_of(teacher.get(url).content.decode()) for url in urls):
        assert "Fase Steiger" in page
        assert "groep 5" not in page


def test_the_page_of_a_case_names_the_phase(anker):
    url = reverse("route:case", args=[case_at(anker, "in_de_unit").pk])
    teacher = anker.of_kind(RoleKind.TEACHER)
    assert "De Kade · Fase Steiger · Het Anker" in words_of(sign_in(teacher).get(url).content.decode())
    Group.objects.filter(pk=anker.group.pk).update(name="Fase Steiger B")
    assert "Fase Steiger B · Het Anker" in words_of(sign_in(teacher).get(url).content.decode())
