"""Whom a step's table asks to a talk, and what the guardians are asked about because of them."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from caseflow.route.acting import Deed
from caseflow.route.hands import near
from caseflow.route.models import Invitation, Item
from caseflow.sop.consents import purposes_for
from caseflow.sop.dates import school_year
from caseflow.sop.schema import Seat
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import RoleAssignment


def purpose_of(deed: Deed, kind: str, invited: list[Invitation]) -> str:
    """What the guardians are asked about: the step's own purpose, else that of the partners who are invited."""
    outside = [one.role for one in invited if one.outsider]
    purposes = purposes_for(deed.sop, deed.case.step, kind, outside)
    if len(purposes) > 1:
        names = ", ".join(deed.sop.purposes[purpose].name for purpose in purposes)
        apart = _("Voor deze mensen vraag je elk een andere toestemming: %(names)s. Plan voor elk een eigen gesprek.")
        raise Invalid("invite", apart % {"names": names})
    return purposes[0] if purposes else ""


def invitations_for(deed: Deed, kind: str, on: date, chosen: set[int] | None) -> list[Invitation]:
    """Invitations for the step's seats: who holds the role today and, for roles of a group, that group.

    Who is required is at every talk of the table, and hears of a question to someone outside only if it is hers;
    who comes so many times a year not once more than that. Who holds two of them is invited once, in both.
    """
    seats = {seat.role: seat for seat in deed.step.takes_part if not _had_its_turns(deed, on, seat)}
    holders = (
        RoleAssignment.objects.current()
        .filter(near(deed.case.pupil), school=deed.case.school_id, role__in=seats)
        .order_by("pk")
    )
    invitations: dict[int, Invitation] = {}
    for holder in holders:
        if _is_asked(seats[holder.role], kind, holder.person_id, chosen):
            before = invitations.get(holder.person_id)
            invitations[holder.person_id] = _invitation(deed, holder, seats[holder.role], before)
    return list(invitations.values())


def _invitation(deed: Deed, holder: RoleAssignment, seat: Seat, before: Invitation | None) -> Invitation:
    """One place, in this role and in those that she was found in before."""
    seats = before.seats if before else {}
    return Invitation(
        person_id=holder.person_id,
        role=holder.role,
        role_name=deed.sop.called(holder.role)[:200],
        also={role: name for role, name in seats.items() if role != holder.role},
        outsider=holder.kind == RoleKind.OUTSIDER,
        required=seat.presence == "required" or (before is not None and before.required),
        invited_on=deed.on,
    )


def _is_asked(seat: Seat, kind: str, person_id: int, chosen: set[int] | None) -> bool:
    if chosen is None:
        return seat.presence in ("required", "preferred")
    return person_id in chosen or (seat.presence == "required" and kind == "hold_meeting")


def _had_its_turns(deed: Deed, on: date, seat: Seat) -> bool:
    """Invited to as many of the table's other days in this school year as the SOP gives the role."""
    if seat.times_a_year is None:
        return False
    year = school_year(on)
    days = Invitation.objects.filter(
        Q(role=seat.role) | Q(also__has_key=seat.role),
        item__meeting__school=deed.case.school_id,
        item__meeting__step=deed.case.step,
        item__planned_on__range=(year.first, year.last),
    ).exclude(Q(item__planned_on=on) | Q(item__state=Item.TAKEN_OFF))
    return days.values("item__meeting").distinct().count() >= seat.times_a_year
