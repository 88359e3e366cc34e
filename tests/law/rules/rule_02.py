"""One objection stops what needs agreement or consent, whatever the other signed; it stops nothing else."""

from caseflow.route.models import Case, Item
from pupils.models import Grant
from tests.law.school import Story, refused
from tests.law.telling import off_the_table


def tell(story: Story) -> None:
    story.go("tafel")
    story.plan("buur")
    story.consent("given", "given")
    off_the_table(story)
    story.plan("ver")
    story.consent("given", "refused")  # a later "no" to the same purpose, asked about somebody else
    assert not Item.objects.pending().exists()  # nor does the talk go on that was planned for it
    story.plan("buur")
    with refused(by=2):
        story.share()
    assert not Grant.objects.exists()
    story.go("begin")
    story.draw_up()
    story.hear("setting")
    story.set_perspective()
    version = story.offer()
    story.agree(version, story.mother)
    story.agree(version, story.father, "objected")
    with refused(by=2):
        story.put_in_force()
    story.go("grens")  # what the school may do without them goes on
    assert Case.objects.get(pk=story.case.pk).state == "handelingsverlegen"
