"""What was said with parents and child about the plan is not read at work by a colleague who is a parent herself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from caseflow import clock
from opp.commands.agreement import record_silence
from opp.commands.evaluation import ScoreInput, evaluate_opp, talk_over_evaluation
from opp.commands.flag import talk_over_flag
from opp.commands.perspective import consult_guardians, set_perspective
from opp.models import PupilVoice
from opp.queries import version_to_evaluate
from pupils.commands.contact import record_contact_attempt
from pupils.models import Person
from pupils.waiting import waiting_for
from tests.opp.conftest import START, Story, flagged
from tests.route.stories import at_work
from tests.world import RoleKind, make_guardian

pytestmark = pytest.mark.django_db
HERS = "papa slaat mij en mama weet het"
HALF = START + timedelta(days=183)


def consulted(story: Story) -> None:
    story.draw_up()
    story.hear("setting", words=HERS, influence=HERS)
    consult_guardians(story.case.pk, on=clock.today(), text=HERS, actor=story.ib_er)
    set_perspective(story.case.pk, actor=story.ib_er)


def silent(story: Story) -> None:
    consulted(story)
    story.offer()
    with clock.at(START + timedelta(days=10)):
        for guardian in story.world.guardians:
            for days in (2, 9):
                on = START + timedelta(days=days)
                record_contact_attempt(guardian.pk, on=on, how="phone", actor=story.ib_er)
        record_silence(story.case.pk, reasons=HERS, actor=story.director)


def talked_over(story: Story) -> None:
    story.run()
    with clock.at(HALF):
        story.hear("evaluating", words=HERS)
        goals = version_to_evaluate(story.opp).goals.all()
        evaluate_opp(
            story.case.pk, scores={goal.pk: ScoreInput(-2) for goal in goals}, support_held=90,
            conclusion="We gaan door", guardians_present=False, actor=story.ib_er,
        )  # fmt: skip
        talk_over_evaluation(story.case.pk, how=HERS, actor=story.ib_er)
        assert flagged(HALF) == 1
        talk_over_flag(story.case.pk, how=HERS, actor=story.ib_er)


def page(story: Story, person: Person) -> str:
    return at_work(person).get(reverse("route:case", args=[story.case.pk])).content.decode()


@pytest.mark.parametrize(
    ("told", "told_of"),
    [
        (consulted, "Overleg met de ouders over het perspectief"),
        (silent, "Ouders antwoordden niet"),
        (talked_over, "Signaal met de ouders besproken"),
    ],
)
def test_she_reads_that_they_were_heard_and_not_what_was_said(
    story: Story, told: Callable[[Story], None], told_of: str
) -> None:
    told(story)
    teacher = story.world.of_kind(RoleKind.TEACHER)
    with clock.at(HALF):
        assert HERS in page(story, teacher)
        make_guardian(story.world.pupil, teacher)
        shown = page(story, teacher)
        assert HERS not in shown
        assert told_of in shown
        assert "De leerling is gehoord" in shown


def test_nor_is_she_asked_to_tell_her_own_child_at_work(story: Story) -> None:
    consulted(story)
    [voice] = PupilVoice.objects.all()
    url = reverse("opp:feedback", args=[voice.pk])
    assert url in page(story, story.ib_er)
    assert url in {one.url for one in waiting_for(story.ib_er)}
    make_guardian(story.world.pupil, story.ib_er)
    assert url not in page(story, story.ib_er)
    assert url not in {one.url for one in waiting_for(story.ib_er)}
    assert at_work(story.ib_er).get(url).status_code == 404
