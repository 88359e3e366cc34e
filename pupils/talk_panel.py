"""On a pupil's page: what was said and agreed of her, talk by talk, and the way onto the next agenda."""

from caseflow import clock
from caseflow.sop.vocabulary import Part
from pupils.group_talk import said_of, talks_of_groups
from pupils.models import Person, Pupil, TalkPoint
from pupils.panels import Panel, on_pupil_page


@on_pupil_page
def of_talks(person: Person, pupil: Pupil) -> Panel | None:
    """For who talks her over alone; what lies further back than the last talk is folded away."""
    if not Pupil.objects.talked_over_by(person).filter(pk=pupil.pk).exists():
        return None
    points = said_of(pupil)
    coming = talks_of_groups([pupil.group_id] if pupil.group_id else []).first()
    if not points and coming is None:
        return None
    listed = TalkPoint.objects.standing().filter(occasion=coming, pupil=pupil).exists() if coming else False
    context = {"points": points[:1], "older": points[1:], "coming": coming, "listed": listed, "today": clock.today()}
    return Panel("pupils/talk_panel.html", context, parts=frozenset({Part.OBSERVATIONS} if points else ()))
