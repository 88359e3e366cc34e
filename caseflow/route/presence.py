"""Who was at the table: everybody who was asked to it, but for whom the chair wrote down as not there."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from caseflow.route.meetings import AS_PUPIL, PUPIL
from caseflow.route.models import Invitation, Item
from caseflow.route.models.coming import Coming, with_coming
from caseflow.sop.naming import once
from pupils.errors import Invalid
from pupils.staffing import names_here

THE_PUPIL = 0  # among the numbers of the invitations


@dataclass(frozen=True, slots=True)
class Presence:
    """Names, each with her roles at this table."""

    came: tuple[str, ...]
    missed: tuple[str, ...]


def asked_to(item: Item) -> dict[int, str]:
    """Everybody who was asked, by the number of her invitation; the pupil last."""
    places = list(item.invitations.select_related("person", "guardian").order_by("pk"))
    known_as = names_here(item.case.school, [place.person for place in places if not place.guardian_id])
    asked = {}
    for place in places:
        name, roles = known_as.get(place.person_id, place.person.name), [_(one) for one in place.seats.values()]
        asked[place.pk] = f"{name} ({once(roles)})"
    return asked | ({THE_PUPIL: f"{item.case.pupil.first_name} ({_(AS_PUPIL)})"} if item.pupil_invited_on else {})


def said_not_to_come(item: Item) -> list[int]:
    return [place.pk for place in with_coming(item.invitations.all()) if place.coming == Coming.Word.ABSENT]


def presence_of(item: Item) -> Presence:
    missed = set(item.invitations.filter(missed=True).values_list("pk", flat=True))
    missed |= {THE_PUPIL} if item.pupil_missed else set()
    asked = asked_to(item)
    came = tuple(name for number, name in asked.items() if number not in missed)
    return Presence(came, tuple(name for number, name in asked.items() if number in missed))


def mark_missed(item: Item, missed: Collection[int]) -> None:
    """Of a talk that is being held; `item` is saved by the caller."""
    if set(missed) - asked_to(item).keys():
        raise Invalid("missed", _("Kies uit de mensen in de lijst."))
    item.pupil_missed = THE_PUPIL in missed
    item.invitations.filter(pk__in=missed).update(missed=True)


def seats_empty(item: Item) -> set[str]:
    """The disciplines of which nobody was there."""
    places = list(Invitation.objects.filter(item=item))
    missed = {role for place in places if place.missed for role in place.seats}
    came = {role for place in places if not place.missed for role in place.seats}
    return (missed | ({PUPIL} if item.pupil_missed else set())) - came
