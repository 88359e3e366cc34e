"""What names one person in a case and is still to come: her place at a talk that was planned."""

from datetime import date

from caseflow.route.models import Invitation, Item
from pupils.leaving import passes_on
from pupils.models import Person, School


@passes_on
def places_at_table(person: Person, school: School, since: date, successor: Person | None) -> int:
    """A colleague takes her place; where that colleague sits at the table already, the place is free."""
    coming = Item.objects.pending().filter(case__school=school, planned_on__gte=since)
    places = Invitation.objects.filter(person=person, outsider=False, guardian=None, item__in=coming)
    number = places.count()
    if successor is not None:
        taken = Invitation.objects.filter(person=successor).values("item")
        places.filter(item__in=taken).delete()
        places.update(person=successor)
    return number
