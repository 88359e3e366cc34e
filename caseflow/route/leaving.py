"""What names one person in a case and is still to come: her place at a talk that was planned."""

from datetime import date

from caseflow.notices.kinds import Kind
from caseflow.route.commands.agenda import tell_invited
from caseflow.route.models import Invitation, Item
from caseflow.route.models.talk import AS_GUARDIAN
from pupils.leaving import lets_go, passes_on
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
        passed = list(places.values_list("item", flat=True))
        places.update(person=successor)
        items = Item.objects.filter(pk__in=passed).select_related("case")
        tell_invited(items, Kind.MEETING_PLANNED, people=[successor.pk])
    return number


@lets_go
def places_from_outside(person: Person, school: School) -> list[int]:
    """The talks at which she had a place; who is a parent of the child keeps hers as that."""
    coming = Item.objects.pending().filter(case__school=school)
    places = Invitation.objects.filter(person=person, outsider=True, item__in=coming)
    talks = list(places.order_by("item").values_list("item", flat=True))
    places.filter(guardian=None).delete()
    places.update(outsider=False, role="guardian", role_name=AS_GUARDIAN)
    return talks
