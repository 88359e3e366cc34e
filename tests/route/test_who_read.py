"""A guardian sees which role looked on which day: no names, not her own looks, not another guardian's."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.audit.reads import record_read
from caseflow.route.views.guardian_reads import PER_PAGE
from caseflow.route.who_read import looks_at, looks_of
from caseflow.sop.vocabulary import Part, RoleKind
from pupils.commands.observation import log_observation
from tests.route.stories import asked, case_at, crescendo, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def url_of(world: World) -> str:
    return reverse("route:guardian_reads", args=[world.pupil.pk])


def page_of(world: World, query: str = "") -> str:
    answer = sign_in(world.guardians[0].person).get(url_of(world) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def look(world: World, role: str, part: str = Part.PUPIL, days: int = 0, person: int = 0) -> None:
    with clock.at(TODAY - timedelta(days=days)):
        record_read(person_id=person or 999, role=role, school_id=world.school.pk, pupil_id=world.pupil.pk, part=part)


def test_it_says_role_day_and_part_and_no_name(world: World) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    sign_in(ib_er).get(reverse("route:case", args=[case.pk]))
    page = page_of(world)
    role = next(key for key, one in world.people.items() if one == ib_er)
    assert world.sop.roles[role].name in page
    assert "de stappen in de ondersteuning" in page
    assert "9 mrt 2026" in page
    assert ib_er.name not in page
    assert (
        url_of(world)
        in sign_in(world.guardians[0].person)
        .get(reverse("route:guardian_child", args=[world.pupil.pk]))
        .content.decode()
    )


def test_own_looks_and_those_of_another_guardian_are_left_out(world: World) -> None:
    for guardian in world.guardians:
        sign_in(guardian.person).get(reverse("route:guardian_child", args=[world.pupil.pk]))
    assert ReadRow.objects.filter(role="guardian").count() == 2
    assert "Nog niemand keek in het dossier" in page_of(world)


def test_who_came_from_outside_or_holds_a_role_of_the_past_is_told_without_its_key(world: World) -> None:
    look(world, "outsider")
    look(world, "no_such_role", "no_such_part", days=1)
    page = page_of(world)
    assert "iemand van buiten de school" in page
    assert "iemand van de school" in page
    assert "iets uit het dossier" in page
    assert "no_such" not in page


def test_the_same_role_on_the_same_day_is_one_line(world: World) -> None:
    for person in (1, 2, 3):
        look(world, "ib_er", person=person)
    assert page_of(world).count("naam, groep en geboortedatum") == 1


def test_what_was_opened_on_a_day_stands_as_one_entry_with_its_parts(world: World) -> None:
    for part in (Part.HGW, Part.PUPIL, Part.HGW):
        look(world, "ib_er", part)
    look(world, "ib_er", Part.OPP, days=1)
    look(world, "director", Part.HGW)
    page = page_of(world)
    assert page.count("<tr><td") == 3
    assert page.count("wat in de klas is geprobeerd") == 2
    assert page.index("naam, groep en geboortedatum") < page.rindex("wat in de klas is geprobeerd")


def test_roles_of_the_past_are_called_the_same_and_stand_once(world: World) -> None:
    for role, part in (("once_a_role", Part.PUPIL), ("another_role", Part.HGW)):
        look(world, role, part)
    page = page_of(world)
    assert page.count("iemand van de school</bdi>") == 1
    assert page.count("<tr><td") == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_it_costs_the_same_however_much_was_read(world: World, django_assert_num_queries: Any, rows: int) -> None:
    for days in range(rows):
        for part in (Part.PUPIL, Part.HGW):
            look(world, "ib_er", part, days=days)
    person = world.guardians[0].person
    with django_assert_num_queries(2):
        entries = list(looks_at(world.pupil, person))
        assert [one.parts for one in looks_of(world.pupil, person, entries, world.sop)] == [
            ("naam, groep en geboortedatum", "wat in de klas is geprobeerd en wat het opleverde")
        ] * rows


# --- What the whole page of a child shows ----------------------------------------------------------------------------


def opened_by(person: Any) -> set[str]:
    return set(ReadRow.objects.filter(person_id=person.pk).values_list("part", flat=True))


def test_a_whole_page_names_the_parts_that_it_shows_and_no_others(world: World) -> None:
    ib_er, url = world.of_kind(RoleKind.IB_ER), reverse("pupils:pupil", args=[world.pupil.pk])
    sign_in(ib_er).get(url)
    assert opened_by(ib_er) == {Part.PUPIL, Part.GUARDIANS}
    case_at(world, "zorgteam")
    log_observation(world.pupil.pk, TODAY, "taal", "raadt woorden", actor=world.of_kind(RoleKind.TEACHER))
    sign_in(ib_er).get(url)
    assert opened_by(ib_er) == {Part.PUPIL, Part.GUARDIANS, Part.ROUTE, Part.OBSERVATIONS}
    page = page_of(world)
    assert page.count("<tr><td") == 1
    for said in ("observaties", "de stappen in de ondersteuning", "wie de ouders of verzorgers zijn"):
        assert said in page
    assert "het OPP met de doelen" not in page


def test_so_does_the_page_of_a_case(world: World) -> None:
    case, _item, _consent = asked(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    sign_in(ib_er).get(reverse("route:case", args=[case.pk]))
    assert opened_by(ib_er) == {Part.PUPIL, Part.GUARDIANS, Part.ROUTE, Part.QUESTION}


def test_newest_first_and_a_page_at_a_time(world: World) -> None:
    for days in range(PER_PAGE + 5):
        look(world, "ib_er", days=days)
    assert page_of(world).count("naam, groep en geboortedatum") == PER_PAGE
    assert page_of(world, "?page=2").count("naam, groep en geboortedatum") == 5
    assert page_of(world).index("9 mrt 2026") < page_of(world).index("8 mrt 2026")


def test_nothing_of_another_child(world: World) -> None:
    other = world.new_pupil()
    record_read(person_id=9, role="ib_er", school_id=world.school.pk, pupil_id=other.pk, part=Part.PUPIL)
    assert "Nog niemand keek" in page_of(world)


def test_who_reads_at_the_desk_is_not_somebody_of_the_school(world: World) -> None:
    look(world, "swv", Part.REFERRAL)
    assert "iemand van het samenwerkingsverband" in page_of(world)
