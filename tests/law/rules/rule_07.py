"""Guardians are invited whenever someone from outside is at the table; from twelve the pupil is too."""

from datetime import date

from caseflow.route.commands import talk
from caseflow.route.models import Item
from pupils.models import Pupil
from tests.law.school import START, Story, refused


def tell(story: Story) -> None:
    story.go("tafel")
    story.plan("buur")
    story.consent("given", "given")
    story.share()
    with refused(by=7):
        story.hold()
    story.invite()
    Pupil.objects.filter(pk=story.case.pupil_id).update(born_on=date(START.year - 12, START.month, START.day))
    with refused(by=7):
        story.hold()
    talk.invite_pupil(story.case.pk, actor=story.coach)
    story.hold()
    assert Item.objects.get(case=story.case).state == Item.HELD
