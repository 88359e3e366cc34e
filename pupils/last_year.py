"""Who taught a child in the last July: the hand-over of the new school year is between them and who teaches now."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from caseflow.sop.dates import school_year
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Person, RoleAssignment

JULY = timedelta(days=31)
AT_LEAST = timedelta(weeks=6)  # who stood in for some weeks taught no year


def july_of(on: date) -> date:
    """The first day of the last July that has begun."""
    return school_year(on + JULY).first - JULY


def taught_in_july(person: Person | OuterRef, on: date) -> Q:
    """Of a pupil: somebody taught the group that she was in then, and works at the school today, not from outside.

    Who moved since, in whatever steps, was in `came_from` (commands/handover.py keeps it so).
    """
    july = july_of(on)
    roles = RoleAssignment.objects.filter(person=person, school_id=OuterRef("school_id"))
    long = Q(ends_on=None) | Q(ends_on__gte=F("starts_on") + AT_LEAST)
    had = roles.not_over(july).filter(long, kind=RoleKind.TEACHER, starts_on__lt=july + JULY)
    moved = Q(in_group_since__gte=july)
    came, stayed = (Q(Exists(had.filter(groups=OuterRef(group)))) for group in ("came_from_id", "group_id"))
    then = (moved & came) | (~moved & stayed)
    return then & Q(Exists(roles.current(on).exclude(kind=RoleKind.OUTSIDER)))
