"""The first extra support opens six weeks; after them, none without an OPP in force. Basis never needs one."""

from caseflow.route.models import Arrangement
from tests.law.school import Story, later, refused


def tell(story: Story) -> None:
    story.propose()
    story.grant()
    with later(weeks=6):
        story.propose()
        story.grant()
    with later(weeks=7):
        story.propose("steun")
        story.grant()
        story.propose()
        with refused(by=8):
            story.grant()
        assert Arrangement.objects.get(state=Arrangement.PROPOSED).extra
        story.opp_in_force()
        story.grant()
