"""Gezag that is recorded reads what is final; gezag that is absent, restricted or not recorded reads nothing."""

from datetime import date

from django.urls import reverse

from caseflow import clock
from caseflow.route.models import Arrangement, Case
from opp.models import Opp
from pupils.models import Pupil
from tests.law.school import Story
from tests.route.papers import Writing
from tests.route.stories import sign_in
from tests.world import make_guardian, make_person

A_SCHOOL_WITH_DOCUMENTS = date(2026, 10, 5)


def tell(story: Story) -> None:
    story.propose()
    story.grant()
    story.propose()
    story.draw_up()
    without = {
        word: make_guardian(story.case.pupil, make_person(f"Gezag {word}"), gezag=word).person
        for word in ("no", "restricted", "unknown")
    }
    for parent in (story.mother, story.father):
        assert _read_by(parent) == [1, 1, 1, 0]
    story.hear("setting")
    story.set_perspective()
    for parent in (story.mother, story.father):
        assert _read_by(parent) == [1, 1, 1, 1]
    for stranger in without.values():
        assert _read_by(stranger) == [0, 0, 0, 0]
    version = story.offer()
    plan = reverse("opp:guardian_handelingsdeel", args=[version.pk])
    mine = reverse("opp:guardian_opp", args=[version.opp_id])
    assert "elke dag samen lezen" in _page(story.mother, plan)
    assert "vmbo" in _page(story.mother, mine)
    assert _page(without["unknown"], mine) == ""
    asked = _page(without["unknown"], plan)  # she may stop it
    assert 'value="objected"' in asked
    assert "elke dag samen lezen" not in asked
    assert _page(without["no"], plan) == _page(without["restricted"], plan) == ""
    with clock.at(A_SCHOOL_WITH_DOCUMENTS):
        _a_document()


def _a_document() -> None:
    writing = Writing.at("steunronde", "yes", "unknown", "no")
    page = reverse("route:guardian_paper", args=[writing.lay("hulpplan").pk])
    known, unknown, without = (_page(writing.parent(number), page) for number in range(3))
    assert "zo is het" in known
    assert 'value="objected"' in unknown
    assert "zo is het" not in unknown
    assert without == ""


def _page(person, url: str) -> str:
    """As it opens for her; "" where there is none."""
    answer = sign_in(person).get(url)
    return answer.content.decode() if answer.status_code == 200 else ""


def _read_by(person) -> list[int]:
    """How many children, cases, decided arrangements and OPPs somebody reads in the portal."""
    return [model.objects.for_guardian(person).count() for model in (Pupil, Case, Arrangement, Opp)]
