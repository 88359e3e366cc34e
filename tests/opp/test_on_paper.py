"""The OPP on paper: whole with the record of agreement, in short for parents, and for the child."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from caseflow import clock
from caseflow.audit.models import ReadRow
from opp.models import Handelingsdeel
from tests.cast import make_guardian
from tests.opp.conftest import MEASURABLE, START, VAGUE, Story
from tests.route.stories import at_work, sign_in
from tests.world import make_guardian as parent_at_work

pytestmark = pytest.mark.django_db
KINDS = ("opp", "voor-ouders", "voor-het-kind")


def given(person: Any, name: str, version: Handelingsdeel, kind: str) -> Any:
    return sign_in(person).get(reverse(f"opp:{name}", args=[version.pk, kind]))


def pages(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.status_code
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages]


def words(answer: Any) -> str:
    return " ".join(pages(answer))


def test_the_school_has_the_whole_with_what_each_parent_answered(story: Story) -> None:
    story.draw_up(MEASURABLE, VAGUE)
    story.set_perspective()
    story.offer()
    story.answer(0, "agreed", "Fijn plan")
    told = words(given(story.ib_er, "on_paper", story.version, "opp"))
    assert "nog niet van kracht" in told
    story.answer(1, "agreed")
    story.put_in_force()
    told = words(given(story.ib_er, "on_paper", story.version, "opp"))
    for said in ("vmbo", "nieuwsgierig", "Samen besproken", "Drie keer per week lezen", "Leest vlot", "M3", "E4"):
        assert said in told, said
    assert "2: leest voor" in told
    assert "niet vastgelegd" in told  # a goal without a baseline says so
    assert "Ik wil lezen" in told
    for guardian in story.world.guardians:
        assert guardian.person.name in told
    assert "Fijn plan" in told
    assert "van kracht sinds" in told
    assert "Luitstraat 9" in told  # whose it is
    assert ReadRow.objects.filter(object=f"handelingsdeel-{story.version.pk}-opp", person_id=story.ib_er.pk).exists()


def test_a_parent_has_it_with_her_own_answer_alone(story: Story) -> None:
    story.run()
    own, other = story.world.guardians
    told = words(given(own.person, "guardian_paper", story.version, "opp"))
    assert own.person.name in told
    assert other.person.name not in told


def test_each_stands_where_it_is_looked_for(story: Story) -> None:
    story.run()
    version, opp = story.version, story.opp
    case = sign_in(story.ib_er).get(reverse("route:case", args=[story.case.pk])).content.decode()
    home = sign_in(story.world.guardians[0].person).get(reverse("opp:guardian_opp", args=[opp.pk])).content.decode()
    for kind in KINDS:
        assert reverse("opp:on_paper", args=[version.pk, kind]) in case
        assert reverse("opp:guardian_paper", args=[version.pk, kind]) in home


@pytest.mark.parametrize("kind", ["voor-ouders", "voor-het-kind"])
@pytest.mark.parametrize("long", [1, 60])
def test_the_short_ones_are_one_page(story: Story, kind: str, long: int) -> None:
    story.run(support="Drie keer per week lezen. " * long)
    made = pages(given(story.ib_er, "on_paper", story.version, kind))
    assert len(made) == 1
    assert "Drie keer per week lezen." in made[0]


def test_in_short_parents_read_when_it_is_looked_at_again(story: Story) -> None:
    story.run()
    told = words(given(story.world.guardians[0].person, "guardian_paper", story.version, "voor-ouders"))
    assert "Wanneer kijken we samen hoe het gaat? Uiterlijk" in told
    assert "Straks: E4" in told


def test_the_child_reads_what_it_said_and_what_came_of_it(story: Story) -> None:
    story.run()
    told = words(given(story.ib_er, "on_paper", story.version, "voor-het-kind"))
    assert "Dit zei je zelf Ik wil lezen" in told
    assert "Dit doen wij daarmee Meer leestijd" in told


def test_a_parent_of_it_who_works_here_prints_no_word_of_the_child(story: Story) -> None:
    story.run()
    parent_at_work(story.world.pupil, story.ib_er, "yes")
    for kind in KINDS:
        answer = at_work(story.ib_er).get(reverse("opp:on_paper", args=[story.version.pk, kind]))
        assert "Ik wil lezen" not in words(answer), kind


def test_another_day_makes_the_same_bytes(story: Story) -> None:
    story.run()
    made = given(story.ib_er, "on_paper", story.version, "opp").content
    with clock.at(START + timedelta(days=30)):
        assert given(story.ib_er, "on_paper", story.version, "opp").content == made


def test_a_draft_and_what_was_not_talked_over_is_on_no_parents_paper(story: Story) -> None:
    story.draw_up()
    own = story.world.guardians[0].person
    assert given(own, "guardian_paper", story.version, "opp").status_code == 404
    assert given(story.ib_er, "on_paper", story.version, "opp").status_code == 404
    story.hear("setting")
    story.offer()
    assert given(own, "guardian_paper", story.version, "opp").status_code == 404
    stranger = make_guardian(story.world.pupil, "no").person
    assert given(stranger, "guardian_paper", story.version, "opp").status_code == 404
    assert given(story.ib_er, "on_paper", story.version, "iets-anders").status_code == 404
