"""What names one person in a case and is still to come: her place at a talk that was planned."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.kinds import Kind
from caseflow.route.commands.agenda import tell_invited, tell_left
from caseflow.route.hands import range_of
from caseflow.route.in_place import in_place
from caseflow.route.models import Invitation, Item, Task
from pupils.leaving import passes_on, vacates
from pupils.models import Person, RoleAssignment, School
from pupils.policy import roles_at
from pupils.sop import sop_for


@passes_on
def places_at_table(person: Person, school: School, since: date, successor: Person | None) -> int:
    """A colleague takes her place; where that colleague sits at the table already, the place is free."""
    coming = Item.objects.pending().filter(case__school=school, planned_on__gte=since)
    places = Invitation.objects.filter(person=person, outsider=False, guardian=None, item__in=coming)
    number = places.count()
    if successor is not None:
        tell_left(places.select_related("item__case"))
        taken = Invitation.objects.filter(person=successor).values("item")
        places.filter(item__in=taken).delete()
        passed = list(places.values_list("item", flat=True))
        places.update(person=successor, also={})
        items = Item.objects.filter(pk__in=passed).select_related("case")
        tell_invited(items, Kind.MEETING_PLANNED, people=[successor.pk])
    return number


@vacates
def places_of_a_role(ended: Collection[RoleAssignment], actor: Person | None) -> int:
    """A place that somebody had by a role goes to who holds it on that day for that child.

    Where all who do sit at the table already it is free; where nobody does, who leads the step has a task.
    """
    given = {(held.person_id, held.role) for held in ended}
    _come_in_one_role_less(given)
    places = [one for one in _without_role(ended) if (one.person_id, one.role) in given]
    if not places:
        return 0
    tell_left(places)
    moved, taken, empty = [], set(), []
    for one in places:
        before = one.person_id
        if one.next_person and (one.item_id, one.next_person) not in taken:
            taken.add((one.item_id, one.next_person))
            one.person_id, one.also = one.next_person, {}
            moved.append((one, before))
        elif not one.held:
            empty.append((one, before))
    left = [one.pk for one in places if one not in {place for place, _before in moved}]
    Invitation.objects.filter(pk__in=left).delete()
    Invitation.objects.bulk_update([place for place, _before in moved], ["person", "also"])
    new = [place for place, _before in moved]
    items = Item.objects.filter(pk__in=[place.item_id for place in new]).select_related("case")
    tell_invited(items, Kind.MEETING_PLANNED, people=[place.person_id for place in new])
    _tell(moved, empty, ended, actor)
    return len(places)


def _come_in_one_role_less(given: Collection[tuple[int, str]]) -> None:
    """Who keeps her place by another role is not named any more in the one that she lost."""
    coming = Item.objects.pending().filter(planned_on__gte=clock.today())
    people = {person for person, _role in given}
    places = list(Invitation.objects.filter(person__in=people, item__in=coming).exclude(also={}))
    for place in places:
        place.also = {role: name for role, name in place.also.items() if (place.person_id, role) not in given}
    Invitation.objects.bulk_update(places, ["also"])


def _without_role(ended: Collection[RoleAssignment]) -> QuerySet[Any]:
    """Places to come of these people at their school by a role that they do not hold on that day, with who does."""
    schools, people = {held.school_id for held in ended}, {held.person_id for held in ended}
    coming = Item.objects.pending().filter(case__school__in=schools, planned_on__gte=clock.today())
    places = Invitation.objects.filter(outsider=False, guardian=None, item__in=coming, person__in=people)
    holders = RoleAssignment.objects.current(OuterRef("item__planned_on")).filter(
        Q(groups=None) | Q(groups=OuterRef("item__case__pupil__group")),
        school=OuterRef("item__case__school"), role=OuterRef("role"), person__is_active=True,
    )  # fmt: skip
    seated = Invitation.objects.filter(item=OuterRef(OuterRef("item")), person=OuterRef("person"))
    after = holders.filter(~Exists(seated)).order_by("pk").values("person")[:1]
    rows = places.filter(~Exists(holders.filter(person=OuterRef("person"))))
    rows = rows.annotate(next_person=Subquery(after), held=Exists(holders))
    return rows.select_related("item__case__school", "item__case__pupil__group").order_by("pk")


def _tell(moved: list[Any], empty: list[Any], ended: Collection[RoleAssignment], actor: Person | None) -> None:
    """On each case what became of the place; of one that nobody has any more, a task too."""
    on, school = clock.today(), next(iter(ended)).school
    version, sop = sop_for(school, on)
    role = ", ".join(sorted(roles_at(actor, school, on))) if actor else ""
    told = [("pass_place", *one) for one in moved] + [("free_place", *one) for one in empty]
    events = CaseEvent.objects.append_many(
        [
            in_place(
                place.item.case, kind, on,
                {"item": place.item_id, "role": place.role, "person": before, "to": place.next_person},
                actor=actor, role=role, sop_version_id=version.pk,
            )
            for kind, place, before in told
        ]
    )  # fmt: skip
    Task.objects.bulk_create(
        Task(
            case=place.item.case, kind="place_free", because=event.pk, on=on,
            owner_role=sop.owner_of(place.item.case.step, *range_of(place.item.case.pupil)),
        )
        for event, (kind, place, _before) in zip(events, told, strict=True)
        if kind == "free_place"
    )  # fmt: skip
