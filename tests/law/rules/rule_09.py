"""A TLV is asked on evidence or on the director's recorded ground; advice is no such request."""

from caseflow.route.models import Case
from tests.law.school import Story, later, refused


def tell(story: Story) -> None:
    story.ready("tlv")
    with refused(by=9):
        story.go("bij_het_loket")
    story.opp_in_force()
    story.hgw_cycle()
    with later(weeks=10):
        story.hear("evaluating")
        story.evaluate()
        with refused(by=9):  # evaluated before the half year was over
            story.go("bij_het_loket")
    with later(days=181):  # 1 March: six calendar months
        story.hear("evaluating")
        story.evaluate()
        story.go("bij_het_loket")
    assert Case.objects.get(pk=story.case.pk).state == "referred"
