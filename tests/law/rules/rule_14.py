"""Gezag that is recorded reads what is final; gezag that is absent, restricted or not recorded reads nothing."""

from caseflow.route.models import Arrangement, Case
from opp.models import Opp
from pupils.models import Pupil
from tests.law.school import Story
from tests.world import make_guardian, make_person


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


def _read_by(person) -> list[int]:
    """How many children, cases, decided arrangements and OPPs somebody reads in the portal."""
    return [model.objects.for_guardian(person).count() for model in (Pupil, Case, Arrangement, Opp)]
