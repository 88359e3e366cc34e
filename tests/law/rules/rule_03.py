"""A SOP cannot be slower than six weeks, and the first grant of extra support starts the clock."""

from datetime import timedelta

import pytest

from caseflow.route.models import Deadline
from caseflow.sop.loading import SopErrors, load_sop
from tests.law.school import START, TEXT, Story, later


def tell(story: Story) -> None:
    with pytest.raises(SopErrors, match=r"7 weken is ruimer .* \(regel 3: .*WPO art. 40a\)"):
        load_sop(TEXT.replace("within: 6 weeks", "within: 7 weeks"))
    story.propose()
    story.grant()
    six_weeks = Deadline.objects.running().get(case=story.case, rule="opp_within")
    assert six_weeks.due_on == START + timedelta(weeks=6)
    story.draw_up()
    story.hear("setting")
    with later(weeks=3):
        story.set_perspective()
    six_weeks.refresh_from_db()
    assert six_weeks.met_on == START + timedelta(weeks=3)
