"""Who sees what of an OPP: default nothing."""

import pytest
from django.http import Http404

from caseflow.sop.vocabulary import RoleKind
from opp.models import Evaluation, Goal, GoalScore, Handelingsdeel, Opp, PupilVoice
from opp.queries import handelingsdeel_for
from tests.opp.conftest import START
from tests.world import make_guardian, make_person

MODELS = (Opp, Handelingsdeel, Goal, Evaluation, GoalScore, PupilVoice)


@pytest.fixture
def people(story):
    world = story.world
    other = world.new_pupil()
    return {
        "ib_er": story.ib_er,
        "director": story.director,
        "teacher": world.of_kind(RoleKind.TEACHER),
        "outsider": world.of_kind(RoleKind.OUTSIDER),
        "desk": world.desk,
        "guardian": world.guardians[0].person,
        "unknown": make_guardian(world.pupil, make_person("Misschien ouder"), "unknown").person,
        "without": make_guardian(world.pupil, make_person("Stiefouder"), "no").person,
        "other": make_guardian(other, make_person("Andere ouder")).person,
        "nobody": make_person("Niemand"),
    }


def seeing(method, rows, people):
    return {name for name, person in people.items() if getattr(rows.objects, method)(person).exists()}


@pytest.mark.parametrize("model", MODELS)
def test_staff_see_what_runs_and_nobody_else_does(story, people, model):
    story.draw_up()
    story.set_perspective()
    story.offer()
    story.answer(0, "objected")
    story.evaluate(-2)
    assert seeing("visible_to", model, people) == {"ib_er", "director", "teacher"}
    assert seeing("for_guardian", model, people) == {"guardian"}


def test_a_draft_is_not_read_by_guardians(story, people):
    story.draw_up()
    story.hear("setting")
    for model in (Opp, Handelingsdeel, Goal, PupilVoice):
        assert seeing("for_guardian", model, people) == set()
    assert seeing("asked_of", Handelingsdeel, people) == set()


def test_what_is_offered_is_asked_of_each_who_may_block(story, people):
    story.draw_up()
    version = story.offer()
    assert seeing("for_guardian", Handelingsdeel, people) == {"guardian"}
    assert seeing("asked_of", Handelingsdeel, people) == {"guardian", "unknown"}
    with pytest.raises(Http404):
        handelingsdeel_for(people["unknown"], version.pk)


def test_absent_and_forbidden_look_the_same(story, people):
    story.draw_up()
    version = story.version
    assert handelingsdeel_for(story.ib_er, version.pk).drawn_up_on == START
    for person, pk in ((people["nobody"], version.pk), (story.ib_er, version.pk + 99)):
        with pytest.raises(Http404):
            handelingsdeel_for(person, pk)
