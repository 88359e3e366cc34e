"""Nothing is shared, held, asked or ordered before every person from outside is named by a live consent."""

from caseflow import clock
from pupils.models import Grant
from tests.law.school import Story, later, refused
from tests.law.telling import off_the_table


def tell(story: Story) -> None:
    story.go("tafel")
    for kind in ("hold_meeting", "ask_information", "order_examination"):
        story.plan("buur", kind=kind)
        for act in (story.share, story.hold):
            with refused(by=6):
                act()
        off_the_table(story)
    story.plan("buur", "ver")
    story.consent("given")
    with refused(by=6):  # one of two
        story.share()
    off_the_table(story)
    story.plan("buur")
    story.consent("given", "given")
    off_the_table(story)
    story.plan("buur", "ver")
    with refused(by=6):  # consent for one is none for the other
        story.share()
    assert not Grant.objects.exists()
    off_the_table(story)
    story.plan("buur")
    with later(days=366), refused(by=6):  # expired
        story.share()
    story.share()
    assert Grant.objects.live(clock.today()).count() == 1
