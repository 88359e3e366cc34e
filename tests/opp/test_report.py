"""The report of an evaluation as PDF: of each goal what was found and why, and what was talked over."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from opp.models import Evaluation
from tests.opp.conftest import MEASURABLE, VAGUE, Story
from tests.route.stories import at_work, sign_in
from tests.world import make_guardian

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(story: Story) -> Evaluation:
    """One goal is measured, of the other nothing is recorded to measure it by."""
    story.run(MEASURABLE, VAGUE)
    return story.evaluate(1, None)


def words(person: Any, name: str, evaluation: Evaluation, as_: Callable[[Any], Client] = sign_in) -> str:
    answer = as_(person).get(reverse(f"opp:{name}", args=[evaluation.pk]))
    assert answer.status_code == 200, answer.status_code
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())


def test_it_says_of_each_goal_what_was_found_and_why(story: Story, held: Evaluation) -> None:
    told = words(story.ib_er, "report", held)
    assert "leest vlot" in told
    assert "+1" in told
    assert "(een stap vooruit)" in told
    assert "niet te meten (geen beginsituatie vastgelegd)" in told
    assert "90% van wat was afgesproken" in told
    assert "We gaan door" in told
    assert "waren erbij" in told


def test_the_child_and_its_parents_words_are_for_who_hears_them(story: Story, held: Evaluation) -> None:
    assert "Ik wil lezen" in words(story.ib_er, "report", held)
    make_guardian(story.world.pupil, story.ib_er, "yes")
    told = words(story.ib_er, "report", held, as_=at_work)
    assert "We gaan door" in told
    assert "Ik wil lezen" not in told


def test_a_parent_keeps_it_in_her_own_language(story: Story, held: Evaluation) -> None:
    parent = story.world.guardians[0].person
    page = sign_in(parent).get(reverse("opp:guardian_evaluation", args=[held.pk])).content.decode()
    assert reverse("opp:guardian_report", args=[held.pk]) in page
    assert "een stap vooruit" in words(parent, "guardian_report", held)
    parent.language = "en"
    parent.save()
    assert "a step forward" in words(parent, "guardian_report", held)


def test_it_stands_with_the_evaluation_for_who_steers(story: Story, held: Evaluation) -> None:
    page = sign_in(story.ib_er).get(reverse("route:case", args=[story.case.pk])).content.decode()
    assert reverse("opp:report", args=[held.pk]) in page
