"""A version comes into force when all guardians with gezag agreed with that version; so does every later one."""

from tests.cast import set_gezag
from tests.law.school import Story, refused
from tests.world import make_guardian, make_person


def tell(story: Story) -> None:
    story.draw_up()
    story.hear("setting")
    story.set_perspective()
    first = story.offer()
    story.agree(first, story.mother)
    with refused(by=1):
        story.put_in_force()
    story.agree(first, story.father)
    stranger = make_guardian(story.case.pupil, make_person("Nog niet bekend"), gezag="unknown")
    with refused(by=1):
        story.put_in_force()
    set_gezag(stranger, "no")
    story.put_in_force()
    story.adjust()
    story.hear("adjusting")
    second = story.offer()
    story.agree(second, story.father)
    with refused(by=1):
        story.put_in_force()
    first.refresh_from_db()
    assert first.superseded_on is None
