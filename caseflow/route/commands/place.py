"""Where a child is: taught at another school, or waiting for a place in a group that is full."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow import clock
from caseflow.route.acting import Deed, acting
from caseflow.route.models import Case, Placement, WaitingPlace
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.models import Group, Pupil


def record_placement(
    case_id: int, *, school: str, starts_on: date, ends_on: date, zorgplicht: str, actor: Any
) -> Placement:
    """The child stays enrolled here and is taught elsewhere, never without an end; whose the zorgplicht is, is data."""
    with acting("record_placement", case_id, actor) as deed:
        one_of("zorgplicht", zorgplicht, [word for word, _label in Placement.HOLDERS])
        if ends_on < starts_on:
            raise Invalid("ends_on", _("De laatste dag ligt na de eerste."))
        placement = Placement.objects.create(
            case=deed.case,
            school_name=at_most("school", filled("school", school), 200),
            starts_on=starts_on,
            ends_on=ends_on,
            zorgplicht=zorgplicht,
            recorded_by=actor,
        )
        data = {"placement": placement.pk, "from": starts_on, "until": ends_on, "zorgplicht": zorgplicht}
        deed.record(data, {"school": placement.school_name})
        return placement


def put_on_waiting_list(case_id: int, *, group_id: int, actor: Any) -> WaitingPlace:
    """There is no room in the group now; who waits longest is first. No refusal, and the terms run on."""
    with acting("put_on_waiting_list", case_id, actor) as deed:
        if deed.sop.admission is None or not deed.sop.admission.waiting_list:
            raise Invalid("", _("Deze school werkt niet met een wachtlijst."))
        group = Group.objects.filter(school=deed.case.school_id, pk=group_id).first()
        if group is None:
            raise Invalid("group_id", _("Kies een groep van deze school."))
        place, _is_new = WaitingPlace.objects.update_or_create(
            case=deed.case, defaults={"group": group}, create_defaults={"group": group, "on": deed.on}
        )
        deed.record({"group": group.pk})
        return place


def check_room(deed: Deed, group: Group | None) -> None:
    """A group takes no more children than the SOP says, and who waits longest for it is first.

    The group is locked: of two who come for the last place, one sees the other.
    """
    if deed.sop.admission is None or group is None:
        return
    Group.objects.select_for_update().get(pk=group.pk)
    others = Pupil.objects.at_school(clock.today()).filter(group=group).exclude(pk=deed.case.pupil_id)
    free = deed.sop.admission.group_size - others.count()
    if free < 1:
        raise Invalid("group_id", _("Deze groep is vol. Kies een andere groep, of zet de leerling op de wachtlijst."))
    ahead = _waiting_longer(deed.case, group)
    if ahead >= free:
        longer = ngettext(
            "Er wacht %(number)s leerling langer op een plek in deze groep.",
            "Er wachten %(number)s leerlingen langer op een plek in deze groep.",
            ahead,
        )
        raise Invalid("group_id", longer % {"number": ahead})


def _waiting_longer(case: Case, group: Group) -> int:
    """How many others stand on the list before this child; all of them where it does not wait for this group."""
    others = WaitingPlace.objects.filter(group=group, case__closed_on=None, case__pupil__enrolled_on=None).exclude(
        case=case
    )
    own = WaitingPlace.objects.filter(case=case, group=group).first()
    before = Q(on__lt=own.on) | Q(on=own.on, pk__lt=own.pk) if own else Q()
    return others.filter(before).count()
