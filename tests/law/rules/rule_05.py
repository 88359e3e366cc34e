"""The pupil is heard, with what was done with it, at setting, at adjusting and at evaluating."""

import pytest

from pupils.errors import Invalid
from tests.law.school import Story, later, refused


def tell(story: Story) -> None:
    story.draw_up()
    with refused(by=5):
        story.set_perspective()
    with pytest.raises(Invalid):
        story.hear("setting", influence="")
    story.hear("setting")
    story.set_perspective()
    first = story.offer()
    story.agree(first, story.mother)
    story.agree(first, story.father)
    story.put_in_force()
    with later(weeks=26):
        with refused(by=5):
            story.evaluate()
        story.hear("evaluating")
        story.evaluate()
    with later(weeks=52):
        with refused(by=5):  # what was said at the one evaluation is no voice at the next
            story.evaluate()
        story.adjust()
        second = story.offer()
        story.agree(second, story.mother)
        story.agree(second, story.father)
        with refused(by=5):
            story.put_in_force()
        story.hear("adjusting")
        story.put_in_force()
