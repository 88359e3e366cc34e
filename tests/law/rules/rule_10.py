"""All guardians with gezag saw the whole referral and could add their view before it left; and only it leaves."""

from caseflow.route.commands import referral_word
from caseflow.route.models import Case
from pupils.models import Pupil
from tests.cast import set_gezag
from tests.law.school import Story, refused
from tests.world import make_guardian, make_person


def tell(story: Story) -> None:
    story.go("grens")
    running = story.prepare("advice")
    with refused(by=10):
        story.go("bij_het_loket")
    story.show()
    referral_word.add_view(running.pk, view="wij zijn het er niet mee eens", actor=story.mother)
    with refused(by=10):
        story.go("bij_het_loket")
    referral_word.add_view(running.pk, view="", actor=story.father)
    stranger = make_guardian(story.case.pupil, make_person("Nog niet bekend"), gezag="unknown")
    with refused(by=10):
        story.go("bij_het_loket")
    set_gezag(stranger, "no")
    story.go("bij_het_loket")
    copy = story.at_desk()
    assert [view["view"] for view in copy.content["views"]] == ["wij zijn het er niet mee eens", ""]
    assert not Case.objects.visible_to(story.world.desk).exists()
    assert not Pupil.objects.visible_to(story.world.desk).exists()
    assert not {field for field in copy._meta.get_fields() if field.related_model in (Pupil, Case)}
